package valuation_test

import (
	"context"
	"math"
	"testing"

	"ips2/configs"
	"ips2/scenario"
	"ips2/valuation"
)

// The machine park is what exact valuation cannot hold: 120 periods, five characteristics, hundreds of configurations, three factors,
// learning. It is refused with its size beforehand, and simulated; here on few paths.
func TestMachinePark(t *testing.T) {
	t.Parallel()
	text, err := configs.Read("machine-park")
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Read("machine-park.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	f, err := valuation.Plan(s.Problem, valuation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f.Periods != 120 || f.Factors != 3 || f.Configurations < 200 || f.Leaves < 300 || f.Refusal == "" {
		t.Errorf("forecast %+v", f)
	}
	if testing.Short() {
		t.Skip("the simulation takes half a minute: not in short mode")
	}
	stages := map[string]float64{}
	r, err := valuation.Value(context.Background(), s.Problem, valuation.Options{Paths: 1 << 12, FitPaths: 1 << 12, Progress: func(p valuation.Progress) { stages[p.Stage] = p.Done / p.Total }})
	if err != nil {
		t.Fatal(err)
	}
	if r.Method != "simulate" || stages["fit"] != 1 || stages["price"] == 0 {
		t.Errorf("method %s, progress %v", r.Method, stages)
	}
	checkMachinePark(t, r.Simulated)
}

// checkMachinePark checks what must hold of any valuation, and that the option to change is worth something in this one.
func checkMachinePark(t *testing.T, v *valuation.Valuation) {
	t.Helper()
	if v.FlexibilityValue.Lower <= 0 || v.PriceFloor.Lower <= 0 {
		t.Errorf("flexibility %v, floor %v", v.FlexibilityValue, v.PriceFloor)
	}
	if d := v.PriceCeiling.Value - v.PriceFloor.Value - v.Corridor.Value; math.Abs(d) > 1e-6 {
		t.Errorf("the corridor is %g off", d)
	}
	sum := 0.0
	for _, p := range v.Periods {
		shares := 0.0
		for _, c := range p.Configurations {
			shares += c.Value.Value
		}
		if math.Abs(shares-1) > 1e-9 {
			t.Errorf("period %d: the shares of configurations sum to %g", p.Period, shares)
		}
		sum += p.DiscountCustomer * (p.Revenue.Value - p.Expense.Value - p.Fees.Value - p.Switching.Value)
	}
	if math.Abs(sum-v.CustomerValue.Value) > 1e-9*sum {
		t.Errorf("the periods add up to %.9g, the value is %.9g", sum, v.CustomerValue.Value)
	}
}

// long leaves out of short mode what takes seconds and is about numbers: the full run has it, beside the others of its kind.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes seconds: not in short mode")
	}
	t.Parallel()
}
