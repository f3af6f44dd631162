package valuation_test

import (
	"math"
	"strings"
	"testing"

	"ips2/valuation"
)

// Where only the supplier's learning counters are too many, auto keeps the customer's side exact and simulates the floor.
func TestAutoMixes(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	const file = "../configs/press-line.yaml"
	o := valuation.Options{Paths: 1 << 14, FitPaths: 1 << 13, Memory: 150 << 20}
	r := value(t, file, nil, o)
	if r.Method != "mixed" || r.Exact != nil {
		t.Fatalf("method %s; %v", r.Method, r.Warnings)
	}
	v := r.Simulated
	if v.PriceCeiling.Method != "exact" || v.PriceCeiling.StdError != 0 || v.PriceFloor.Method != "simulated" || v.Corridor.Method != "mixed" {
		t.Errorf("methods: ceiling %s, floor %s, corridor %s", v.PriceCeiling.Method, v.PriceFloor.Method, v.Corridor.Method)
	}
	if d := v.Corridor.Value - (v.PriceCeiling.Value - v.PriceFloor.Value); math.Abs(d) > 1e-6 {
		t.Errorf("the corridor misses ceiling - floor by %g", d)
	}
	if len(r.Warnings) == 0 || !strings.Contains(r.Warnings[0], "supplier's side is too large") {
		t.Errorf("warnings: %v", r.Warnings)
	}
	o.Method = valuation.Exact
	alone := value(t, file, nil, o)
	if alone.Exact.PriceFloor != nil || alone.Exact.PriceCeiling.Value != v.PriceCeiling.Value || alone.Forecast.SupplierRefusal == "" {
		t.Error("exact alone must give the same ceiling, no floor, and the reason")
	}
	o.Method, o.Memory = valuation.Auto, 45<<20
	if r := value(t, file, nil, o); r.Method != "simulate" || r.Exact != nil || !strings.Contains(r.Warnings[0], "customer's side is too large") {
		t.Errorf("what the exact policy goes by takes some 60 MiB: method %s in 45, %v", r.Method, r.Warnings)
	}
	last := v.Snapshots[len(v.Snapshots)-1]
	if last.Figure != "corridor" || math.Abs(last.Value.Value-v.Corridor.Value) > 2e-2*v.Corridor.Value {
		t.Errorf("the last snapshot is %v, the corridor %v", last.Value.Value, v.Corridor.Value)
	}
}
