package valuation

import (
	"context"
	"math"
	"slices"

	"ips2/model"
	"ips2/model/formula"
)

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
		return ctx.Err() != nil // a run that was stopped accuses nobody
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
