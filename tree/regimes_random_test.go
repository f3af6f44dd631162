package tree

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"ips2/model/demand"
)

// Regimes of a random chain in every period, cycles and states that are never left or never met again among them: probability that goes
// forward has the chance of every regime and E X in it, a product of matrices.
func TestRandomRegimesForward(t *testing.T) {
	const periods = 4
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(2, 5).Draw(r, "regimes")
		var laws []*demand.Linear
		drift := make([]float64, n)
		for k := range n {
			drift[k] = float64(rapid.IntRange(-2, 3).Draw(r, "drift")) / 10
			laws = append(laws, demand.NewGBM(10, drift[k], 0.2, 1, always(periods)))
		}
		values, rows := [][]float64{make([]float64, n)}, [][][]float64{nil}
		for k := range n {
			values[0][k] = float64(k)
		}
		for range periods {
			values, rows = append(values, values[0]), append(rows, drawMatrix(r, n))
		}
		s := demand.System{Factors: []demand.Factor{{Name: "r", Process: demand.NewChain(0, values, rows)}, {Name: "x", Process: demand.NewRegime(0, laws)}}}
		l, err := newLattice(&s, periods, 3)
		if err != nil {
			r.Fatal(err)
		}
		chance, mean, p := make([]float64, n), make([]float64, n), []float64{1}
		chance[0], mean[0] = 1, 10
		for period := 1; period <= periods; period++ {
			p = pushed(r, l, period, p)
			chance, mean = after(chance, rows[period], nil), after(mean, rows[period], drift)
			for k := range n {
				gotChance, gotMean := inRegime(l, period, p, k)
				if !(math.Abs(gotChance-chance[k]) <= 1e-12) || !(math.Abs(gotMean-mean[k]) <= 1e-9*(1+mean[k])) {
					r.Fatalf("period %d, regime %d: chance %.12g, right is %.12g; E X %.12g, right is %.12g", period, k, gotChance, chance[k], gotMean, mean[k])
				}
			}
		}
	})
}

// drawMatrix has rows of one or two successors, anywhere.
func drawMatrix(r *rapid.T, n int) [][]float64 {
	rows := make([][]float64, n)
	for k := range rows {
		rows[k] = make([]float64, n)
		p := float64(rapid.IntRange(0, 4).Draw(r, "quarters")) / 4
		rows[k][rapid.IntRange(0, n-1).Draw(r, "to")] += p
		rows[k][rapid.IntRange(0, n-1).Draw(r, "or to")] += 1 - p
	}
	return rows
}

// after takes something one period on, and what has come to a regime grows there.
func after(x []float64, rows [][]float64, growth []float64) []float64 {
	next := make([]float64, len(x))
	for k, row := range rows {
		for to, p := range row {
			next[to] += p * x[k]
		}
	}
	for k, g := range growth {
		next[k] *= math.Exp(g)
	}
	return next
}

func pushed(r *rapid.T, l *lattice, period int, p []float64) []float64 {
	step, err := newStepper(l, period, newCrew(l, 1))
	if err != nil {
		r.Fatal(err)
	}
	out := make([]float64, step.after)
	if err := step.push(context.Background(), [][]float64{p}, [][]float64{out}); err != nil {
		r.Fatal(err)
	}
	return out
}

// inRegime is the probability of a regime and the expectation of the switched factor in it.
func inRegime(l *lattice, period int, p []float64, regime int) (chance, mean float64) {
	b := l.system.NewBlock(len(p))
	l.fill(period, 0, len(p), b)
	for i, w := range p {
		if b.Value[0][i] == float64(regime) {
			chance, mean = chance+w, mean+w*b.Value[1][i]
		}
	}
	return chance, mean
}
