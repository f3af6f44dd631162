package sim

import (
	"math"
	"slices"

	"ips2/internal/stats"
	"ips2/model"
)

// rounding is the relative error below which no figure is known, however little noise martingales leave in it; ruled the same at the least where
// a rule over innovations gives their means.
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
		e.StdError = math.Max(e.StdError, r.unknowable(figure, e.Mean))
	}
	return widened(e, r.missed(figure))
}

// unknowable is the standard error below which a figure is not known: relative to how large it is on a path, for what it is the
// difference of may be much larger than itself.
func (r *pricing) unknowable(figure int, mean float64) float64 {
	if r.steering == nil {
		return 0
	}
	return r.steering.rounding * math.Sqrt(float64(mean*mean)+r.plain(figure))
}

// plain is the variance of a figure without martingales.
func (r *pricing) plain(figure int) float64 {
	v := r.total.tallies[figure].Pad(r.total.n).Variance()
	if r.steering != nil && figure < r.y.own {
		v += r.steering.explained[figure] // a period's figure keeps the variance of its sample
	}
	return v
}

// effective is how many plain paths would know a figure of a whole path as well: the variance of one, with what the martingales explain of
// it, by the squared standard error. What is known to rounding needs none.
func (r *pricing) effective(figure int) float64 {
	e := r.estimate(figure)
	if e.StdError <= r.unknowable(figure, e.Mean) {
		return 0
	}
	return r.plain(figure) / float64(e.StdError*e.StdError)
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
	p, y, rigid := r.policy, r.y, r.bestRigid()
	e := &model.Expectations{
		Method: "simulated", Best: p.Best, HasSupplier: r.s.p.Supply != nil, Stopped: why, Warnings: p.Warnings, Distrust: r.distrust(),
		CustomerValue: r.estimate(y.value(p.Best)), Rigid: r.estimate(y.rigid(rigid)), Flexibility: r.estimate(y.flexibility(rigid)),
		SwitchCustomer: r.estimate(switchCustomer), Quantiles: r.quantiles(), History: r.history, Paths: byPath(r.rows),
	}
	for k, mode := range r.s.starts {
		start := model.Start{Label: r.s.l.Customer.Label(mode), Value: r.estimate(y.value(k)), Rigid: r.estimate(y.rigid(k))}
		if start.Rival = slices.Contains(p.Rigids, k); start.Rival {
			start.Flexibility = r.estimate(y.flexibility(k))
		}
		e.Starts = append(e.Starts, start)
	}
	if e.HasSupplier {
		e.Floor, e.Gross, e.Margin, e.SwitchSupplier = r.estimate(floor), r.estimate(gross), r.estimate(margin), r.estimate(switchSupplier)
	}
	e.Effective = model.Effective{
		CustomerValue: r.effective(y.value(p.Best)), Rigid: r.effective(y.rigid(rigid)), Flexibility: r.effective(y.flexibility(rigid)), Floor: r.effective(floor),
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

// bestRigid is the start that brings most if it is never changed, of those that may.
func (r *pricing) bestRigid() int {
	best, most := r.policy.BestRigid, r.estimate(r.y.rigid(r.policy.BestRigid)).Mean
	for _, k := range r.policy.Rigids {
		if v := r.estimate(r.y.rigid(k)).Mean; v > most {
			best, most = k, v
		}
	}
	return best
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
		k := max(0, int(float64(p*float64(len(sorted)))+0.9999999)-1)
		list = append(list, model.Quantile{Party: party, Probability: p, Value: sorted[k]})
	}
	return list
}
