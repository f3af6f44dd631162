package output_test

import (
	"strings"
	"testing"

	"ips2/model"
	"ips2/output"
)

// What a customer does is said as it is: only an optimal one changes when that pays.
func TestConductIsNamed(t *testing.T) {
	for conduct, want := range map[model.Conduct]string{
		model.Optimal: "when that pays", model.Logit: "the more often the more that pays", model.Rule: "by the given rule", model.Probabilities: "with the given probabilities",
	} {
		r := oneMethod()
		r.Problem.Behaviour.Conduct = conduct
		text := strings.Join(strings.Fields(shownText(t, r, output.Style{})), " ")
		if !strings.Contains(text, "changes it "+want+", and") {
			t.Errorf("%v: want “changes it %s” in\n%s", conduct, want, text)
		}
	}
}
