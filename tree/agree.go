package tree

import (
	"math"

	"ips2/model"
)

// Two ways lead to a party's value: the rollback, and the expectation of all its amounts over probability that went forward. The forward
// pass is the adjoint of the rollback, decisions that are mixed beside their boundaries included, so both are sums of the same products
// in another order: on any grid, however coarse, they differ by rounding alone.

// turnover is the expected size of all discounted amounts of a party, which their rounding goes by, and what may come on top of it:
// a formula that has no value at a remote node is given another's, the customer's net flow as a whole, its parts each by itself.
type turnover struct{ size, remote float64 }

// add takes in an amount of a period, discounted by df, that falls with probabilities m.
func (w *turnover) add(df float64, m, x []float64) { w.size += float64(df * sizeOf(m, x)) }

// heal takes in what it may be off where one of the period's amounts was healed.
func (w *turnover) heal(l *lattice, t int, a *amounts, df float64, m, x []float64) {
	for _, node := range a.healed {
		near := l.nearer(t, node)
		w.remote += float64(df * math.Abs(m[node]) * (math.Abs(x[node]) + math.Abs(x[near])))
	}
}

// room is how far two sums may be apart that rounding moves by a part of their size.
func (w *turnover) room(part float64) float64 { return 2*float64(part*w.size) + w.remote }

// sizeOf is the expected size of an amount: the sum of the sizes of its products with probability.
func sizeOf(m, x []float64) float64 {
	sum := 0.0
	for i, p := range m {
		sum += math.Abs(float64(p * x[i]))
	}
	return sum
}

// settle fails if the customer's amounts are not expected to bring what the rollback found.
func (f *figures) settle(part float64) error {
	l := f.s.ledger
	entry, err := l.Entry(l.Customer.Start[f.s.Best])
	if err != nil {
		return err
	}
	sum := -entry
	for t := 1; t <= l.Problem.Periods; t++ {
		p := &f.e.Periods[t-1]
		sum += float64(l.Problem.Discount(model.Customer, t) * (p.Revenue.Mean - p.Expense.Mean - f.fees[t]))
		for id := range l.Problem.Changes {
			if paid := f.paid[[2]int{id, t}]; paid != nil {
				sum -= float64(l.Problem.SwitchDiscount(model.Customer, t) * (paid.outside + paid.fee - paid.gain))
			}
		}
	}
	f.customers.size += math.Abs(entry)
	f.s.rounding, f.s.turnover = f.customers.room(part), f.customers.size
	return agree("what the customer's amounts of all periods bring together", sum, f.s.Values[f.s.Best], f.customers.room(part))
}

// bear fails if the supplier's costs, as far as its decisions change them, are not expected to be what its rollback found.
func (f *figures) bear(u *supplier, part float64) error {
	p, sum := f.s.ledger.Problem, u.initial
	money := func(direct float64, minutes []float64) float64 {
		for process, m := range minutes {
			if m != 0 { // a process without minutes may have no pool
				direct += float64(m * f.s.ledger.Rate(process))
			}
		}
		return direct
	}
	for t := 1; t <= p.Periods; t++ {
		sum += float64(p.Discount(model.Supplier, t) * money(f.direct[t], f.regular[t]))
		for id := range p.Changes {
			key := [2]int{id, t}
			sum += float64(p.SwitchDiscount(model.Supplier, t) * money(f.switchD[key], f.switchM[key]))
		}
	}
	f.suppliers.size += math.Abs(u.initial)
	return agree("what the supplier's costs of all periods come to", sum, u.value, f.suppliers.room(part))
}

// keep fails if a customer that decides well has more by never changing anything: by more than rounding, and by more than the grid explains.
func (s *Solution) keep(e *model.Expectations) error {
	room := s.rounding
	if len(s.roughs) > 0 {
		room += float64(coarse*(e.GridError.CustomerValue+e.GridError.Rigid)) + float64(negligible*s.turnover)
	}
	if s.ledger.Problem.Behaviour.Conduct != model.Optimal || e.Flexibility.Mean >= -room {
		return nil
	}
	return agree("the value of the contract to a customer that may change it", e.CustomerValue.Mean, e.Rigid.Mean, room)
}

// An error that is estimated by the changes from coarser grids may be this many times as large, and a part of all amounts this
// small is nothing that anybody would miss.
const (
	coarse     = 10
	negligible = 1e-6
)
