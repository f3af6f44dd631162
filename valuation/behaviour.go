package valuation

import (
	"context"
	"fmt"
	"math"
	"slices"

	"ips2/internal/vector"
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

// contradiction holds given probabilities against those of the optimal policy (requirements P-61).
func (r *run) contradiction(ctx context.Context) {
	optimal, o := *r.problem, r.options
	optimal.Behaviour, optimal.Supply, optimal.Competitors = model.Behaviour{}, nil, nil
	o.Progress, o.PathsOut = nil, 0
	other, err := Value(ctx, &optimal, o)
	if err != nil {
		r.warn("the given probabilities are not compared with the optimal policy: %v", err)
		return
	}
	given, best := r.result.Main(), other.Main()
	of := map[string]Figure{}
	for _, s := range best.Switches {
		of[s.at()] = s.Probability
	}
	var apart []Switch
	for _, s := range given.Switches {
		if s.By == model.Customer.String() && differ(s.Probability, of[s.at()]) {
			apart = append(apart, s)
		}
	}
	slices.SortStableFunc(apart, func(a, b Switch) int { return sign(gap(b, of) - gap(a, of)) })
	for _, s := range apart[:min(len(apart), most)] {
		r.warn("the given probabilities contradict the optimal policy: %s in period %d has probability %.6g, optimal is %.6g; the customer's value is %.9g, optimal %.9g",
			s.Arc, s.Period, s.Probability.Value, of[s.at()].Value, given.CustomerValue.Value, best.CustomerValue.Value)
	}
}

// most is how many contradictions are named: the largest.
const most = 3

func (s Switch) at() string { return fmt.Sprint(s.By, s.Arc, s.Period) }

func gap(s Switch, of map[string]Figure) float64 {
	return math.Abs(s.Probability.Value - of[s.at()].Value)
}

func sign(x float64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

func differ(a, b Figure) bool {
	return math.Abs(a.Value-b.Value) > negligible+float64(unlike*vector.HypotOf(a.StdError, b.StdError))
}
