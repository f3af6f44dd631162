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

// A range of the floor that costs the customer more than it may, beyond chance, is none.
func TestOverspentRanges(t *testing.T) {
	for _, c := range []struct {
		cheap, dear float64 // what is given up
		want        bool
	}{{0, 0, false}, {50, 55, false}, {50, 57, true}, {57, 50, true}} {
		lost, much := overspent(&model.TieRange{Room: 50, Lost: [2]model.Estimate{{Mean: c.cheap, StdError: 1}, {Mean: c.dear, StdError: 1}}}, 1000)
		if much != c.want || much && lost.Mean != 57 {
			t.Errorf("%v: %v %v", c, much, lost)
		}
	}
}
