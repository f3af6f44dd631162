package tree

import (
	"math"
	"strings"
	"testing"

	"ips2/model"
)

// In fixture B the supplier automates when the high frequency is ordered: 3,060 for the change, then 10 times 20 and 300 a period.
func TestRepliesAreReadable(t *testing.T) {
	for _, workers := range []int{1, 3} {
		e := fixtureB(t, power{0.85, 0, false}).expect(Options{Workers: workers})
		automated := 0
		for _, r := range e.Replies {
			ordered := strings.Contains(r.Mode, "low → high")
			if r.Party != model.Supplier || r.Period != 3 || len(r.Factors) != 1 || ordered != (r.Decision == "execution: manual → automatic") || !strings.HasSuffix(r.Mode, "; execution=manual; 8 × manual") {
				t.Errorf("%+v", r)
			}
			if ordered {
				automated++
				near(t, "cost to go", r.Value, 3060*math.Pow(1.08, -3)+500*(math.Pow(1.08, -3)+math.Pow(1.08, -4)+math.Pow(1.08, -5)+math.Pow(1.08, -6)), 1e-9)
			}
		}
		if automated == 0 || automated == len(e.Replies) {
			t.Errorf("of %d replies %d automate", len(e.Replies), automated)
		}
	}
}
