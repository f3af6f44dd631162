package valuation_test

import (
	"context"
	"fmt"
	"testing"

	"ips2/scenario"
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

// What a customer does often enough where it seldom comes is rare as well: in a state of a chain, or after a choice that is not frequent.
// A thousand paths meet it once.
func TestCoverageOfChoicesInTurn(t *testing.T) {
	const seeds = 50
	for name, source := range map[string]string{
		"in a state": `
horizon: {periods: 1, period: year}
factors: {state: {process: independent, initial: 0, values: [0, 1], probabilities: [0.9, 0.1]}}
characteristics: {c: {levels: [a, b], start: a, changes: [{from: a, to: b, by: customer, periods: all, cost: 1000}]}}
customer: {revenue: 100, behaviour: {probabilities: 'state == 1 ? 0.01 : 0'}}
supplier: {direct: {d: 1}}`,
		"by rule in a rare state": `
horizon: {periods: 1, period: year}
factors: {state: {process: independent, initial: 0, values: [0, 1], probabilities: [0.999, 0.001]}}
characteristics: {c: {levels: [a, b], start: a, changes: [{from: a, to: b, by: customer, periods: all, cost: 1000}]}}
customer: {revenue: 100, behaviour: {rule: state == 1}}
supplier: {direct: {d: 1}}`,
		"after a choice": `
horizon: {periods: 2, period: year}
characteristics: {c: {levels: [a, b, d], start: a, changes: [{from: a, to: b, by: customer, periods: [1]}, {from: b, to: d, by: customer, periods: [2], cost: 1000}]}}
customer: {revenue: 100, behaviour: {probabilities: 'period == 1 ? 0.01 : 0.1'}}
supplier: {direct: {d: 1}}`,
	} {
		t.Run(name, func(t *testing.T) {
			s, err := scenario.Read("coverage.yaml", []byte(source), "rates={customer: 6%, supplier: 6%}")
			if err != nil {
				t.Fatal(err)
			}
			exact := headline(t, s, valuation.Options{Method: valuation.Exact})
			cover(t, seeds, exact, []string{"price_floor", "switching_cost_supplier"}, func(seed uint64) map[string]valuation.Figure {
				return headline(t, s, valuation.Options{Method: valuation.Simulate, Paths: 1 << 10, Seed: seed, Workers: 1})
			})
		})
	}
}
