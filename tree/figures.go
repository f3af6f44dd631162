package tree

import (
	"context"
	"strings"

	"ips2/internal/vector"
	"ips2/model"
)

// figures gathers expectations period by period while probability goes forward.
type figures struct {
	s       *Solution
	crew    *crew
	e       *model.Expectations
	regular [][]float64          // minutes of regular work by period and process
	switchM map[[2]int][]float64 // minutes by change and period, by process
	switchD map[[2]int]float64   // direct money by change and period
	direct  []float64            // direct money of regular work by period
	prob    map[[2]int]float64   // by change and period
	paid    map[[2]int]*payment
	fees    []float64 // regular fees by period
	pool    int
	solo    bool // the supplier's decisions are not known
}

// payment is the customer's amounts of a change in a period, money of the period.
type payment struct{ outside, fee, gain float64 }

func newFigures(s *Solution) *figures {
	n, p := s.ledger.Problem.Periods, s.ledger.Problem
	f := &figures{s: s, crew: newCrew(s.lattice, s.options.Workers), e: &model.Expectations{Method: "exact"}, regular: make([][]float64, n+1), direct: make([]float64, n+1), fees: make([]float64, n+1),
		switchM: map[[2]int][]float64{}, switchD: map[[2]int]float64{}, prob: map[[2]int]float64{}, paid: map[[2]int]*payment{}}
	if p.Supply != nil {
		f.pool = len(p.Supply.Processes)
	}
	for t := range f.regular {
		f.regular[t] = make([]float64, f.pool)
	}
	f.e.Periods = make([]model.PeriodFigure, n)
	for t := range f.e.Periods {
		f.e.Periods[t].Period = t + 1
	}
	return f
}

// exactly is an estimate without error.
func exactly(v float64) model.Estimate { return model.Estimate{Mean: v} }

// customer tallies the customer's amounts of period t and the shares of configurations.
func (f *figures) customer(ctx context.Context, t int, mass []float64, y *tally) error {
	a := newAmounts()
	a.sides = f.s.stages[t].sides
	flows, switches := f.flows(t, y, a), f.switches(t, y, a)
	if err := a.evaluate(ctx, f.s.lattice, f.s.ledger.Graph, t, f.crew); err != nil {
		return err
	}
	p := &f.e.Periods[t-1]
	for k, flow := range flows {
		m := y.flow.column[k]
		p.Revenue.Mean += vector.Dot(m, a.of(flow.Revenue))
		p.Expense.Mean += vector.Dot(m, a.of(flow.Expense))
		f.fees[t] += vector.Dot(m, a.of(flow.Fees))
	}
	p.Fees.Mean += f.fees[t]
	for k, key := range y.change.keys {
		m, w := y.change.column[k], switches[k]
		f.switched(t, key[0], total(m), payment{vector.Dot(m, a.of(w.Outside)), vector.Dot(m, a.of(w.Fee)), vector.Dot(m, a.of(w.Gain))})
	}
	f.shares(t, y)
	f.factors(t, mass)
	return nil
}

// flows registers the amounts of the configurations that occur.
func (f *figures) flows(t int, y *tally, a *amounts) []model.Flow {
	flows := make([]model.Flow, len(y.flow.keys))
	for k, config := range y.flow.keys {
		flows[k] = f.s.ledger.Flow(t, config)
		a.addAll("an amount of the customer", flows[k].Revenue, flows[k].Expense, flows[k].Fees)
	}
	return flows
}

// switches registers the customer's amounts of the changes that occur; the supplier's changes have none.
func (f *figures) switches(t int, y *tally, a *amounts) []model.Switch {
	l := f.s.ledger
	switches := make([]model.Switch, len(y.change.keys))
	for k, key := range y.change.keys {
		zero := l.Graph.Const(0)
		switches[k] = model.Switch{Outside: zero, Fee: zero, Gain: zero}
		if l.Problem.Changes[key[0]].By == model.Customer {
			switches[k] = l.Switch(t, key[0], key[1])
		}
		a.addAll("an amount of a change", switches[k].Outside, switches[k].Fee, switches[k].Gain)
	}
	return switches
}

func (f *figures) switched(t, change int, probability float64, by payment) {
	key := [2]int{change, t}
	f.prob[key] += probability
	if f.paid[key] == nil {
		f.paid[key] = &payment{}
	}
	sum := f.paid[key]
	sum.outside, sum.fee, sum.gain = sum.outside+by.outside, sum.fee+by.fee, sum.gain+by.gain
	p := &f.e.Periods[t-1]
	p.Switching.Mean += by.outside - by.gain
	p.Fees.Mean += by.fee
}

// shares adds up configurations by label, in the order of the configurations.
func (f *figures) shares(t int, y *tally) {
	l := f.s.ledger
	for c := range l.Customer.Configs {
		for s := range l.Supplier.Configs {
			if k, ok := y.joint.index[[2]int{c, s}]; ok {
				label := l.Customer.ConfigLabel(l.Problem, c)
				if !f.solo {
					label = strings.TrimSpace(label + " " + l.Supplier.ConfigLabel(l.Problem, s))
				}
				share := model.Share{Label: label, Probability: exactly(total(y.joint.column[k]))}
				f.e.Periods[t-1].Shares = append(f.e.Periods[t-1].Shares, share)
			}
		}
	}
}

// factors takes the means of the factors.
func (f *figures) factors(t int, mass []float64) {
	l := f.s.lattice
	means, b := make([]float64, len(l.system.Factors)), l.system.NewBlock(blockSize)
	for lo := 0; lo < len(mass); lo += blockSize {
		n := min(blockSize, len(mass)-lo)
		l.fill(t, lo, n, b)
		for k := range means {
			means[k] += vector.Dot(mass[lo:lo+n], b.Value[k])
		}
	}
	for _, m := range means {
		f.e.Periods[t-1].Factors = append(f.e.Periods[t-1].Factors, exactly(m))
	}
}

// work tallies what the supplier does in period t: all of it but the runs of learning processes that the world does not track.
func (f *figures) work(t int, shop *shop, y *tally) {
	column := shop.amounts.column
	for k, j := range y.job.keys {
		m := y.job.column[k]
		f.money(t, j.change, vector.Dot(m, column[j.direct]))
		for _, r := range j.runs {
			if r.plain {
				f.minutes(t, j.change, r.process, vector.Dot(m, column[r.minutes]))
			}
		}
	}
	f.learned(t, shop, y)
}

// learned tallies the tracked runs of period t.
func (f *figures) learned(t int, shop *shop, y *tally) {
	for k, r := range y.run.keys {
		f.minutes(t, y.jobOf[r].change, r.process, vector.Dot(y.run.column[k], shop.amounts.column[r.minutes]))
	}
}

func (f *figures) money(t, change int, v float64) {
	if change < 0 {
		f.direct[t] += v
	} else {
		f.switchD[[2]int{change, t}] += v
	}
}

func (f *figures) minutes(t, change, process int, v float64) {
	if change < 0 {
		f.regular[t][process] += v
		return
	}
	key := [2]int{change, t}
	if f.switchM[key] == nil {
		f.switchM[key] = make([]float64, f.pool)
	}
	f.switchM[key][process] += v
}

func total(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum
}
