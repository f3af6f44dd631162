package valuation_test

import (
	"context"
	"math"
	"testing"

	"ips2/valuation"
)

// What the exact method's own estimate calls coarse is not taken while a simulation is nearer; what it does not is.
func TestAutoTakesTheSmallerError(t *testing.T) {
	for file, method := range map[string]string{"three-assets": "simulate", "bands": "exact", "guards-customer": "exact"} {
		for _, k := range knownCases {
			if k.file != file {
				continue
			}
			r, err := valuation.Value(context.Background(), k.problem(t).Problem, valuation.Options{})
			if err != nil {
				t.Fatal(err)
			}
			v := r.Exact
			if method == "simulate" {
				v = r.Simulated
			}
			if r.Method != method || v == nil || (r.Exact == nil) == (r.Simulated == nil) {
				t.Fatalf("%s: %s", file, r.Method)
			}
			if off := math.Abs(k.figure(v).Value - k.right); off > 1e-3*k.right {
				t.Errorf("%s: %.9g, right is %.9g", file, k.figure(v).Value, k.right)
			}
		}
	}
}
