package valuation

import (
	"context"
	"strings"

	"ips2/model"
	"ips2/tree"
)

// inParts solves a problem whose characteristics do not touch each other one group at a time: expectations of the whole are sums.
func (r *run) inParts(ctx context.Context) error {
	sum := &model.Expectations{HasSupplier: r.problem.Supply != nil}
	var names []string
	known := Forecast{}
	_, each := model.Split(r.problem)
	for p := range each {
		e, name, err := r.part(ctx, p, &known)
		if err != nil {
			return r.refuse(err)
		}
		include(sum, e)
		names = append(names, name)
	}
	f := &r.result.Forecast
	f.SupplierStates, f.SupplierSeconds, f.SupplierBytes, f.SupplierAtMost = known.SupplierStates, known.SupplierSeconds, known.SupplierBytes, false
	r.warn("solved exactly in %d parts that do not touch each other: %s. Shares are of each part's levels", len(names), strings.Join(names, " | "))
	r.result.Exact = converter{r.problem, r.options.Confidence, "exact"}.valuation(sum)
	return nil
}

// part solves one group and names what can change in it; labels then leave out what is frozen.
func (r *run) part(ctx context.Context, p *model.Problem, known *Forecast) (*model.Expectations, string, error) {
	var names, frozen []string
	for c, of := range p.Characteristics {
		if moves(p, c) {
			names = append(names, of.Name)
		} else {
			frozen = append(frozen, of.Name+"="+of.Levels[of.Start[0]], "")
		}
	}
	l, err := model.NewLedger(p)
	if err != nil {
		return nil, "", err
	}
	o, size := r.treeOptions("rollback "+strings.Join(names, ", ")), Forecast{}
	o.Sized = size.sized
	solution, err := tree.Solve(ctx, l, o)
	if err != nil {
		return nil, "", err
	}
	e, err := tree.Expect(ctx, solution)
	if err == nil {
		relabel(e, strings.NewReplacer(frozen...))
	}
	known.alongside(size)
	return e, strings.Join(names, ", "), err
}

func relabel(e *model.Expectations, r *strings.Replacer) {
	short := func(label string) string { return strings.Join(strings.Fields(r.Replace(label)), " ") }
	for k := range e.Starts {
		e.Starts[k].Label = short(e.Starts[k].Label)
	}
	for t := range e.Periods {
		for k := range e.Periods[t].Shares {
			e.Periods[t].Shares[k].Label = short(e.Periods[t].Shares[k].Label)
		}
	}
}

func moves(p *model.Problem, c int) bool {
	if len(p.Characteristics[c].Start) > 1 {
		return true
	}
	for _, change := range p.Changes {
		if change.Characteristic == c {
			for _, open := range change.Open {
				if open {
					return true
				}
			}
		}
	}
	return false
}

// include adds the expectations of a part.
func include(sum, e *model.Expectations) {
	sum.Starts, sum.Best = products(sum, e)
	for _, pair := range [][2]*model.Estimate{
		{&sum.CustomerValue, &e.CustomerValue}, {&sum.Rigid, &e.Rigid}, {&sum.Flexibility, &e.Flexibility}, {&sum.Floor, &e.Floor}, {&sum.Gross, &e.Gross},
		{&sum.Margin, &e.Margin}, {&sum.SwitchCustomer, &e.SwitchCustomer}, {&sum.SwitchSupplier, &e.SwitchSupplier},
	} {
		pair[0].Mean += pair[1].Mean
	}
	sum.Switches = append(sum.Switches, e.Switches...)
	sum.Periods = together(sum.Periods, e.Periods)
	if sum.Pools == nil {
		sum.Pools = e.Pools
	} else {
		for k := range e.Pools {
			sum.Pools[k].UsedMinutes.Mean += e.Pools[k].UsedMinutes.Mean
			sum.Pools[k].UsedMoney.Mean += e.Pools[k].UsedMoney.Mean
		}
	}
	sum.GridError = sum.GridError.Plus(e.GridError)
	sum.Warnings, sum.Stopped = append(sum.Warnings, e.Warnings...), e.Stopped
}

func together(sum, add []model.PeriodFigure) []model.PeriodFigure {
	if sum == nil {
		return add
	}
	for t := range sum {
		a, b := &sum[t], &add[t]
		a.Shares = append(a.Shares, b.Shares...)
		for _, pair := range [][2]*model.Estimate{
			{&a.Revenue, &b.Revenue}, {&a.Expense, &b.Expense}, {&a.Switching, &b.Switching}, {&a.Fees, &b.Fees},
			{&a.Direct, &b.Direct}, {&a.Process, &b.Process}, {&a.Change, &b.Change},
		} {
			pair[0].Mean += pair[1].Mean
		}
	}
	return sum
}

// mostStarts is how many combinations of starts are listed.
const mostStarts = 64

// products combines the starts of the parts so far with those of one more; only the best are kept once there are too many.
func products(sum, e *model.Expectations) (starts []model.Start, best int) {
	if len(sum.Starts) == 0 {
		return e.Starts, e.Best
	}
	if len(sum.Starts)*len(e.Starts) > mostStarts {
		return []model.Start{both(sum.Starts[sum.Best], e.Starts[e.Best])}, 0
	}
	for i, a := range sum.Starts {
		for j, b := range e.Starts {
			if i == sum.Best && j == e.Best {
				best = len(starts)
			}
			starts = append(starts, both(a, b))
		}
	}
	return starts, best
}

func both(a, b model.Start) model.Start {
	add := func(x, y model.Estimate) model.Estimate { return model.Estimate{Mean: x.Mean + y.Mean} }
	return model.Start{Label: strings.TrimSpace(a.Label + " " + b.Label), Value: add(a.Value, b.Value), Rigid: add(a.Rigid, b.Rigid)}
}
