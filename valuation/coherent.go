package valuation

import (
	"fmt"
	"math"

	"ips2/model"
)

// impossible is how many standard errors no chance explains.
const impossible = 6

// coherent refuses figures that contradict each other by more than chance: rather no answer than a wrong one.
func (r *run) coherent(v *Valuation) error {
	if r.problem.Behaviour.Conduct != model.Optimal {
		return nil
	}
	if v.Bracket != nil && below(v.Bracket.Gap, v) {
		return fmt.Errorf("the upper bound lies below the value of the policy, by %.7g ± %.2g: that cannot be; please report the scenario",
			-v.Bracket.Gap.Value, v.Bracket.Gap.StdError)
	}
	if below(v.FlexibilityValue, v) {
		return fmt.Errorf("the policy that was fitted is worth less than never changing the contract, by %.7g ± %.2g: fit it on more paths (--fit-paths), or name what matters to the decision under simulation.features",
			-v.FlexibilityValue.Value, v.FlexibilityValue.StdError)
	}
	return nil
}

// overspent is what the customer gives up for a range of the floor, if beyond chance that is more than it may.
func overspent(t *model.TieRange, value float64) (lost model.Estimate, much bool) {
	for _, lost := range t.Lost {
		if lost.Mean > t.Room+float64(impossible*lost.StdError)+float64(negligible*(1+math.Abs(value))) {
			return lost, true
		}
	}
	return model.Estimate{}, false
}

// below tells that a figure is negative beyond chance and rounding.
func below(f Figure, v *Valuation) bool {
	return f.Value < float64(-impossible*f.StdError)-float64(negligible*(1+math.Abs(v.CustomerValue.Value)))
}
