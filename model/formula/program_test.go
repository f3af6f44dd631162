package formula

import (
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// manyRoots is a program with roots of every place and a scratch for it.
func manyRoots(t testing.TB) (*Graph, *Program) {
	g := NewGraph(3)
	env := here(g.Input(0), g.Input(1), g.Input(2))
	roots := []Ref{g.Input(1), g.Const(7), g.Const(7)}
	for _, source := range []string{"x", "3 + 4", benchFormula, "x * y - z", "x * y", "(x * y - z) * (x * y + z)", "sin(x) + pow(y, 1.5) % z"} {
		e, errs := Parse(source, contract(t), Number)
		if errs != nil {
			t.Fatal(errs)
		}
		roots = append(roots, g.Bind(e, env))
	}
	return g, g.Compile(roots...)
}

func TestColumns(t *testing.T) {
	_, p := manyRoots(t)
	s, in := NewScratch(4), [][]float64{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}
	if fault := p.Run(s, in, 3); fault != nil {
		t.Fatal(fault)
	}
	for k, want := range [][]float64{{4, 5, 6}, {7, 7, 7}, {7, 7, 7}, {1, 2, 3}, {7, 7, 7}, {0, 0, 0}, {-3, 2, 9}, {4, 10, 18}, {-33, 36, 243}} {
		got := p.Column(s, k)
		if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
			t.Errorf("root %d is %v, not %v", k, got, want)
		}
		if v, ok := p.Constant(k); ok != (k == 1 || k == 2 || k == 4) || ok && v != 7 {
			t.Errorf("root %d constant: %v %v", k, v, ok)
		}
	}
	if p.Run(s, in, 0) != nil || len(p.Column(s, 5)) != 0 || len(p.Column(s, 1)) != 0 {
		t.Error("no rows")
	}
}

// Fill leaves the same columns as Run where it is told to, and nothing around them.
func TestFill(t *testing.T) {
	_, p := manyRoots(t)
	in, run, fill := benchColumns()[0], NewScratch(512), NewScratch(512)
	out := make([][]float64, p.Roots())
	for k := range out {
		out[k] = make([]float64, 520)
	}
	p.Run(run, in, 512)
	for range 2 {
		if fault := p.Fill(fill, in, out, 5, 512); fault != nil {
			t.Fatal(fault)
		}
		p.Run(fill, in, 512) // the next run has its own registers again
	}
	for k, column := range out {
		if want := p.Column(run, k); !slices.Equal(column[5:517], want) || slices.Max(column[:5]) != 0 || slices.Max(column[517:]) != 0 {
			t.Errorf("root %d is not filled as it runs", k)
		}
	}
	g := NewGraph(1)
	bad := g.Compile(g.Input(0), g.Div(g.Const(1), g.Input(0)))
	if f := bad.Fill(fill, [][]float64{{1, 0}}, out, 0, 2); f == nil || *f != (Fault{1, 1}) {
		t.Error(f)
	}
}

// The first root in order is reported, and its first row, wherever in a block.
func TestFirstFault(t *testing.T) {
	g := NewGraph(2)
	p, s := g.Compile(g.Input(0), g.Div(g.Const(1), g.Input(1)), g.Div(g.Const(2), g.Input(0))), NewScratch(64)
	for n := range 64 {
		for bad := range n {
			in := [][]float64{make([]float64, n), make([]float64, n)}
			for i := range n {
				in[0][i], in[1][i] = 1, 1
			}
			in[0][0], in[1][bad], in[1][n-1] = 0, 0, 0
			if f := p.Run(s, in, n); f == nil || *f != (Fault{1, bad}) {
				t.Fatalf("%d rows, bad %d: %v", n, bad, f)
			}
		}
	}
	constant := g.Compile(g.Const(1), g.Const(math.Inf(1)))
	if f := constant.Run(s, [][]float64{{1}, {1}}, 1); f == nil || *f != (Fault{1, 0}) {
		t.Error(f)
	}
	if f := constant.Run(s, [][]float64{{}, {}}, 0); f != nil {
		t.Error("a fault without a row:", f)
	}
}

func TestNoAllocation(t *testing.T) {
	_, p := manyRoots(t)
	s, in := NewScratch(512), benchColumns()[0]
	run := func() {
		if fault := p.Run(s, in, 512); fault != nil {
			t.Fatal(fault)
		}
		for k := range 10 {
			p.Column(s, k)
		}
	}
	run()
	if n := testing.AllocsPerRun(10, run); n != 0 {
		t.Errorf("%v allocations a run", n)
	}
}

// A sum of many products needs a register for the sum and one for the product.
func TestRegistersAreReused(t *testing.T) {
	g := NewGraph(2)
	sum := g.Input(0)
	for k := range 100 {
		sum = g.Add(sum, g.Mul(g.Max(g.Input(0), g.Input(1)), g.Add(g.Input(1), g.Const(float64(k+1)))))
	}
	if p := g.Compile(sum); p.registers > 3 {
		t.Errorf("%d registers", p.registers)
	}
}

// One program, a scratch for each goroutine, any size of block: the same numbers.
func TestConcurrent(t *testing.T) {
	_, p := manyRoots(t)
	in := benchColumns()[0]
	whole := NewScratch(512)
	p.Run(whole, in, 512)
	var wait sync.WaitGroup
	for w := range 2 * runtime.NumCPU() {
		wait.Go(func() {
			s := NewScratch(64)
			for from := 0; from < 512; from += w + 7 {
				to := min(from+w+7, 512)
				p.Run(s, [][]float64{in[0][from:to], in[1][from:to], in[2][from:to]}, to-from)
				for k := range 10 {
					for i, v := range p.Column(s, k) {
						if v != p.column(whole, k, from+i) {
							t.Errorf("root %d row %d differs", k, from+i)
							return
						}
					}
				}
			}
		})
	}
	wait.Wait()
}

// column reads a row without filling the column of a constant, which would race.
func (p *Program) column(s *Scratch, k, row int) float64 {
	if v, ok := p.Constant(k); ok {
		return v
	}
	return p.Column(s, k)[row]
}

func TestMisuse(t *testing.T) {
	g := NewGraph(1)
	p, s := g.Compile(g.Input(0)), NewScratch(1)
	from := &Expr{op: opSymbol, symbol: Symbol{Role: From, Index: 1}}
	for what, f := range map[string]func(){
		"rows":   func() { p.Run(s, [][]float64{{1, 2}}, 2) },
		"inputs": func() { p.Run(s, nil, 1) },
		"input":  func() { g.Input(1) },
		"text":   func() { Parse("x", names{}, Text) },
		"change": func() { g.Bind(from, &Env{}) },
	} {
		func() {
			defer func() {
				if r, ok := recover().(string); !ok || !strings.HasPrefix(r, "formula: ") {
					t.Errorf("%s: %v", what, r)
				}
			}()
			f()
		}()
	}
}
