package valuation_test

import (
	"fmt"
	"testing"

	"ips2/scenario"
	"ips2/valuation"
)

// rarely is a contract with a failure of chance p a year that stays one year in two. It costs the customer and the supplier about 4 and 6 in
// the mean whatever p is; the customer can buy cover against it, or a repair; the supplier can prepare for it. Without a failure
// cover is worth nothing, to prepare costs.
func rarely(p float64) []byte {
	return fmt.Appendf(nil, `
horizon: {periods: 4, period: year}
rates: {customer: 5%%, supplier: 4%%}
factors:
  state: {process: markov, states: {fine: 0, failed: 1}, initial: fine, transitions: {fine: {fine: %.17g, failed: %g}, failed: {fine: 0.5, failed: 0.5}}}
  price: {process: series, initial: 1, values: [1, 1, 1, 1]}
characteristics:
  cover:
    levels: [none, covered]
    start: none
    changes: [{from: none, to: covered, by: customer, periods: 2-4, outside: 5, fee: 2}]
  readiness:
    levels: [asleep, ready]
    start: asleep
    changes: [{from: asleep, to: ready, by: supplier, periods: 2-4, cost: 3}]
customer:
  revenue: '100 * price'
  expense: 'cover == "none" ? %g * state : 1 + 0.5 * price'
supplier:
  direct: {service: '20 * price + (readiness == "asleep" ? %g * state : 1)'}
pricing: {fees: 10, purchase_price: 100}
`, 1-p, p, 4/p, 6/p)
}

// uncertainPrice takes the place of the known one.
const uncertainPrice = "factors.price={process: ar1, initial: 1, c: 0.4, phi: 0.6, sigma: 0.1}"

// However rare a state is, of 1,000 intervals as many cover as they say.
func TestCoverageOfRareStates(t *testing.T) {
	long(t)
	few := valuation.Options{Paths: 512, FitPaths: 1, BoundPaths: 256, Workers: 1}
	plain := few
	plain.Plain = true
	known := []string{"price_ceiling", "customer_value", "rigid_value", "flexibility_value", "price_floor", "corridor", "gross_floor", "switching_cost_customer", "switching_cost_supplier"}
	fitted := []string{"price_ceiling", "rigid_value"}
	for name, c := range map[string]struct {
		options   valuation.Options
		overrides []string
		figures   []string
	}{
		"chains":               {few, nil, known},
		"chains, plain":        {plain, nil, known},
		"chains before":        {few, set("information=previous"), known},
		"chains before, plain": {plain, set("information=previous"), known},
		"densities":            {few, set(uncertainPrice), fitted},
		"densities before":     {few, set(uncertainPrice, "information=previous"), fitted},
		"densities, plain":     {plain, set(uncertainPrice), fitted},
	} {
		for _, p := range []float64{1e-2, 1e-3, 1e-4, 1e-6, 1e-9, 1e-12} {
			t.Run(fmt.Sprintf("%s/%g", name, p), func(t *testing.T) {
				s, err := scenario.Read("rarely.yaml", rarely(p), c.overrides...)
				if err != nil {
					t.Fatal(err)
				}
				exact := headline(t, s, valuation.Options{Method: valuation.Exact})
				cover(t, 25, exact, c.figures, func(seed uint64) map[string]valuation.Figure {
					o := c.options
					o.Method, o.Seed = valuation.Simulate, seed
					return headline(t, s, o)
				})
			})
		}
	}
}
