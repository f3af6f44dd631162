package formula

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawRows draws columns of the three factors, with values that hit zeros, ties and branches.
func drawRows(t *rapid.T) (in [][]float64, n int) {
	n = rapid.IntRange(1, 9).Draw(t, "rows")
	cell := rapid.OneOf(rapid.SampledFrom([]float64{-3, -1, -0.5, 0, 0.25, 1, 2, 3.7, 1000}), rapid.Float64Range(-50, 50))
	for range 3 {
		in = append(in, rapid.SliceOfN(cell, n, n).Draw(t, "column"))
	}
	return in, n
}

func row(in [][]float64, i int) []float64 { return []float64{in[0][i], in[1][i], in[2][i]} }

// Columns, constants and explanations agree with the naive evaluation of each row, for several roots in one program.
func TestMeaning(t *testing.T) {
	scope, s := contract(t), NewScratch(9)
	rapid.Check(t, func(t *rapid.T) {
		in, n := drawRows(t)
		g := NewGraph(3)
		var formulas []naive
		var roots []Ref
		for range rapid.IntRange(1, 4).Draw(t, "roots") {
			f, kind := drawNumber(t, 4), Number
			if rapid.IntRange(0, 3).Draw(t, "kind") == 0 {
				f, kind = drawTruth(t, 3), Truth
			}
			e, errs := Parse(f.text, scope, kind)
			if len(f.text) > MaxLength {
				t.Skip("too long")
			}
			if errs != nil {
				t.Fatalf("%s: %v", f.text, errs)
			}
			formulas, roots = append(formulas, f), append(roots, g.Bind(e, here(g.Input(0), g.Input(1), g.Input(2))))
			folds(t, e, f, in, n)
		}
		p := g.Compile(roots...)
		fault := p.Run(s, in, n)
		for k, f := range formulas {
			for i := range n {
				want, failed := f.evaluate(row(in, i))
				got := p.Column(s, k)[i]
				if _, over := failed.(overflow); over {
					t.Skip("overflow")
				}
				agree(t, f.text, got, want, failed)
				if failed != nil && g.Explain(roots[k], row(in, i)) == "" {
					t.Fatalf("%s at %v: no explanation", f.text, row(in, i))
				}
				if failed != nil && (fault == nil || fault.Root > k || fault.Root == k && fault.Row > i) {
					t.Fatalf("%s at %v: fault %v reported", f.text, row(in, i), fault)
				}
			}
		}
		if fault != nil {
			if _, failed := formulas[fault.Root].evaluate(row(in, fault.Row)); failed == nil {
				t.Fatalf("%s: false fault %v", formulas[fault.Root].text, *fault)
			}
		}
	})
}

// folds checks that a formula of constants is a constant.
func folds(t *rapid.T, e *Expr, f naive, in [][]float64, n int) {
	for i := range n {
		g := NewGraph(0)
		got, ok := g.Constant(g.Bind(e, here(g.Const(in[0][i]), g.Const(in[1][i]), g.Const(in[2][i]))))
		if !ok {
			t.Fatalf("%s is not folded", f.text)
		}
		want, failed := f.evaluate(row(in, i))
		if _, over := failed.(overflow); !over {
			agree(t, f.text, got, want, failed)
		}
	}
}

func agree(t *rapid.T, text string, got, want float64, failed any) {
	t.Helper()
	if failed == nil && got != want || failed != nil && !math.IsNaN(got) && !math.IsInf(got, 0) {
		t.Fatalf("%s is %v, not %v (%v)", text, got, want, failed)
	}
}
