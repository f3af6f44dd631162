package tree

import (
	"context"
	"errors"

	"ips2/model"
)

// side is the supplier's side: the world that its decisions are taken in, and one for every learning process that has no say in them.
type side struct {
	*world
	others   []*world
	forecast Forecast
}

func newSide(ctx context.Context, s *Solution, crew *crew) (*side, error) {
	matters := deciders(s.ledger)
	w, err := newWorld(ctx, s, crew, matters, false)
	if err != nil {
		return nil, err
	}
	d := &side{world: w, forecast: w.forecast}
	for _, k := range learners(s.ledger.Problem) {
		if matters[k] {
			continue
		}
		alone := make([]bool, len(matters))
		alone[k] = true
		other, err := newWorld(ctx, s, crew, alone, true)
		if err != nil {
			return nil, err
		}
		d.others = append(d.others, other)
		d.forecast = d.forecast.with(other.forecast)
	}
	d.forecast.Seconds *= 1 + roughly(s.lattice.continuous())
	return d, nil
}

// with adds the forecast of another world that is held beside.
func (f Forecast) with(g Forecast) Forecast {
	f.Nodes, f.Slices, f.working = max(f.Nodes, g.Nodes), max(f.Slices, g.Slices), max(f.working, g.working)
	f.States, f.Evaluations, f.Seconds, f.held = f.States+g.States, f.Evaluations+g.Evaluations, f.Seconds+g.Seconds, f.held+g.held
	f.Bytes = f.held + f.working
	return f
}

// solved tells whether the customer's policy is known.
func (s *Solution) solved() bool { return s.stages != nil }

// picked is the start that the customer picks, or before that is known all of them.
func (s *Solution) picked() []int {
	if !s.solved() {
		return s.ledger.Customer.Start
	}
	return s.ledger.Customer.Start[s.Best : s.Best+1]
}

// PlanSupplier forecasts the supplier's side before the customer's problem is solved. Every move counts that the customer may make, so it
// is an upper bound; Options.Sized has the size under the customer's policy. The forecast is zero if there is no supplier, and where
// even counting would take long: where the bound is beyond the limits, or executions depend on factors with too many nodes.
func PlanSupplier(l *model.Ledger, o Options) (Forecast, error) {
	if l.Problem.Supply == nil {
		return Forecast{}, nil
	}
	f, lattice, err := plan(l, o)
	if err != nil {
		return Forecast{}, err
	}
	o = o.complete()
	o.Resolution = f.Resolution
	s := &Solution{ledger: l, lattice: lattice, options: o}
	if dear(l.Problem) {
		if len(learners(l.Problem)) == 0 {
			return s.unlearned(), nil
		}
		return Forecast{}, nil
	}
	side, err := newSide(context.Background(), s, newCrew(lattice, 1))
	var large *TooLarge
	switch {
	case err == nil:
		return side.forecast, nil
	case errors.Is(err, errUncounted) && len(learners(l.Problem)) == 0:
		return s.unlearned(), nil
	case errors.As(err, &large) || errors.Is(err, errUncounted):
		err = nil
	}
	return Forecast{}, err
}

var errUncounted = errors.New("tree: counting the slices would take long")

// mostCounted bounds the pairs of moves that are followed for a forecast (half a second), and mostSorted the nodes of a period at
// which executions are looked at.
const (
	mostBound   = 20_000
	mostCounted = 1 << 17
	mostSorted  = 1 << 18
)

// dear tells whether the supplier's amounts over all periods are more than mostBound, those of processes beside many that learn counted
// several times: to bind them would take long, too.
func dear(p *model.Problem) bool {
	amounts := len(p.Supply.Direct) + len(p.Supply.Processes)
	return p.Periods*amounts*(1+len(learners(p))/16) > mostBound
}

// sort finds the classes of executions without evaluating the other amounts.
func (s *shop) sort(ctx context.Context, l *lattice, crew *crew) error {
	counts := newAmounts()
	_ = s.each(func(r *run) error {
		counts.register(amountKey{s.amounts.refs[r.count], count}, func() string { return s.amounts.labels[r.count] })
		return nil
	})
	constant := true
	for _, root := range counts.refs {
		_, fixed := s.ledger.Graph.Constant(root)
		constant = constant && fixed
	}
	switch {
	case constant:
		for _, root := range counts.refs {
			v, _ := s.ledger.Graph.Constant(root)
			counts.column = append(counts.column, []float64{v})
		}
	case l.levels[s.t].count > mostSorted:
		return errUncounted
	default:
		if err := counts.evaluate(ctx, l, s.ledger.Graph, s.t, crew); err != nil {
			return err
		}
	}
	return s.each(func(r *run) error {
		return s.classify(r, counts.column[counts.index[amountKey{s.amounts.refs[r.count], count}]])
	})
}

