package valuation

import (
	"context"
	"math"

	"ips2/model"
)

// doubts warns where the policy followed is not one that a customer who decides well would follow.
func (r *run) doubts(ctx context.Context) {
	b := r.problem.Behaviour
	if b.Conduct == model.Optimal {
		return
	}
	if f := r.result.Main().FlexibilityValue; f.Upper < -negligible*(1+math.Abs(r.result.Main().CustomerValue.Value)) {
		r.warn("the policy followed is worth less than a contract that is never changed, by %.7g", -f.Value)
	}
	if b.Conduct == model.Probabilities {
		r.contradiction(ctx)
	}
}

// negligible is the share of a value that counts as rounding, and unlike the standard errors from which on two simulated figures differ.
const (
	negligible = 1e-9
	unlike     = 4
)
