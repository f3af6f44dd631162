package tree

import (
	"context"
	"errors"

	"ips2/model"
)

// Expect takes the expectation of every figure under the optimal policies: the supplier's is found first. If the supplier's side
// alone cannot be solved exactly the customer's figures come with the error, a *TooLarge or *Unsolvable; HasSupplier is false then.
func Expect(ctx context.Context, s *Solution) (*model.Expectations, error) {
	f := newFigures(s)
	if err := f.starts(ctx); err != nil {
		return nil, err
	}
	refused := error(nil)
	if s.ledger.Problem.Supply != nil {
		err := f.both(ctx)
		var large *TooLarge
		var never *Unsolvable
		switch {
		case err == nil:
			return f.finish(true), nil
		case !errors.As(err, &large) && !errors.As(err, &never):
			return nil, err
		}
		refused, f.solo = err, true
	}
	if err := f.alone(ctx); err != nil {
		return nil, err
	}
	return f.finish(false), refused
}

// alone takes the customer's figures only.
func (f *figures) alone(ctx context.Context) error {
	w, err := newWorld(ctx, f.s, f.crew, nil, true)
	if err != nil {
		return err
	}
	visit := func(t int, mass []float64, y *tally) error { return f.customer(ctx, t, mass, y) }
	return (&forward{w: w, visit: visit}).run(ctx, 0)
}

// both solves the supplier's problem, then takes all figures; learning that has no say in its decisions is followed one process
// at a time.
func (f *figures) both(ctx context.Context) error {
	l := f.s.ledger
	matters := deciders(l)
	w, err := newWorld(ctx, f.s, f.crew, matters, false)
	if err != nil {
		return err
	}
	var others []*world
	for _, k := range learners(l.Problem) {
		if matters[k] {
			continue
		}
		alone := make([]bool, len(matters))
		alone[k] = true
		other, err := newWorld(ctx, f.s, f.crew, alone, true)
		if err != nil {
			return err
		}
		others = append(others, other)
	}
	u := &supplier{w: w}
	if err := u.rollback(ctx); err != nil {
		return err
	}
	visit := func(t int, mass []float64, y *tally) error {
		f.work(t, w.shops[t], y)
		return f.customer(ctx, t, mass, y)
	}
	if err := (&forward{w: w, choose: u.choose, visit: visit}).run(ctx, u.best); err != nil {
		return err
	}
	for _, other := range others {
		visit := func(t int, _ []float64, y *tally) error { f.learned(t, other.shops[t], y); return nil }
		if err := (&forward{w: other, visit: visit}).run(ctx, 0); err != nil {
			return err
		}
	}
	f.e.Gross = exactly(u.initial)
	return nil
}

// starts values every start flexible and rigid: the latter from the probabilities of the nodes alone.
func (f *figures) starts(ctx context.Context) error {
	s, l := f.s, f.s.ledger
	rigid := make([]float64, len(s.Values))
	p := []float64{1}
	modes := append([]int(nil), l.Customer.Start...)
	for t := 1; t <= l.Problem.Periods; t++ {
		step := newStepper(s.lattice, t, f.crew)
		next := make([]float64, step.after)
		step.push(0, p, next)
		p = next
		a, column := newAmounts(), make([]int, len(modes))
		a.marks = s.stages[t].marks
		for k, mode := range modes {
			keep := l.Customer.Moves(t, mode)[0]
			value, _ := l.Immediate(t, mode, keep)
			column[k] = a.add(value, func() string { return "the customer's net flow" })
			modes[k] = keep.Next
		}
		if err := a.evaluate(ctx, s.lattice, l.Graph, t, f.crew); err != nil {
			return err
		}
		for k := range rigid {
			rigid[k] += dot(p, a.column[column[k]])
		}
	}
	for k, mode := range l.Customer.Start {
		entry, err := l.Entry(mode)
		if err != nil {
			return err
		}
		rigid[k] -= entry
		f.e.Starts = append(f.e.Starts, model.Start{Label: l.Customer.Labels[mode], Value: exactly(s.Values[k]), Rigid: exactly(rigid[k])})
	}
	f.e.Best, f.e.CustomerValue = s.Best, exactly(s.Values[s.Best])
	f.e.Rigid = exactly(rigid[best(rigid)])
	f.e.Flexibility = exactly(f.e.CustomerValue.Mean - f.e.Rigid.Mean)
	return nil
}

