package sim_test

import (
	"math"
	"strings"
	"testing"

	"ips2/model"
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

// A policy that the file gives is shown with its chances; what it is worth has not been fitted. Demand is 85 or 170.
func TestGivenPolicyIsReadable(t *testing.T) {
	cases := map[string]struct {
		conduct model.Conduct
		source  string
		chance  map[float64]string // of moving from low, by demand
	}{
		"rule":          {model.Rule, `to == "high" and demand > 100`, map[float64]string{170: "low → high 100 %"}},
		"probabilities": {model.Probabilities, `to == "high" ? demand / 340 : 0`, map[float64]string{85: "low → high 25 %", 170: "low → high 50 %"}},
	}
	for name, c := range cases {
		p := fixtureA(t, 0)
		conduct(t, p, c.conduct, c.source)
		l, o := ledger(t, p), sim.Options{FitPaths: 4096}
		rows, err := fit(t, l, 4096).Rows(l, o, 64)
		if err != nil {
			t.Fatal(err)
		}
		met := 0
		for _, r := range rows {
			moves, want := strings.Contains(r.Decision, "→"), c.chance[r.Factors[0]]
			if met++; moves != (want != "") || !strings.Contains(r.Decision, want) || !math.IsNaN(r.Value) || r.Period != 4 {
				t.Errorf("%s: %+v, want %q", name, r, want)
			}
		}
		if met != 2 {
			t.Errorf("%s: %d rows, want the mode that may move in two states of period 4: %v", name, met, rows)
		}
	}
}
