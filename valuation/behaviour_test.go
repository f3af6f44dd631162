package valuation_test

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"ips2/valuation"
)

var bothMethods = []valuation.Method{valuation.Exact, valuation.Simulate}

// A5 with its probability given: equation (8) as printed. The customer there gains nothing by changing, so that the optimum never
// does; the result says so with both numbers.
func TestGivenProbabilities(t *testing.T) {
	file := filepath.Join("testdata", "fixture-a5.yaml")
	overrides := set("customer.revenue=1000", `customer.behaviour={probabilities: (to == "automatic" and period == 3 ? 0.4 : 0)}`)
	for _, method := range bothMethods {
		r := value(t, file, overrides, valuation.Options{Method: method, Paths: 1 << 15})
		f := *r.Main().PriceFloor
		if math.Abs(f.Value-a5(3)) > 5*f.StdError+1e-9 {
			t.Errorf("%s: floor %.6f ± %.6f, want %.6f", method, f.Value, f.StdError, a5(3))
		}
		if method == valuation.Exact && math.Abs(f.Value-148.131732) > 5e-7 {
			t.Errorf("floor %.9f, want 148.131732", f.Value)
		}
		const want = "execution: manual → automatic in period 3 has probability 0.4"
		if w := strings.Join(r.Warnings, "\n"); method == valuation.Exact && (!strings.Contains(w, want) || !strings.Contains(w, "optimal is 0;")) {
			t.Errorf("%s: warnings %q, want %q", method, w, want)
		}
	}
}

// Probabilities that are those of the optimum are not warned of: fixture A changes with probability 0.4, namely in H.
func TestProbabilitiesOfTheOptimum(t *testing.T) {
	file := filepath.Join("testdata", "fixture-a.yaml")
	given := set(`customer.behaviour={probabilities: (period == 4 and (to == "high") == (demand > 100) ? 1 : 0)}`)
	for _, method := range bothMethods {
		r := value(t, file, given, valuation.Options{Method: method, Paths: 1 << 14})
		if v := r.Main().CustomerValue; math.Abs(v.Value-valueA) > 5*v.StdError+1e-9 || len(r.Warnings) > 0 {
			t.Errorf("%s: value %v, warnings %q", method, v, r.Warnings)
		}
	}
}

// A rule that changes at the wrong time makes flexibility worse than none, which is said and not refused: high in L costs 15 a year.
func TestFlexibilityMayBeNegative(t *testing.T) {
	file := filepath.Join("testdata", "fixture-a.yaml")
	for _, method := range bothMethods {
		r := value(t, file, set(`customer.behaviour={rule: (to == "high") == (demand < 100)}`, "characteristics.frequency.start=low"), valuation.Options{Method: method, Paths: 1 << 14})
		f := r.Main().FlexibilityValue
		if want := -0.6 * 15 * lateA; math.Abs(f.Value-want) > 5*f.StdError+1e-9 {
			t.Errorf("%s: flexibility %.6f ± %.6f, want %.6f", method, f.Value, f.StdError, want)
		}
		if w := strings.Join(r.Warnings, "\n"); !strings.Contains(w, "worth less than a contract that is never changed") {
			t.Errorf("%s: warnings %q", method, w)
		}
	}
}