// finish turns the tallies into the figures that are reported.
func (f *figures) finish(supply bool) *model.Expectations {
	e, l := f.e, f.s.ledger
	e.HasSupplier = supply
	for t := 1; t <= l.Problem.Periods; t++ {
		f.finishSwitches(t)
		if supply {
			f.finishPeriod(t)
		}
	}
	if supply {
		e.Floor.Mean += e.Gross.Mean
		e.Margin = exactly(e.CustomerValue.Mean - e.Floor.Mean)
	}
	if !supply {
		e.Floor, e.Gross, e.SwitchSupplier = model.Estimate{}, model.Estimate{}, model.Estimate{}
	}
	f.history()
	return e
}

// history is the two resolutions of the grid, if there is one, and what they say about its error.
func (f *figures) history() {
	e, s := f.e, f.s
	if s.nodes[0] > 0 {
		e.History = append(e.History, model.Snapshot{N: s.nodes[0], CustomerValue: exactly(s.coarse)})
	}
	e.History = append(e.History, model.Snapshot{N: s.nodes[1], CustomerValue: e.CustomerValue, Floor: e.Floor, Margin: e.Margin})
	e.GridError, e.Stopped = s.GridError, "solved"
}

func (f *figures) finishSwitches(t int) {
	l := f.s.ledger
	dc, ds := l.Problem.SwitchDiscount(model.Customer, t), l.Problem.SwitchDiscount(model.Supplier, t)
	for id := range l.Problem.Changes {
		key := [2]int{id, t}
		if !l.Problem.Changes[id].Open[t] {
			continue
		}
		paid := f.paid[key]
		if paid == nil {
			paid = &payment{}
		}
		customer, items := dc*(paid.outside+paid.fee), f.items(key, ds)
		cost := 0.0
		for _, item := range items {
			cost += item.Value.Mean
		}
		f.e.Switches = append(f.e.Switches, model.SwitchFigure{Change: id, Period: t, Probability: exactly(f.prob[key]), Customer: exactly(customer), Supplier: exactly(cost), Items: items})
		f.e.SwitchCustomer.Mean += customer
		f.e.SwitchSupplier.Mean += cost
		f.e.Gross.Mean += cost
		f.e.Floor.Mean -= ds * paid.fee // so far the customer's payments; the cost comes last
		f.e.Periods[t-1].Change.Mean += cost / ds
	}
}

// items itemises the supplier's cost of a change in a period, discounted.
func (f *figures) items(key [2]int, discount float64) []model.Item {
	var items []model.Item
	if v, ok := f.switchD[key]; ok {
		items = append(items, model.Item{Name: "direct", Value: exactly(discount * v)})
	}
	for process, minutes := range f.switchM[key] {
		if minutes != 0 {
			items = append(items, model.Item{Name: f.s.ledger.Problem.Supply.Processes[process].Name, Value: exactly(discount * minutes * f.s.ledger.Rate(process))})
		}
	}
	return items
}

func (f *figures) finishPeriod(t int) {
	l, p := f.s.ledger, &f.e.Periods[t-1]
	supply := l.Problem.Supply
	used := make([]float64, len(supply.Pools))
	for process, minutes := range f.regular[t] {
		if minutes != 0 {
			p.Process.Mean += minutes * l.Rate(process)
			used[supply.Processes[process].Pool] += minutes
		}
	}
	for id := range l.Problem.Changes {
		for process, minutes := range f.switchM[[2]int{id, t}] {
			if minutes != 0 {
				used[supply.Processes[process].Pool] += minutes
			}
		}
	}
	for k, pool := range supply.Pools {
		f.e.Pools = append(f.e.Pools, model.PoolFigure{Pool: k, Period: t, UsedMinutes: exactly(used[k]), UsedMoney: exactly(used[k] * pool.Rate), Capacity: pool.Capacity})
	}
	p.Direct = exactly(f.direct[t])
	df := l.Problem.Discount(model.Supplier, t)
	f.e.Gross.Mean += df * (p.Direct.Mean + p.Process.Mean)
	f.e.Floor.Mean -= df * f.fees[t]
}
