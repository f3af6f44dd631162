package valuation

import (
	"cmp"
	"context"
	"math"
	"slices"

	"ips2/model"
	"ips2/model/formula"
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
	named, value, optimal := 0, x.given.CustomerValue.Value, x.best.CustomerValue.Value
	for _, s := range x.apart() {
		if named == most {
			return
		}
		if x.tied(ctx, s) {
			continue
		}
		named++
		r.warn("the given probabilities contradict the optimal policy: %s in period %d has probability %.6g, optimal is %.6g; the customer's value is %.9g, optimal %.9g",
			s.Arc, s.Period, s.given.Value, s.optimal.Value, value, optimal)
	}
	if named == 0 {
		r.warn("the given probabilities contradict the optimal policy: the changes are made as often as an optimal customer may make them, but not where it would; the customer's value is %.9g, optimal %.9g", value, optimal)
	}
}

// most is how many contradictions are named: the largest.
const most = 3

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
	room := negligible*(1+math.Abs(b.CustomerValue.Value)) + a.GridError.CustomerValue + b.GridError.CustomerValue
	return b.CustomerValue.Value-a.CustomerValue.Value > room+unlike*math.Hypot(a.CustomerValue.StdError, b.CustomerValue.StdError)
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

// tied tells whether some optimal policy makes a change as often as the given one. Exactly: one that is paid next to nothing for it, or
// pays it. Simulated: one that decides otherwise wherever that loses no more than the bracket.
func (x *contradiction) tied(ctx context.Context, s chances) bool {
	if d := x.best.Diagnostics; d != nil {
		for _, near := range d.NearTies {
			if near.Period == s.Period && s.gap() <= near.Choices.Value*near.Share.Value {
				return true
			}
		}
		return false
	}
	leaning, err := x.value(ctx, x.leaning(s))
	if err != nil {
		return false
	}
	leant := leaning.chance(s.Arc, s.Period)
	return (leant.Value-s.given.Value)*sign(s.given.Value-s.optimal.Value) >= 0 || !differ(leant, s.given)
}

// nothing is what decides between ties and nothing else, as a share of the value: well above rounding.
const nothing = 1e-7

// leaning is the problem with next to nothing paid for a change in a period if it should be made more often, and by it if less.
func (x *contradiction) leaning(s chances) model.Problem {
	p := x.problem
	p.Changes = nil
	pay := sign(s.given.Value-s.optimal.Value) * nothing * (1 + math.Abs(x.best.CustomerValue.Value)) / p.SwitchDiscount(model.Customer, s.Period)
	for k, c := range x.problem.Changes {
		if c.By != model.Customer || !c.Open[s.Period] || x.problem.Label(k) != s.Arc {
			p.Changes = append(p.Changes, c)
			continue
		}
		paid, rest := c, c
		paid.Open, rest.Open = make([]bool, len(c.Open)), slices.Clone(c.Open)
		paid.Open[s.Period], rest.Open[s.Period] = true, false
		paid.Gain = model.Amount{Name: c.Gain.Name, Expr: formula.Constant(pay)}
		if c.Gain.Given() {
			paid.Gain.Expr = formula.Sum(c.Gain.Expr, formula.Constant(pay))
		}
		p.Changes = append(p.Changes, paid, rest)
	}
	return p
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
	return math.Abs(a.Value-b.Value) > negligible+unlike*math.Hypot(a.StdError, b.StdError)
}
