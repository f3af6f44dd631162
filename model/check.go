package model

import (
	"math"

	"ips2/model/formula"
)

// Check finds amounts that have no value, or none that they may have, whatever the factors and the levels do: those of every period in which
// they are surely computed. It runs nothing, and tells no more of a problem than its formulas.
func (p *Problem) Check() error {
	l := &Ledger{Problem: p, Graph: formula.NewGraph(len(p.Factors.Factors)), flows: map[[2]int]Flow{}}
	for k := range p.Factors.Factors {
		l.inputs = append(l.inputs, l.Graph.Input(k))
	}
	for _, a := range []Amount{p.Revenue, p.Expense, p.Fees} {
		if err := l.checkAmount(a, 1, p.Periods, l.bind); err != nil {
			return err
		}
	}
	if err := l.checkAmount(p.Residual, p.Periods, p.Periods, l.bind); err != nil || p.Supply == nil {
		return err
	}
	for _, a := range p.Supply.Direct {
		if err := l.checkAmount(a, 1, p.Periods, l.bind); err != nil {
			return err
		}
	}
	return l.checkProcesses()
}

// checkProcesses looks at regular executions, and at minutes and material where there are any.
func (l *Ledger) checkProcesses() error {
	for _, process := range l.Problem.Supply.Processes {
		if err := l.checkAmount(process.Executions, 1, l.Problem.Periods, l.count); err != nil {
			return err
		}
		if err := l.checkAmount(process.Minutes, 1, 1, l.fixed); err != nil {
			return err
		}
	}
	return nil
}

// fixed is a count, where it is the same in every period; elsewhere it may be one that is never needed.
func (l *Ledger) fixed(a Amount, env *formula.Env) formula.Ref {
	for _, s := range a.Symbols() {
		if s.Role == formula.Period || s.Role == formula.Time {
			return l.Graph.Const(0)
		}
	}
	return l.count(a, env)
}

// checkAmount binds an amount that depends on no level in each of some periods.
func (l *Ledger) checkAmount(a Amount, from, to int, bind func(Amount, *formula.Env) formula.Ref) error {
	if !a.Given() || l.levelled(a) {
		return nil
	}
	for t := from; t <= to; t++ {
		r := bind(a, &formula.Env{Inputs: l.inputs, Period: t, Dt: l.Problem.Dt})
		if v, constant := l.Graph.Constant(r); constant && math.IsNaN(v) {
			why, of := l.Graph.Trace(r, nil)
			return NewValueError(a.Name, of, t, nil, nil, why)
		}
	}
	return nil
}

func (l *Ledger) levelled(a Amount) bool {
	for _, s := range a.Symbols() {
		if s.Role == formula.Level || s.Role == formula.From || s.Role == formula.To {
			return true
		}
	}
	return false
}