// update brings the forecast of a world up to date with the slices met so far in period t+1.
func (w *world) update(t int) {
	f, l := &w.forecast, w.s.lattice
	n, before := float64(l.levels[t].count), float64(l.levels[t-1].count)
	now, next := len(w.layers[t].slices), len(w.layers[t+1].slices)
	f.Nodes, f.Normal, f.Resolution = max(f.Nodes, int64(n)), l.continuous(), w.s.options.Resolution
	f.Slices = max(f.Slices, now, next)
	f.working = max(f.working, 8*(float64(n*float64(2*now+next))+float64(before*float64(now))))
	f.Bytes = f.held + f.working
}

// settle adds the work of period t.
func (w *world) settle(t int) {
	f, l := &w.forecast, w.s.lattice
	n := float64(l.levels[t].count)
	pairs, roots := 0, float64(len(w.shops[t].amounts.refs)+len(w.shops[t].guards.refs))
	for _, s := range w.layers[t].slices {
		_ = w.each(t, s, func(_, _ model.Move) error { pairs++; return nil })
		if len(w.moves(t, s.supplier)) > 1 {
			_, used := w.taken(t, s.customer)
			f.held += float64(2 * n * float64(len(used)))
		}
	}
	slices := float64(len(w.layers[t].slices))
	f.held += float64(8*n*roots) + float64(pairBytes*float64(pairs))
	if w.shops[t].beside != nil { // amounts as they are at the nodes, too
		f.held += float64(8 * n * roots)
	}
	f.working = max(f.working, w.s.tallied(t, float64(pairs)))
	f.Bytes = f.held + f.working
	f.States += float64(n * slices)
	f.Evaluations += float64(2*slices*l.weights(t)) + float64(float64(pairs)*n)
	f.Seconds += float64(roots*n*perRoot) + l.answers(t, slices, float64(pairs))
}

// answers is the time of weighing and following so many pairs of moves in a period, from so many slices.
func (l *lattice) answers(t int, slices, pairs float64) float64 {
	n := float64(l.levels[t].count)
	return float64(slices*l.weights(t)*(perWeight+perPush)) + float64(2*l.made(t, true)*perRow) + float64(pairs*(perPair+float64(n*perAnswer)))
}

// pairBytes is what is kept of a pair of moves, measured on 140 levels.
const pairBytes = 900

// tallied is the bytes of a period's probabilities by node, of each change in each configuration that so many pairs of moves make.
func (s *Solution) tallied(t int, pairs float64) float64 {
	p := s.ledger.Problem
	return 8 * float64(float64(s.lattice.levels[t].count)*min(pairs, float64(len(p.Changes)*len(s.ledger.Customer.Configs))))
}

// unlearned bounds a side without learning whose moves are too many to be followed: any mode of the one party may meet any of the other.
func (s *Solution) unlearned() Forecast {
	l, f := s.lattice, Forecast{Normal: s.lattice.continuous(), Resolution: s.options.Resolution}
	for t := 1; t <= s.ledger.Problem.Periods; t++ {
		n, now := float64(l.levels[t].count), len(s.ledger.Customer.Reach[t])*len(s.ledger.Supplier.Reach[t])
		next := len(s.ledger.Customer.Reach[t+1]) * len(s.ledger.Supplier.Reach[t+1])
		pairs := float64(decisions(s.ledger.Customer, t) * decisions(s.ledger.Supplier, t))
		f.Nodes, f.Slices = max(f.Nodes, int64(n)), max(f.Slices, now)
		f.States += float64(n * float64(now))
		f.Evaluations += float64(2*float64(now)*l.weights(t)) + float64(pairs*n)
		f.Seconds += l.answers(t, float64(now), pairs)
		f.working, f.held = max(f.working, 8*float64(n*float64(2*now+next)), s.tallied(t, pairs)), f.held+float64(pairBytes*pairs)
	}
	f.Bytes, f.Seconds = f.held+f.working, float64(f.Seconds*(1+roughly(f.Normal)))
	return f
}
