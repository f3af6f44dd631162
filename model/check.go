package model

import (
	"math"
	"slices"

	"ips2/model/formula"
)

// Check finds all amounts that have no value, or none that they may have, whatever the factors and the levels do: each as a *ValueError, of
// the first period in which it is surely computed. It runs nothing, and tells no more of a problem than its formulas.
func (p *Problem) Check() []error {
	l := &Ledger{Problem: p, Graph: formula.NewGraph(len(p.Factors.Factors)), flows: map[[2]int]Flow{}}
	for k := range p.Factors.Factors {
		l.inputs = append(l.inputs, l.Graph.Input(k))
	}
	c := &checker{Ledger: l}
	for _, a := range []Amount{p.Revenue, p.Expense, p.Fees} {
		c.amount(a, 1, p.Periods, l.bind)
	}
	c.amount(p.Residual, p.Periods, p.Periods, l.bind)
	if p.Supply != nil {
		c.supply(p.Supply)
	}
	return c.faults
}

// checker gathers the faults of amounts.
type checker struct {
	*Ledger
	faults []error
	bound  int // amounts so far
}

// maxBound is how many amounts are looked at, one a period: a fault of those behind is told by the run.
const maxBound = 100_000

// supply looks at what the supplier surely pays: regular executions, and minutes where they are fixed.
func (c *checker) supply(s *Supply) {
	c.amount(s.Initial, 0, 0, c.bind)
	for _, a := range s.Direct {
		c.amount(a, 1, c.Problem.Periods, c.bind)
	}
	for _, process := range s.Processes {
		c.amount(process.Executions, 1, c.Problem.Periods, c.count)
		c.amount(process.Minutes, 1, 1, c.fixed)
	}
}

// fixed is a count, where it is the same in every period; elsewhere it may be one that is never needed.
func (l *Ledger) fixed(a Amount, env *formula.Env) formula.Ref {
	if timed(a) {
		return l.Graph.Const(0)
	}
	return l.count(a, env)
}

// timed tells whether an amount can differ from period to period beside what factors and levels do.
func timed(a Amount) bool {
	return slices.ContainsFunc(a.Symbols(), func(s formula.Symbol) bool { return s.Role == formula.Period || s.Role == formula.Time })
}

// amount binds an amount that depends on no level in each of some periods.
func (c *checker) amount(a Amount, from, to int, bind func(Amount, *formula.Env) formula.Ref) {
	if !a.Given() || c.levelled(a) {
		return
	}
	if !timed(a) {
		to = from
	}
	for t := from; t <= to && c.bound < maxBound; t++ {
		c.bound++
		env := &formula.Env{Inputs: c.inputs, Period: t, Dt: c.Problem.Dt}
		if t == 0 {
			env.Inputs = c.signing()
		}
		r := bind(a, env)
		if v, constant := c.Graph.Constant(r); constant && math.IsNaN(v) {
			why, of := c.Graph.Trace(r, nil)
			c.faults = append(c.faults, NewValueError(a.Name, of, t, nil, nil, why))
			return
		}
	}
}

func (l *Ledger) levelled(a Amount) bool {
	for _, s := range a.Symbols() {
		if s.Role == formula.Level || s.Role == formula.From || s.Role == formula.To {
			return true
		}
	}
	return false
}
