package output_test

import (
	"bytes"
	"strings"
	"testing"

	"ips2/output"
	"ips2/valuation"
)

// The line is of the customer's fit; near ties weigh by how many paths have a choice: (1 x 10 % + 0.5 x 40 %) / 1.5 = 20 %.
func TestDiagnosis(t *testing.T) {
	r := bothMethods()
	if got, want := output.Diagnosis(r.Simulated), "rank 27 of 28, condition at most 36; in sample z +2.50; 20 % of decisions within the gap of a tie"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for k := range r.Simulated.Diagnostics.NearTies {
		r.Simulated.Diagnostics.NearTies[k].Share.Value = 1e-5
	}
	if got := output.Diagnosis(r.Simulated); !strings.HasSuffix(got, "; under 0.1 % of decisions within the gap of a tie") {
		t.Error(got)
	}
	for _, v := range []*valuation.Valuation{r.Exact, {Diagnostics: &valuation.Diagnostics{}}} {
		if got := output.Diagnosis(v); got != "" {
			t.Errorf("%q of nothing", got)
		}
	}
}

func TestDiagnosticsInJSON(t *testing.T) {
	o := at(decoded(t, bothMethods()), "simulated", "diagnostics")
	for _, c := range []struct {
		want any
		path []any
	}{
		{3.0, []any{"fits", 0, "rank"}}, {4.0, []any{"fits", 0, "functions"}}, {36.0, []any{"fits", 1, "condition"}}, {"supplier", []any{"fits", 2, "party"}},
		{489000.0, []any{"in_sample", "customer_value", "value"}}, {2.5, []any{"in_sample", "z"}},
		{2.0, []any{"near_ties", 1, "period"}}, {0.5, []any{"near_ties", 1, "choices", "value"}}, {0.4, []any{"near_ties", 1, "share", "value"}},
		{26e6, []any{"effective_paths", "customer_value"}}, {"Widen the fit.", []any{"advice"}},
	} {
		if got := at(o, c.path...); got != c.want {
			t.Errorf("%v is %v, want %v", c.path, got, c.want)
		}
	}
}

// Advice stands under the table of figures, once.
func TestAdviceIsShown(t *testing.T) {
	var out bytes.Buffer
	if err := output.Text(&out, bothMethods(), output.Style{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if strings.Count(out.String(), "Widen the fit.") != 1 {
		t.Errorf("no advice in\n%s", &out)
	}
}
