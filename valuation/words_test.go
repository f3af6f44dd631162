package valuation_test

import (
	"context"
	"testing"

	"ips2/scenario"
	"ips2/valuation"
)

func sayCase(t *testing.T, file string, o valuation.Options) (*valuation.Valuation, error) {
	t.Helper()
	text, err := caseFiles.ReadFile("testdata/cases/" + file + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Read(file+".yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := valuation.Value(context.Background(), s.Problem, o)
	if err != nil {
		return nil, err
	}
	return r.Main(), nil
}

// What the answer says of cases that were once called feasible, decided or infeasible without being so.
func TestCasesAnswered(t *testing.T) {
	for _, method := range []valuation.Method{valuation.Exact, valuation.Simulate} {
		for _, c := range []struct {
			file     string
			outcome  valuation.Outcome
			verdicts []valuation.Verdict
		}{
			{"surplus", valuation.Infeasible, []valuation.Verdict{valuation.Holds, valuation.Fails}},
			{"above", valuation.Infeasible, []valuation.Verdict{valuation.Fails, valuation.NotReached, valuation.NotReached}},
			{"no-customer", valuation.OneSided, nil},
		} {
			v, err := sayCase(t, c.file, valuation.Options{Method: method, Paths: 512})
			if err != nil {
				t.Fatal(err)
			}
			if v.Outcome() != c.outcome || len(v.Criteria) != len(c.verdicts) {
				t.Errorf("%s: %q, %v", c.file, v.Outcome(), v.Criteria)
				continue
			}
			for k, want := range c.verdicts {
				if got := v.Criteria[k].Verdict; got != want {
					t.Errorf("%s: %s is %q, want %q", c.file, v.Criteria[k].Name, got, want)
				}
			}
		}
	}
}

// A volatility of 22 has no value that either engine could know.
func TestCaseOfAHugeVolatility(t *testing.T) {
	for _, method := range []valuation.Method{valuation.Auto, valuation.Exact, valuation.Simulate} {
		if v, err := sayCase(t, "huge-volatility", valuation.Options{Method: method}); err == nil {
			t.Errorf("%s: %v", method, v.CustomerValue)
		}
	}
}

// Rates that look like a missing percent sign are asked about once, in the order of the text, those of a competitor's scenario too.
func TestDoubtsReachTheResult(t *testing.T) {
	s, err := scenario.Read("f.yaml", []byte(`horizon: {periods: 1, period: year}
rates: {customer: 8}
factors: {x: {process: gbm, initial: 1, drift: 0, volatility: 0}}
customer: {revenue: x}
competitors:
  - {name: a, price: 1, scenario: {horizon: {periods: 1, period: year}, rates: {customer: 8}, customer: {revenue: 1}}}
`))
	if err != nil {
		t.Fatal(err)
	}
	r, err := valuation.Value(context.Background(), s.Problem, valuation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Warnings) != 2 || len(r.Warnings) != 2 || s.Warnings[0].Line != 2 || s.Warnings[1].Line != 6 {
		t.Errorf("%v, %q", s.Warnings, r.Warnings)
	}
}
