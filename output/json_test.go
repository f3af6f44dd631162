package output_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"ips2/output"
	"ips2/valuation"
)

func provenance() output.Provenance {
	return output.Provenance{Scenario: []byte("name: x\n"), Seed: 7, Version: "1.2.3", Commit: "abc", Flags: []string{"method=both", "paths=1000"}}
}

// decoded is the JSON of a result, as any program would read it.
func decoded(t *testing.T, r *valuation.Result) map[string]any {
	t.Helper()
	var out bytes.Buffer
	if err := output.JSON(&out, r, provenance()); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "null") {
		t.Errorf("JSON holds a null:\n%s", &out)
	}
	var object map[string]any
	if err := json.Unmarshal(out.Bytes(), &object); err != nil {
		t.Fatal(err)
	}
	return object
}

// at follows keys and list positions into decoded JSON.
func at(x any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			object, _ := x.(map[string]any)
			x = object[p]
		case int:
			list, _ := x.([]any)
			if p >= len(list) {
				return nil
			}
			x = list[p]
		}
	}
	return x
}

func TestJSONOfOneMethod(t *testing.T) {
	o := decoded(t, oneMethod())
	for _, c := range []struct {
		want any
		path []any
	}{
		{"ips2.value/1", []any{"schema"}},
		{"Maintenance contract", []any{"scenario", "name"}},
		{"exact", []any{"method"}},
		{1.0, []any{"seed"}},
		{9.0, []any{"forecast", "nodes"}},
		{437841.514, []any{"price_ceiling", "value"}},
		{437841.514, []any{"price_ceiling", "lower"}},
		{0.0, []any{"price_ceiling", "std_error"}},
		{0.0, []any{"price_ceiling", "n"}},
		{0.95, []any{"corridor", "confidence"}},
		{"exact", []any{"corridor", "method"}},
		{"beats_competition", []any{"criteria", 1, "name"}},
		{true, []any{"criteria", 1, "holds"}},
		{50000.0, []any{"criteria", 0, "margin", "value"}},
		{true, []any{"initial", 0, "chosen"}},
		{450538.734, []any{"initial", 1, "value", "value"}},
		{"frequency: low → high", []any{"switches", 0, "arc"}},
		{4.0, []any{"switches", 2, "period"}},
		{"training", []any{"switches", 2, "supplier_cost_items", 2, "name"}},
		{1000.0, []any{"periods", 0, "factors", 0, "value", "value"}},
		{100000.0, []any{"periods", 0, "customer", "revenue", "value"}},
		{900.0, []any{"periods", 0, "supplier", "process", "value"}},
		{268200.0, []any{"pools", 1, "unused_minutes", "value"}},
		{nil, []any{"comparison"}},
		{nil, []any{"exact"}},
	} {
		if c.path != nil && at(o, c.path...) != c.want {
			t.Errorf("%v = %v, want %v", c.path, at(o, c.path...), c.want)
		}
	}
}

func TestJSONOfBothMethods(t *testing.T) {
	o := decoded(t, bothMethods())
	if at(o, "price_ceiling") != nil || at(o, "exact", "price_ceiling", "method") != "exact" || at(o, "simulated", "price_ceiling", "method") != "simulated" {
		t.Error("the two results are not nested under exact and simulated")
	}
	if at(o, "comparison", 0, "figure") != "price_ceiling" || at(o, "comparison", 0, "z") != -1.14 {
		t.Errorf("comparison begins with %v", at(o, "comparison", 0))
	}
	if warnings := at(o, "warnings").([]any); !slices.Equal(warnings, []any{"a warning"}) {
		t.Errorf("warnings %v", warnings)
	}
}

func TestJSONOfFloorRanges(t *testing.T) {
	r := bothMethods()
	low, high := simulated(331000, 30), simulated(331400, 30)
	r.Simulated.FloorLow, r.Simulated.FloorHigh = &low, &high
	if o := decoded(t, r); at(o, "simulated", "price_floor_low", "value") != 331000.0 || at(o, "simulated", "price_floor_high", "upper") != 331430.0 || at(o, "exact", "price_floor_low") != nil {
		t.Errorf("floor from %v to %v", at(o, "simulated", "price_floor_low"), at(o, "simulated", "price_floor_high"))
	}
}

// What does not apply, or is not a number, is absent: never zero, never null, never NaN.
func TestJSONLeavesOut(t *testing.T) {
	r := bothMethods()
	r.Exact.PriceFloor, r.Exact.Corridor, r.Exact.Periods[0].Direct, r.Exact.Periods[0].Process, r.Exact.Periods[0].Change = nil, nil, nil, nil, nil
	r.Exact.FlexibilityValue.Value = math.NaN()
	r.Simulated.PriceCeiling.Upper, r.Simulated.PriceCeiling.StdError = math.Inf(1), math.NaN()
	r.Simulated.Pools[0].Capacity = 0
	r.Comparison[0].Z = math.Inf(-1)
	r.Forecast.ExactSeconds = math.Inf(1)
	r.Exact.Criteria[2].Verdict = valuation.NotReached
	o := decoded(t, r)
	for _, path := range [][]any{
		{"exact", "price_floor"}, {"exact", "corridor"}, {"exact", "flexibility_value"}, {"exact", "periods", 0, "supplier"}, {"exact", "criteria", 2, "margin"},
		{"simulated", "price_ceiling", "upper"}, {"simulated", "price_ceiling", "std_error"}, {"simulated", "pools", 0, "unused_minutes"},
		{"comparison", 0, "z"}, {"forecast", "exact_seconds"},
	} {
		if got := at(o, path...); got != nil {
			t.Errorf("%v is there: %v", path, got)
		}
	}
	if at(o, "simulated", "price_ceiling", "value") != 437841.514 || at(o, "exact", "criteria", 2, "verdict") != "not reached" {
		t.Error("what applies was left out too")
	}
}
