package vector

import (
	"math"
	"math/rand/v2"
	"testing"
)

// nest makes a polynomial of n columns with some of the products of one, two and three of them.
func nest(r *rand.Rand, n int) (steps []Step, weights []float64) {
	weights = append(weights, r.NormFloat64())
	for a := range n {
		steps = append(steps, Step{a, weigh(r, &weights), 0})
		at := len(steps) - 1
		for b := a; b < n; b += 1 + r.IntN(2) {
			steps[at].Below++
			steps = append(steps, Step{b, weigh(r, &weights), 0})
			twig := len(steps) - 1
			for c := b; c < n && r.IntN(3) > 0; c++ {
				steps[twig].Below++
				steps = append(steps, Step{c, weigh(r, &weights), 0})
			}
		}
	}
	return steps, weights
}

func weigh(r *rand.Rand, weights *[]float64) int {
	*weights = append(*weights, r.NormFloat64())
	return len(*weights) - 1
}

// In nested form or term by term, a polynomial is the same but for rounding.
func TestNestedIsTheSumOfItsTerms(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 11))
	for range 100 {
		n, rows := 1+r.IntN(5), 1+r.IntN(40)
		columns, got := make([][]float64, n), make([]float64, rows)
		for k := range columns {
			for range rows {
				columns[k] = append(columns[k], r.NormFloat64())
			}
		}
		steps, weights := nest(r, n)
		Nested(got, columns, weights, steps)
		for i, v := range got {
			want, size := weights[0], 0.0
			var walk func(at, count int, product float64) int
			walk = func(at, count int, product float64) int {
				for range count {
					s := steps[at]
					x := product * columns[s.Column][i]
					want, size = want+weights[s.Weight]*x, size+math.Abs(weights[s.Weight]*x)
					at = walk(at+1, s.Below, x)
				}
				return at
			}
			for at := 0; at < len(steps); {
				at = walk(at, 1, 1)
			}
			if math.Abs(v-want) > 1e-14*(1+size) {
				t.Fatalf("row %d: %v, term by term %v", i, v, want)
			}
		}
	}
}
