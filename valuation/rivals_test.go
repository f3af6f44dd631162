package valuation_test

import (
	"context"
	"math"
	"path/filepath"
	"testing"

	"ips2/scenario"
	"ips2/valuation"
)

// A competitor that is a scenario of its own: a rigid one with a closed form, and fixture A itself, which leaves the same as this
// contract, so that the ceiling is the competitor's price. Simulated, both intervals are in that of the ceiling.
func TestCompetitorsAreValued(t *testing.T) {
	file := filepath.Join("testdata", "fixture-a.yaml")
	for _, c := range []struct {
		competitor string
		ceiling    float64
		width      float64 // of the ceiling's standard error against the value's
	}{
		{"{name: rival, price: 400, scenario: {horizon: {periods: 6, period: year}, rates: {customer: 10%}, customer: {revenue: 100}}}", valueA - (rigidA - 400), 1},
		{"{name: twin, price: 400, scenario: fixture-a.yaml}", 400, math.Sqrt2},
		{"{name: long, price: 0, horizon: own, scenario: {horizon: {periods: 1, period: year}, rates: {customer: 10%}, customer: {revenue: 11}}}", valueA - 10, 1},
		{"{name: dear, price: 500, scenario: fixture-a.yaml}", valueA, 1},
	} {
		for _, method := range append(bothMethods, valuation.Both) {
			r := value(t, file, set("competitors=["+c.competitor+"]"), valuation.Options{Method: method, Paths: 1 << 14, FitPaths: 1 << 12, Plain: true})
			for _, v := range []*valuation.Valuation{r.Exact, r.Simulated} {
				if v == nil {
					continue
				}
				if f := v.PriceCeiling; math.Abs(f.Value-c.ceiling) > 5*f.StdError+1e-9 {
					t.Errorf("%s, %s: ceiling %.6f ± %.6f, want %.6f", c.competitor, v.Method, f.Value, f.StdError, c.ceiling)
				}
				if ratio := v.PriceCeiling.StdError / v.CustomerValue.StdError; v.Method == "simulated" && math.Abs(ratio-c.width) > 0.05 {
					t.Errorf("%s: the ceiling's standard error is %.3f of the value's, want %.3f", c.competitor, ratio, c.width)
				}
			}
		}
	}
}

// A fee for every execution is a transfer: 3 for each of 4 visits a year.
func TestFeePerExecution(t *testing.T) {
	const source = `
horizon: {periods: 6, period: year}
rates: {customer: 10%, supplier: 8%}
characteristics:
  frequency: {levels: [low, high], start: low}
customer: {revenue: 100}
pricing: {fees: 5, fee_per_execution: {visit: 3}}
supplier:
  pools: {people: {rate: 2}}
  processes:
    visit: {category: 3, pool: people, minutes: 10, executions: {by: frequency, low: 4, high: 10}}
`
	s, err := scenario.Read("fee.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	for _, method := range bothMethods {
		r, err := valuation.Value(context.Background(), s.Problem, valuation.Options{Method: method, Paths: 1 << 10})
		if err != nil {
			t.Fatal(err)
		}
		v := r.Main()
		for what, got := range map[string][2]float64{
			"value": {v.CustomerValue.Value, (100 - 5 - 12) * annuity(0.1, 1, 6)},
			"floor": {v.PriceFloor.Value, (80 - 5 - 12) * annuity(0.08, 1, 6)},
			"gross": {v.GrossFloor.Value, 80 * annuity(0.08, 1, 6)},
			"fees":  {v.Periods[2].Fees.Value, 17},
		} {
			if math.Abs(got[0]-got[1]) > 1e-9 {
				t.Errorf("%s: %s %.9f, want %.9f", method, what, got[0], got[1])
			}
		}
	}
}
