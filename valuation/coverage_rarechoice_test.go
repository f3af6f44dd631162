package valuation_test

import (
	"context"
	"fmt"
	"testing"

	"ips2/valuation"
)

// A customer that decides by chance does something dear once in many samples: its cost must be in the interval whether a sample has seen it
// or not. The floor by hand: 1 a year, and 1/p once, in period t with probability p·(1-p)^(t-1).
func TestCoverageOfRareChoices(t *testing.T) {
	const seeds, most = 50, 12 // beyond which misses of a 95 % interval are by luck once in a million
	for _, early := range []string{"current", "previous"} {
		for _, p := range []float64{1e-2, 1e-4, 1e-7, 1e-10} {
			problem := read(t, fmt.Sprintf(`
horizon: {periods: 5, period: year}
rates: {customer: 6%%, supplier: 6%%}
information: %s
characteristics:
  c: {levels: [a, b], start: a, changes: [{from: a, to: b, by: customer, periods: all, cost: %g}]}
customer: {revenue: 100, behaviour: {probabilities: %g}}
supplier: {direct: {d: 1}}`, early, 1/p, p))
			right, discount, stays, missed := 0., 1., 1., 0
			for range 5 {
				discount /= 1.06
				right += float64(discount * (1 + stays))
				stays *= 1 - p
			}
			for seed := uint64(1); seed <= seeds; seed++ {
				r, err := valuation.Value(context.Background(), problem, valuation.Options{Method: valuation.Simulate, Paths: 1 << 11, Seed: seed})
				if err != nil {
					t.Fatal(err)
				}
				if f := r.Simulated.PriceFloor; right < f.Lower || right > f.Upper {
					missed++
				}
			}
			if missed > most {
				t.Errorf("information %s, chance %g: %d of %d intervals of the floor miss", early, p, missed, seeds)
			}
			t.Logf("information %s, chance %g: %d of %d miss", early, p, missed, seeds)
		}
	}
}
