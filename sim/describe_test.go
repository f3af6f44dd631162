package sim_test

import (
	"strings"
	"testing"

	"ips2/sim"
)

// In fixture A the customer orders the high frequency where demand is high, and the low one where it is low.
func TestPolicyIsReadable(t *testing.T) {
	l := ledger(t, fixtureA(t, 0))
	o := sim.Options{FitPaths: 4096}
	rows, err := fit(t, l, 4096).Rows(l, o, 64)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 4 {
		t.Fatalf("%d rows, want two modes in two states of period 4: %v", len(rows), rows)
	}
	for _, r := range rows {
		low, high := strings.Contains(r.Mode, "=low"), r.Factors[0] > 100
		if pays := low == high; pays != (r.Decision != "keep") || r.Period != 4 {
			t.Errorf("%+v", r)
		}
	}
}
