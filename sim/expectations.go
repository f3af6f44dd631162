package sim

import (
	"math"
	"slices"

	"ips2/internal/stats"
	"ips2/model"
)

// rounding is the relative error below which no figure is known, however little noise martingales leave in it; ruled the same where a
// rule over innovations gives their means.
const (
	rounding = 1e-12
	ruled    = 2e-9
)

func (r *pricing) estimate(figure int) model.Estimate {
	if r.replicates != nil {
		return widened(r.replicates.estimate(r.total.tallies[figure].Pad(r.total.n), r.replicates.figures[figure]), r.missed(figure))
	}
	e := estimate(r.calm(figure, r.total.tallies[figure].Pad(r.total.n)))
	if r.steering != nil && e.StdError > 0 {
		e.StdError = math.Max(e.StdError, r.steering.rounding*math.Abs(e.Mean))
	}
	return widened(e, r.missed(figure))
}

// effective is how many plain paths would know a figure of a whole path as well: the variance of one, with what the martingales explain of
// it, by the squared standard error. What is known to rounding needs none.
func (r *pricing) effective(figure int) float64 {
	e, plain, known := r.estimate(figure), r.total.tallies[figure].Pad(r.total.n).Variance(), 0.0
	if r.steering != nil {
		plain, known = plain+r.steering.explained[figure], r.steering.rounding
	}
	if e.StdError <= known*math.Abs(e.Mean) {
		return 0
	}
	return plain / float64(e.StdError*e.StdError)
}

// scaled is an estimate times a constant.
func scaled(e model.Estimate, by float64) model.Estimate {
	return model.Estimate{Mean: e.Mean * by, StdError: e.StdError * by, N: e.N}
}

func (r *pricing) probability(event int) model.Estimate {
	count := stats.Count(r.total.counts[event], r.total.n)
	if r.replicates != nil {
		return widened(r.replicates.estimate(count, r.replicates.events[event]), r.missedEvent(event))
	}
	return widened(estimate(count), r.missedEvent(event))
}

func estimate(t stats.Tally) model.Estimate {
	return model.Estimate{Mean: t.Mean, StdError: t.StdError(), N: t.N}
}

// expectations reports the sheet of a finished run.
func (r *pricing) expectations(why string) *model.Expectations {
	p, y := r.policy, r.y
	e := &model.Expectations{
		Method: "simulated", Best: p.Best, HasSupplier: r.s.p.Supply != nil, Stopped: why, Warnings: p.Warnings, Distrust: r.distrust(),
		CustomerValue: r.estimate(y.value(p.Best)), Rigid: r.estimate(y.rigid(p.BestRigid)), Flexibility: r.estimate(flexibility),
		SwitchCustomer: r.estimate(switchCustomer), Quantiles: r.quantiles(), History: r.history, Paths: byPath(r.rows),
	}
	for k, mode := range r.s.starts {
		e.Starts = append(e.Starts, model.Start{Label: r.s.l.Customer.Labels[mode], Value: r.estimate(y.value(k)), Rigid: r.estimate(y.rigid(k))})
	}
	if e.HasSupplier {
		e.Floor, e.Gross, e.Margin, e.SwitchSupplier = r.estimate(floor), r.estimate(gross), r.estimate(margin), r.estimate(switchSupplier)
	}
	e.Effective = model.Effective{
		CustomerValue: r.effective(y.value(p.Best)), Rigid: r.effective(y.rigid(p.BestRigid)), Flexibility: r.effective(flexibility), Floor: r.effective(floor),
		Gross: r.effective(gross), Margin: r.effective(margin), SwitchCustomer: r.effective(switchCustomer), SwitchSupplier: r.effective(switchSupplier),
	}
	if last := r.snapshot(); len(e.History) == 0 || e.History[len(e.History)-1].N != last.N {
		e.History = append(e.History, last)
	}
	for t := 1; t <= r.s.p.Periods; t++ {
		r.period(e, t)
	}
	return e
}

func (r *pricing) snapshot() model.Snapshot {
	s := model.Snapshot{N: r.total.n, CustomerValue: r.estimate(r.y.value(r.policy.Best))}
	if r.s.p.Supply != nil {
		s.Floor, s.Margin = r.estimate(floor), r.estimate(margin)
	}
	return s
}

func (r *pricing) period(e *model.Expectations, t int) {
	f := model.PeriodFigure{Period: t}
	for k := range r.y.factors {
		f.Factors = append(f.Factors, r.estimate(r.y.factor(t, k)))
	}
	for k, into := range []*model.Estimate{&f.Revenue, &f.Expense, &f.Switching, &f.Fees, &f.Direct, &f.Process, &f.Change} {
		*into = r.estimate(r.y.column(t, k))
	}
	for pair := range r.y.pairs {
		if r.total.counts[r.y.pair(t, pair)] > 0 {
			f.Shares = append(f.Shares, model.Share{Label: r.s.pairLabel(pair), Probability: r.probability(r.y.pair(t, pair))})
		}
	}
	e.Periods = append(e.Periods, f)
	for k := range r.s.p.Changes {
		if r.s.p.Changes[k].Open[t] {
			e.Switches = append(e.Switches, r.switchFigure(t, k))
		}
	}
	for k := range r.y.pools {
		e.Pools = append(e.Pools, r.poolFigure(t, k))
	}
}

func (r *pricing) switchFigure(t, change int) model.SwitchFigure {
	y := r.y
	f := model.SwitchFigure{Change: change, Period: t, Probability: r.probability(y.switched(t, change)), Customer: r.estimate(y.paid(t, change)), Supplier: r.estimate(y.borne(t, change))}
	cost := r.s.p.Changes[change].Cost
	if r.s.p.Supply == nil || !cost.Given() {
		return f
	}
	f.Items = append(f.Items, model.Item{Name: cost.DirectItem(), Value: r.estimate(y.item(t, change, 0))})
	for k, run := range cost.Runs {
		f.Items = append(f.Items, model.Item{Name: r.s.p.Supply.Processes[run.Process].Name, Value: r.estimate(y.item(t, change, 1+k))})
	}
	return f
}

func (r *pricing) poolFigure(t, pool int) model.PoolFigure {
	of := r.s.p.Supply.Pools[pool]
	minutes := r.estimate(r.y.pool(t, pool))
	return model.PoolFigure{Pool: pool, Period: t, UsedMinutes: minutes, UsedMoney: scaled(minutes, of.Rate), Capacity: of.Capacity}
}

// levels are the probabilities of the reported quantiles.
var levels = []float64{.01, .05, .1, .25, .5, .75, .9, .95, .99}

func (r *pricing) quantiles() []model.Quantile {
	list := quantilesOf("customer", r.values)
	if r.s.p.Supply != nil {
		list = append(list, quantilesOf("supplier", r.costs)...)
	}
	return list
}

// quantilesOf sorts the outcomes and takes order statistics: the smallest outcome that at least the share p does not exceed.
func quantilesOf(party string, outcomes []float64) []model.Quantile {
	sorted := slices.Sorted(slices.Values(outcomes))
	var list []model.Quantile
	for _, p := range levels {
		k := max(0, int(p*float64(len(sorted))+0.9999999)-1)
		list = append(list, model.Quantile{Party: party, Probability: p, Value: sorted[k]})
	}
	return list
}
