package valuation_test

import (
	"context"
	"math"
	"testing"

	"ips2/valuation"
)

// A customer that errs beside a state that few fitting paths come to: what it is worth there is the mean over what it may do, not the best.
const erring = `
horizon: {periods: 4, period: year}
rates: {customer: 5%}
factors:
  state:
    process: markov
    states: {low: 5, middle: 10, high: 40}
    initial: low
    transitions: {low: {low: 0.7, middle: 0.3}, middle: {low: 0.5, middle: 0.499, high: 0.001}, high: {low: 0.5, high: 0.5}}
characteristics:
  a: {levels: [x, y], start: x, changes: [{from: any, to: any, by: customer, periods: all, outside: 2}]}
customer:
  behaviour: {logit: 7}
  revenue: 'a == "x" ? 10 : state'
`

func TestErringBesideARareState(t *testing.T) {
	p := read(t, erring)
	for seed := uint64(1); seed <= 4; seed++ {
		r, err := valuation.Value(context.Background(), p, valuation.Options{Method: valuation.Both, Paths: 1 << 14, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		exact, simulated := r.Exact.CustomerValue.Value, r.Simulated.CustomerValue
		if math.Abs(simulated.Value-exact) > 5*simulated.StdError+1e-9*exact {
			t.Errorf("seed %d: %.6f ± %.6f, exact %.6f", seed, simulated.Value, simulated.StdError, exact)
		}
	}
}
