package valuation

import (
	"strings"
	"testing"

	"ips2/model"
)

func TestIncoherentFiguresAreRefused(t *testing.T) {
	optimal := &run{problem: &model.Problem{}}
	for name, c := range map[string]struct {
		v    Valuation
		want string // "": nothing is wrong
	}{
		"fine":                  {Valuation{FlexibilityValue: Figure{Value: 3, StdError: 1}, Bracket: &Bracket{Gap: Figure{Value: 1, StdError: 1}}}, ""},
		"within chance":         {Valuation{FlexibilityValue: Figure{Value: -5, StdError: 1}, Bracket: &Bracket{Gap: Figure{Value: -5, StdError: 1}}}, ""},
		"bound below the value": {Valuation{Bracket: &Bracket{Gap: Figure{Value: -7, StdError: 1}}}, "upper bound"},
		"worse than rigid":      {Valuation{FlexibilityValue: Figure{Value: -7, StdError: 1}}, "never changing"},
	} {
		err := optimal.coherent(&c.v)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	rule := &run{problem: &model.Problem{Behaviour: model.Behaviour{Conduct: model.Rule}}}
	if err := rule.coherent(&Valuation{FlexibilityValue: Figure{Value: -7, StdError: 1}}); err != nil {
		t.Errorf("a rule may lose: %v", err)
	}
}
