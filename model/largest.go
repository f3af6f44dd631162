package model

import (
	"math"

	"ips2/model/formula"
)

// fewConfigs bounds the configurations of each party that Largest looks at.
const fewConfigs = 64

// Largest is where the amount stands that is largest in size in period t (in any, if t is 0) where the factors have these values: where to look
// when what amounts add up to is too large to compute with. It has a place, but no name, for the amount itself may be fine. Nil if
// there is none.
func (l *Ledger) Largest(t int, factors []float64) *formula.Origin {
	s := largest{Ledger: l, size: -1}
	for _, v := range factors {
		s.values = append(s.values, l.Graph.Const(v))
	}
	for period := 1; period <= l.Problem.Periods; period++ {
		if t == 0 || t == period {
			s.period(period)
		}
	}
	if s.of == nil {
		return nil
	}
	place := *s.of
	place.Name = ""
	return &place
}

// largest is the largest amount so far.
type largest struct {
	*Ledger
	values []formula.Ref
	size   float64
	of     *formula.Origin
}

func (s *largest) period(t int) {
	for customer := range min(len(s.Customer.Configs), fewConfigs) {
		for supplier := range min(len(s.Supplier.Configs), fewConfigs) {
			for _, a := range s.Problem.flows() {
				s.try(a, s.env(t, customer, supplier))
			}
			for k, c := range s.Problem.Changes {
				for _, a := range []Amount{c.Outside, c.Fee, c.Gain, c.Cost.Fixed, c.Cost.Material} {
					s.try(a, s.changeEnv(t, k, customer, supplier))
				}
			}
		}
	}
}

// flows are the amounts of a period without those of changes.
func (p *Problem) flows() []Amount {
	all := []Amount{p.Revenue, p.Expense, p.Fees, p.Residual}
	if p.Supply == nil {
		return all
	}
	all = append(all, p.Supply.Direct...)
	for _, process := range p.Supply.Processes {
		all = append(all, process.Executions, process.Minutes, process.Material)
	}
	return all
}

// try takes an amount that is larger than those before; one without a value is the largest.
func (s *largest) try(a Amount, env *formula.Env) {
	if !a.Given() || a.Origin() == nil {
		return
	}
	env.Inputs = s.values
	v, _ := s.Graph.Constant(s.Graph.Bind(a.Expr, env))
	if v != v {
		v = math.Inf(1)
	}
	if v = math.Abs(v); v > s.size {
		s.size, s.of = v, a.Origin()
	}
}
