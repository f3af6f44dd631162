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

// However rare a state is, as many intervals cover as they say: by seed, it is as likely as one of these. Over the chains five hundred seeds.
func TestCoverageOfRareStates(t *testing.T) {
	long(t)
	chances := []float64{1e-2, 1e-3, 1e-4, 1e-6, 1e-9, 1e-12}
	few := valuation.Options{Method: valuation.Simulate, Paths: 512, FitPaths: 1, BoundPaths: 256, Workers: 1}
	plain := few
	plain.Plain = true
	all := []string{"price_ceiling", "customer_value", "rigid_value", "flexibility_value", "price_floor", "corridor", "gross_floor", "switching_cost_customer", "switching_cost_supplier"}
	fitted := []string{"price_ceiling", "rigid_value"} // the others are of the policy followed
	for name, c := range map[string]struct {
		seeds     int
		options   valuation.Options
		overrides []string
		figures   []string
	}{
		"chains":                {126, few, nil, all},
		"chains, plain":         {126, plain, nil, all},
		"decided before":        {126, few, set("information=previous"), all},
		"decided before, plain": {126, plain, set("information=previous"), all},
		"beside a density":      {48, few, set(uncertainPrice), fitted},
		"all three":             {48, few, set(uncertainPrice, "information=previous"), fitted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var problems []*scenario.Scenario
			var exact []map[string]valuation.Figure
			for _, p := range chances {
				s, err := scenario.Read("rarely.yaml", rarely(p), c.overrides...)
				if err != nil {
					t.Fatal(err)
				}
				problems, exact = append(problems, s), append(exact, headline(t, s, valuation.Options{Method: valuation.Exact}))
			}
			coverEach(t, c.seeds, c.figures, func(seed uint64) (right, got map[string]valuation.Figure) {
				o := c.options
				o.Seed = seed
				k := int(seed) % len(chances)
				return exact[k], headline(t, problems[k], o)
			})
		})
	}
}
