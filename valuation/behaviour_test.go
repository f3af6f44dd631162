package valuation_test

import (
	"context"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"ips2/valuation"
)

var bothMethods = []valuation.Method{valuation.Exact, valuation.Simulate}

// A5 with its probability given: equation (8) as printed. The customer loses by changing, so that the optimum never does; the result
// says so with both numbers.
func TestGivenProbabilities(t *testing.T) {
	file := filepath.Join("testdata", "fixture-a5.yaml")
	overrides := set("customer.revenue={by: execution, manual: 1000, automatic: 999}", `customer.behaviour={probabilities: (to == "automatic" and period == 3 ? 0.4 : 0)}`)
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

// What is worth the same may be decided with any chance: only what costs the customer something contradicts the optimum.
func TestProbabilitiesOnTies(t *testing.T) {
	const two = `{horizon: {periods: 2, period: year}, rates: {customer: 0, supplier: 0},
  factors: {demand: {process: independent, initial: 0, values: [0, 1], probabilities: [0.6, 0.4], moves: [1]}},
  characteristics: {
    same: {levels: [a, b, c], start: a, changes: [{from: a, to: [b, c], by: customer, periods: 1}]},
    worse: {levels: [a, b], start: a, changes: [{from: a, to: b, by: customer, periods: 1}]}},
  customer: {revenue: 'worse == "a" ? 1 : demand > 0.5 ? 2 : 0', behaviour: {probabilities: {same: PSAME, worse: 'PWORSE'}}}}`
	for name, c := range map[string]struct {
		same, worse string
		want        []string
	}{
		"ties alone":                 {"0.3", "demand > 0.5 ? 1 : 0", nil},
		"never on a tie":             {"0", "demand > 0.5 ? 1 : 0", nil},
		"a tie and a loss":           {"0.3", "0.9", []string{"worse: a → b in period 1 has probability 0.9, optimal is 0.4"}},
		"a tie and a gain forgone":   {"0.5", "0", []string{"worse: a → b in period 1 has probability 0, optimal is 0.4"}},
		"as often, at another place": {"0.3", "0.4", []string{"contradict the optimal policy: the customer's value is 1.84, optimal 2.8"}},
	} {
		text := strings.NewReplacer("PSAME", c.same, "PWORSE", c.worse).Replace(two)
		for _, method := range bothMethods {
			r, err := valuation.Value(context.Background(), read(t, text), valuation.Options{Method: method, Paths: 1 << 14})
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, w := range r.Warnings {
				if strings.Contains(w, "contradict") {
					said = append(said, w)
				}
			}
			ok := len(said) == len(c.want)
			for k := range min(len(said), len(c.want)) {
				ok = ok && (method == valuation.Simulate || strings.Contains(said[k], c.want[k]))
			}
			if !ok {
				t.Errorf("%s, %s: warnings %q, want %q", name, method, r.Warnings, c.want)
			}
		}
	}
}
