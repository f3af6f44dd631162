package valuation

import (
	"strings"
	"testing"
)

// Where fresh paths and those of the fit contradict each other beyond chance, the interval holds both, on either side, and the result says
// so; within the bracket, and within chance, nothing happens.
func TestReconcile(t *testing.T) {
	for name, c := range map[string]struct {
		own, optimism float64
		lower, upper  float64
		doubted       bool
	}{
		"below":   {50, -50, 49, 103, true},
		"above":   {150, 50, 98, 151, true},
		"bracket": {102.5, 7, 98, 103, false},
		"chance":  {95, -5, 98, 103, false},
	} {
		v := &Valuation{
			CustomerValue: Figure{Value: 100, Lower: 98, Upper: 102, StdError: 1}, FlexibilityValue: Figure{Value: 10, Lower: 8, Upper: 12, StdError: 1},
			UpperBound: &Figure{Value: 101, Lower: 99, Upper: 103, StdError: 1}, Bracket: &Bracket{Gap: Figure{Value: 1, Lower: 1, Upper: 1}},
			Diagnostics: &Diagnostics{InSample: &Figure{Value: c.own, Lower: c.own - 1, Upper: c.own + 1, StdError: .5}, Optimism: c.optimism},
		}
		v.reconcile()
		if v.CustomerValue.Lower != c.lower || v.worth().Upper < c.upper-.05 || v.worth().Upper > c.upper+.05 {
			t.Errorf("%s: %g to %g, want %g to %g", name, v.CustomerValue.Lower, v.worth().Upper, c.lower, c.upper)
		}
		if doubted := len(v.Warnings) == 1 && strings.HasPrefix(v.Warnings[0], "not to be trusted"); doubted != c.doubted {
			t.Errorf("%s: warnings %q", name, v.Warnings)
		}
	}
}
