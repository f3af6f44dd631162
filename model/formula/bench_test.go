package formula

import (
	"math/rand/v2"
	"testing"
)

const benchRows = 512

// benchColumns are enough different rows that no branch predictor learns them.
func benchColumns() [][][]float64 {
	r := rand.New(rand.NewPCG(1, 2))
	blocks := make([][][]float64, 64)
	for b := range blocks {
		blocks[b] = make([][]float64, 3)
		for k := range blocks[b] {
			for range benchRows {
				blocks[b][k] = append(blocks[b][k], 500+1000*r.Float64())
			}
		}
	}
	return blocks
}

func perPath(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchRows, "ns/path")
}

// The formula of five operators: *, min, -, * and the choice with its comparison.
const benchFormula = "demand > 900 ? 31 * min(demand, y) - 0.7 * z : 0"

func BenchmarkFiveOperators(b *testing.B) {
	e, errs := Parse(benchFormula, contract(b), Number)
	if errs != nil {
		b.Fatal(errs)
	}
	benchProgram(b, e)
}

func BenchmarkFiveArithmetic(b *testing.B) {
	e, errs := Parse("31 * x - 14 * y + z - 50000", contract(b), Number)
	if errs != nil {
		b.Fatal(errs)
	}
	benchProgram(b, e)
}

func benchProgram(b *testing.B, e *Expr) {
	g := NewGraph(3)
	p := g.Compile(g.Bind(e, here(g.Input(0), g.Input(1), g.Input(2))))
	s, blocks, i := NewScratch(benchRows), benchColumns(), 0
	for b.Loop() {
		if f := p.Run(s, blocks[i&63], benchRows); f != nil {
			b.Fatal(f)
		}
		i++
	}
	perPath(b)
}

// The same formula as a loop by hand: the yardstick.
func BenchmarkFiveOperatorsByHand(b *testing.B) {
	d, blocks, i := make([]float64, benchRows), benchColumns(), 0
	for b.Loop() {
		in := blocks[i&63]
		x, y, z := in[0][:len(d)], in[1][:len(d)], in[2][:len(d)]
		for j := range d {
			v := 0.0
			if x[j] > 900 {
				v = float64(31*min(x[j], y[j])) - float64(0.7*z[j])
			}
			d[j] = v
		}
		i++
	}
	perPath(b)
}
