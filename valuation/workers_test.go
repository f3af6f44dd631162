package valuation_test

import (
	"fmt"
	"strings"
	"testing"

	"ips2/internal/generated"
	"ips2/scenario"
	"ips2/valuation"
)

// One worker and three tell the same of everything that may be in a contract, to the last digit. This is what the race detector watches.
func TestWorkersChangeNothing(t *testing.T) {
	t.Parallel()
	contracts := map[string]string{}
	for _, file := range []string{"bands", "guards-customer", "guards-supplier", "guards-rule", "wear-silent", "regime-crash", "rare-gain", "rare-cost", "rigid-interval"} {
		text, err := caseFiles.ReadFile("testdata/cases/" + file + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		contracts[file] = string(text)
	}
	for seed := range 4 {
		contracts[fmt.Sprint("chains ", seed)] = drawn(small, seed).Text()
		contracts[fmt.Sprint("densities ", seed)] = drawn(generated.Size{Periods: 2, Work: 100, Supplier: true, Continuous: true, Meeting: true}, seed).Text()
	}
	for name, text := range contracts {
		s, err := scenario.Read(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		one, three := told(t, s, 1), told(t, s, 3)
		if one != three {
			t.Errorf("%s: one worker and three tell different things:\n%s\n%s", name, one, three)
		}
	}
}

// told is every figure of a contract by both methods, and what is said of them.
func told(t *testing.T, s *scenario.Scenario, workers int) string {
	t.Helper()
	r, err := valuation.Value(t.Context(), s.Problem, valuation.Options{Method: valuation.Both, Paths: 700, FitPaths: 512, BoundPaths: 64, Workers: workers})
	if err != nil {
		return err.Error()
	}
	var all strings.Builder
	for _, v := range []*valuation.Valuation{r.Exact, r.Simulated} {
		if v != nil {
			fmt.Fprintln(&all, v.Figures())
		}
	}
	fmt.Fprintln(&all, r.Warnings)
	return all.String()
}
