package valuation_test

import (
	"math"
	"testing"

	"ips2/valuation"
)

// Decided before the factors move, the policy that the simulation fits by default is worth what the exact one is, and hindsight finds next to
// nothing that it loses. With the noise of the paths left in the fit the gaps are .016 and 47.
func TestFitsBeforeTheMove(t *testing.T) {
	long(t)
	for _, c := range []struct {
		file      string
		loss, gap float64
	}{
		{"../configs/bermudan-put.yaml", 5e-5, 2e-4},
		{"../configs/press-line.yaml", 10, 15},
	} {
		r := value(t, c.file, set("information=previous"), valuation.Options{Method: valuation.Both})
		exact, v := r.Exact.CustomerValue.Value, r.Simulated.CustomerValue
		if math.Abs(v.Value-exact) > 5*v.StdError+c.loss {
			t.Errorf("%s: worth %.6f ± %.6f, exactly %.6f", c.file, v.Value, v.StdError, exact)
		}
		if gap := r.Simulated.Bracket.Gap; gap.Value > c.gap {
			t.Errorf("%s: a gap of %.6f ± %.6f", c.file, gap.Value, gap.StdError)
		}
		t.Logf("%s: %.6f ± %.6f, exactly %.6f, gap %.6f", c.file, v.Value, v.StdError, exact, r.Simulated.Bracket.Gap.Value)
	}
}
