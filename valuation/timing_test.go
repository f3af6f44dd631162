package valuation_test

import (
	"context"
	"math"
	"testing"

	"ips2/internal/generated"
	"ips2/scenario"
	"ips2/valuation"
)

// Who sees what, and when: by hand, by both engines, and by all histories.
func TestTiming(t *testing.T) {
	for _, c := range generated.Timings() {
		t.Run(c.Name, func(t *testing.T) {
			byHistories(t, c)
			var overrides []string
			if c.Early {
				overrides = set("information=previous")
			}
			s, err := scenario.Read("timing.yaml", []byte(c.Text()), overrides...)
			if err != nil {
				t.Fatalf("%v\n%s", err, c.Text())
			}
			r, err := valuation.Value(context.Background(), s.Problem, valuation.Options{Method: valuation.Both, Paths: 1 << 12, Seed: 1})
			if err != nil {
				t.Fatalf("%v\n%s", err, c.Text())
			}
			for _, v := range []*valuation.Valuation{r.Exact, r.Simulated} {
				counted(t, v.Method, "the customer's value", v.CustomerValue, c.Value)
				if c.Supply != nil {
					counted(t, v.Method, "the floor", *v.PriceFloor, c.Floor)
				}
			}
		})
	}
}

func counted(t *testing.T, method, what string, got valuation.Figure, want float64) {
	t.Helper()
	if math.Abs(got.Value-want) > 5*got.StdError+1e-9 {
		t.Errorf("%s: %s is %.9g ± %.2g, by hand %.9g", method, what, got.Value, got.StdError, want)
	}
}

func byHistories(t *testing.T, c generated.Timing) {
	t.Helper()
	game := generated.NewGame(c.Contract)
	game.Early = c.Early
	customer := game.Customer()
	counted(t, "histories", "the customer's value", valuation.Figure{Value: customer.Value(0)}, c.Value)
	if c.Supply != nil {
		floor := -game.Supplier(0, customer.Optimal()).Problem().Value(0)
		counted(t, "histories", "the floor", valuation.Figure{Value: floor}, c.Floor)
	}
}
