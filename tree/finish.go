package tree

import "ips2/model"

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
	e.History = []model.Snapshot{{N: f.s.lattice.nodes(), CustomerValue: e.CustomerValue, Floor: e.Floor, Margin: e.Margin}}
	e.Stopped = "solved"
	return e
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
		customer, items := float64(dc*(paid.outside+paid.fee)), f.items(key, ds)
		cost := 0.0
		for _, item := range items {
			cost += item.Value.Mean
		}
		f.e.Switches = append(f.e.Switches, model.SwitchFigure{Change: id, Period: t, Probability: exactly(f.prob[key]), Customer: exactly(customer), Supplier: exactly(cost), Items: items})
		f.e.SwitchCustomer.Mean += customer
		f.e.SwitchSupplier.Mean += cost
		f.e.Gross.Mean += cost
		f.e.Floor.Mean -= float64(ds * paid.fee) // so far the customer's payments; the cost comes last
		f.e.Periods[t-1].Change.Mean += cost / ds
	}
}

// items itemises the supplier's cost of a change in a period, discounted.
func (f *figures) items(key [2]int, discount float64) []model.Item {
	var items []model.Item
	cost := f.s.ledger.Problem.Changes[key[0]].Cost
	if v, ok := f.switchD[key]; ok && cost.Given() {
		items = append(items, model.Item{Name: cost.DirectItem(), Value: exactly(discount * v)})
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
			p.Process.Mean += float64(minutes * l.Rate(process))
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
	f.e.Gross.Mean += float64(df * (p.Direct.Mean + p.Process.Mean))
	f.e.Floor.Mean -= float64(df * f.fees[t])
}
