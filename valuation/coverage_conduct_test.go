package valuation_test

import (
	"context"
	"testing"

	"ips2/model"
	"ips2/scenario"
	"ips2/sim"
	"ips2/valuation"
)

// Customers that follow a rule or given chances: the paths are scrambled nets, of which an interval takes 256 at least. Nothing is fitted.
func TestCoverageByNets(t *testing.T) {
	long(t)
	const seeds = 200
	for name, c := range map[string]struct {
		behaviour string
		figures   []string
	}{
		"rule":    {`{rule: (to == "large" ? price > 1 : price < 0.9)}`, []string{"customer_value", "rigid_value", "flexibility_value", "price_floor", "corridor", "switching_cost_customer"}},
		"chances": {`{probabilities: (to == "large" ? 0.3 + demand / 400 : 0.2)}`, []string{"customer_value", "flexibility_value", "price_floor", "corridor", "switching_cost_customer"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := scenario.Read("coverage.yaml", []byte(switching), set("customer.behaviour="+c.behaviour)...)
			if err != nil {
				t.Fatal(err)
			}
			l, err := model.NewLedger(s.Problem)
			if err != nil {
				t.Fatal(err)
			}
			o := sim.Options{Paths: 1 << 17, Workers: 1}
			policy, err := sim.Fit(context.Background(), l, o)
			if err != nil {
				t.Fatal(err)
			}
			exact := headline(t, s, valuation.Options{Method: valuation.Exact})
			cover(t, seeds, exact, c.figures, func(seed uint64) map[string]valuation.Figure {
				o := o
				o.Seed = seed
				e, err := sim.Price(context.Background(), l, policy, o)
				if err != nil {
					t.Fatal(err)
				}
				return figures(valuation.Figures(s.Problem, e, "simulated"))
			})
		})
	}
}

// A logit customer's figures, with martingales in those that trust them. On chains the fit is right but for rounding.
func TestCoverageOfLogit(t *testing.T) {
	long(t)
	const seeds = 400
	names := []string{"customer_value", "flexibility_value", "price_ceiling", "price_floor", "gross_floor", "corridor", "switching_cost_customer", "margin_customer_value", "margin_supplier_value"}
	for name, c := range map[string]struct {
		overrides []string
		plain     bool
	}{
		"chains":                   {set(twoStates, "customer.behaviour={logit: 20}"), false},
		"chains, hardly a mistake": {set(twoStates, "customer.behaviour={logit: 2}"), false},
		"normal":                   {set("customer.behaviour={logit: 20}"), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := scenario.Read("coverage.yaml", []byte(switching), c.overrides...)
			if err != nil {
				t.Fatal(err)
			}
			exact := headline(t, s, valuation.Options{Method: valuation.Exact})
			cover(t, seeds, exact, names, func(seed uint64) map[string]valuation.Figure {
				return headline(t, s, valuation.Options{Method: valuation.Simulate, Paths: 1 << 10, FitPaths: 1 << 12, Plain: c.plain, Workers: 1, Seed: seed})
			})
		})
	}
}
