package valuation

import (
	"cmp"
	"context"
	"math"
	"slices"

	"ips2/internal/vector"
	"ips2/model"
)

// contradiction holds given probabilities against those of the optimal policy (requirements P-61). Where decisions are equally good every
// probability is optimal: if the customer loses nothing by the given ones, all that differs falls on ties; else a change is named only
// if no optimal policy makes it as often.
func (r *run) contradiction(ctx context.Context) {
	x := contradiction{problem: *r.problem, options: r.options, given: r.result.Main()}
	x.problem.Behaviour, x.problem.Supply, x.problem.Competitors = model.Behaviour{}, nil, nil
	x.options.Progress, x.options.PathsOut = nil, 0
	var err error
	if x.best, err = x.value(ctx, x.problem); err != nil {
		r.warn("the given probabilities are not compared with the optimal policy: %v", err)
		return
	}
	if !x.loses() {
		return
	}
	if x.best.Diagnostics == nil {
		x.options.Method = Exact
	}
	value, optimal := x.given.CustomerValue.Value, x.best.CustomerValue.Value
	apart := x.contradicted(ctx)
	for _, s := range apart {
		r.warn("the given probabilities contradict the optimal policy: %s in period %d has probability %.6g, optimal is %.6g; the customer's value is %.9g, optimal %.9g",
			s.Arc, s.Period, s.given.Value, s.optimal.Value, value, optimal)
	}
	if len(apart) == 0 { // as often as an optimal customer may, but not where it would
		r.warn("the given probabilities contradict the optimal policy: the customer's value is %.9g, optimal %.9g", value, optimal)
	}
}

// most is how many contradictions are named, the largest, and mostHeld how many differences are looked at for them: each takes a valuation.
const (
	most     = 3
	mostHeld = 16
)

// contradicted lists changes that no optimal policy makes as often.
func (x *contradiction) contradicted(ctx context.Context) []chances {
	var list []chances
	apart := x.apart()
	for _, s := range apart[:min(len(apart), mostHeld)] {
		if len(list) < most && !x.tied(ctx, s) {
			list = append(list, s)
		}
	}
	return list
}

type contradiction struct {
	problem     model.Problem // decided optimally, the customer's side alone
	options     Options
	given, best *Valuation
}

// chances are the probabilities of a change of the customer in a period.
type chances struct {
	Arc            string
	Period         int
	given, optimal Figure
}

func (x *contradiction) value(ctx context.Context, p model.Problem) (*Valuation, error) {
	result, err := Value(ctx, &p, x.options)
	if err != nil {
		return nil, err
	}
	return result.Main(), nil
}

// loses tells whether the given probabilities are worth less than the optimum, by more than what both values may be off.
func (x *contradiction) loses() bool {
	a, b := x.given, x.best
	room := float64(negligible*(1+math.Abs(b.CustomerValue.Value))) + a.GridError.CustomerValue + b.GridError.CustomerValue
	return b.CustomerValue.Value-a.CustomerValue.Value > room+float64(unlike*vector.HypotOf(a.CustomerValue.StdError, b.CustomerValue.StdError))
}

// apart lists the changes whose probabilities differ, the largest difference first.
func (x *contradiction) apart() []chances {
	var list []chances
	for _, v := range []*Valuation{x.given, x.best} {
		for _, s := range v.Switches {
			c := chances{s.Arc, s.Period, x.given.chance(s.Arc, s.Period), x.best.chance(s.Arc, s.Period)}
			if s.By == model.Customer.String() && differ(c.given, c.optimal) && !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b chances) int { return cmp.Compare(b.gap(), a.gap()) })
	return list
}

// chance is how likely a change of the customer is in a period.
func (v *Valuation) chance(arc string, period int) Figure {
	for _, s := range v.Switches {
		if s.By == model.Customer.String() && s.Arc == arc && s.Period == period {
			return s.Probability
		}
	}
	return Figure{}
}

func (c chances) gap() float64 { return math.Abs(c.given.Value - c.optimal.Value) }

func sign(x float64) float64 {
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
