package sim

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"ips2/internal/random"
	"ips2/internal/vector"
	"ips2/model"
	"ips2/sim/regression"
)

// FitSupplier ranks the customer's starts under its policy, then finds the supplier's policy for the best of them.
func FitSupplier(ctx context.Context, l *model.Ledger, customer model.Continuation, o Options) (*Policy, error) {
	return fitSupplier(ctx, l, customer, nil, o.withDefaults())
}

// fitSupplier is told what the starts are worth, if a fit knows.
func fitSupplier(ctx context.Context, l *model.Ledger, customer model.Continuation, worth []float64, o Options) (*Policy, error) {
	p := &Policy{Customer: customer, Starts: l.Customer.Start}
	if err := p.rank(ctx, l, worth, o); err != nil {
		return nil, err
	}
	if l.Problem.Supply != nil {
		if err := p.settle(ctx, l, o); err != nil {
			return nil, err
		}
	}
	return p, p.fitCompanions(ctx, l, o)
}

// rank values every start on the fitting paths and keeps the best. What the fit knows of their worth has less noise.
func (p *Policy) rank(ctx context.Context, l *model.Ledger, worth []float64, o Options) error {
	defer p.all()
	if len(p.Starts) == 1 {
		return nil
	}
	s, err := newScript(l, p.Starts)
	if err != nil {
		return err
	}
	r := &pricing{s: s, y: s.layout(), policy: p, o: o}
	paths := int64(affordable(o.fitted(explorePaths), bytesPerPath(l)))
	if err := r.run(ctx, random.Fit, paths); err != nil {
		return err
	}
	if r.total.n < paths {
		return ended(ctx, fitting)
	}
	mean := func(figure int) float64 { return r.total.tallies[figure].Mean }
	if worth == nil {
		for k := range p.Starts {
			worth = append(worth, mean(r.y.value(k)))
		}
	}
	order := make([]int, len(p.Starts))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(worth[b], worth[a]) })
	rigid := slices.MaxFunc(order, func(a, b int) int { return cmp.Compare(mean(r.y.rigid(a)), mean(r.y.rigid(b))) })
	kept := order[:min(len(order), maxStarts)]
	if !slices.Contains(kept, rigid) {
		kept[len(kept)-1] = rigid
	}
	best := order[0]
	slices.Sort(kept)
	var starts []int
	for k, id := range kept {
		starts = append(starts, p.Starts[id])
		if id == best {
			p.Best = k
		}
		if id == rigid {
			p.BestRigid = k
		}
	}
	p.Starts = starts
	return nil
}

// all takes every start that is priced for one that may be the best never changed.
func (p *Policy) all() {
	p.Rigids = nil
	for k := range p.Starts {
		p.Rigids = append(p.Rigids, k)
	}
}

// settle finds how the supplier starts and decides.
func (p *Policy) settle(ctx context.Context, l *model.Ledger, o Options) error {
	s, err := p.compiled(l)
	if err != nil {
		return err
	}
	p.script = s
	var best Policy
	var least float64
	for k, mode := range l.Supplier.Start {
		trial := *p
		trial.start = mode
		if trial.initial, err = l.Initial(p.Starts[p.Best], mode); err != nil {
			return err
		}
		if err := trial.reply(ctx, s, o); err != nil {
			return err
		}
		if len(l.Supplier.Start) == 1 {
			best = trial
			break
		}
		r := &pricing{s: s, y: s.layout(), policy: &trial, o: o, detail: true}
		if err := r.run(ctx, random.FitSupplier, explorePaths); err != nil {
			return err
		}
		if r.total.n < explorePaths {
			return ended(ctx, fitting)
		}
		if cost := r.total.tallies[floor].Mean; k == 0 || model.Better(-cost, -least) {
			best, least = trial, cost
		}
	}
	*p = best
	return nil
}

// reply fits the supplier's cost to go, if it has a choice anywhere.
func (p *Policy) reply(ctx context.Context, s *script, o Options) error {
	first := slices.IndexFunc(s.chapters, func(c chapter) bool { return c.responds })
	if first < 0 {
		return nil
	}
	e := newExplorer(s, p, o)
	err := e.run(ctx, first)
	var bad *fault
	if errors.As(err, &bad) {
		return bad.explain(s.l)
	}
	p.supplier = e.reply
	p.Diagnostics = append(slices.Clip(p.Diagnostics), e.diagnostics...)
	return err
}

// run explores, then fits from the last period back to the first in which the supplier has a choice.
func (e *explorer) run(ctx context.Context, first int) error {
	e.hire()
	if err := e.each(ctx, e.walk); err != nil {
		return err
	}
	last := e.s.p.Periods - 1
	if e.s.p.DecideFirst {
		last++ // what the last period costs is not known either
	}
	for t := first; t <= last; t++ {
		if err := e.describe(t); err != nil {
			return err
		}
	}
	e.hire() // the views must be as wide as the bases found
	for t := last; t >= first; t-- {
		if err := e.regress(ctx, t); err != nil {
			return err
		}
		e.o.Progress("fit supplier", float64(last+1-t), float64(last+1-first))
	}
	return nil
}

// describe chooses the labels and the basis of the cost to go after period t.
func (e *explorer) describe(t int) error {
	st := &replyStage{together: true, labels: e.labels(t, true)}
	if len(st.labels) > mostLabels {
		st.together, st.labels = false, e.labels(t, false)
	}
	b, continuous := split(&e.s.p.Factors, e.s.p.Sees(t))
	b.source = coordinates{factors: continuous}
	sample := e.sample(t, continuous, st.together)
	if len(sample) <= 2 && st.together {
		b.hats(sample, e.n/len(st.labels)/b.cells, noisy)
	} else {
		b.shape = regression.NewDense(sample, regression.Recipe{Lead: min(len(sample), mostLead), Paired: len(sample), Degree: 2, Kinked: []int{0}}, e.n)
	}
	st.basis = b
	e.reply.stages[t] = st
	e.reply.coordinates = max(e.reply.coordinates, len(sample))
	return nil
}

// labels numbers the combinations met at the end of period t; not all of them once there are too many.
func (e *explorer) labels(t int, together bool) map[uint64]int32 {
	known := map[uint64]int32{}
	for i := range e.n {
		next, mode := e.at(t, i)
		h := e.reply.label(together, next, mode, e.counted(t), i)
		if _, ok := known[h]; !ok {
			known[h] = int32(len(known))
			if together && len(known) > mostLabels {
				break
			}
		}
	}
	return known
}

// at is what stage t tells a path by: where both parties stand after the period, or the turn and the reply that are valued before.
func (e *explorer) at(t, path int) (next, mode int) {
	turn := int(e.turns[t][path])
	if e.s.p.DecideFirst {
		return turn, replied(int(e.modes[t][path]), int(e.options[t][path]))
	}
	return e.s.chapters[t].turns[turn].next, int(e.modes[t+1][path])
}

// counted is the counters that stage t goes by.
func (e *explorer) counted(t int) [][]float64 {
	if e.s.p.DecideFirst {
		return e.done[t]
	}
	return e.done[t+1]
}

// sample reads the coordinates of the first paths: factors, then the logarithms of counters that are not in the label.
func (e *explorer) sample(t int, factors []int, together bool) [][]float64 {
	rows := min(sampleBlocks*blockRows, e.n)
	var columns [][]float64
	for _, k := range factors {
		values := make([]float64, rows)
		seen := e.s.p.Sees(t)
		e.s.p.Factors.Factors[k].Value(seen, e.states[seen][k][:rows], values)
		columns = append(columns, values)
	}
	if together {
		return columns
	}
	for _, c := range e.reply.counters {
		logs := make([]float64, rows)
		for i := range logs {
			logs[i] = vector.Log1pOf(e.counted(t)[c][i])
		}
		columns = append(columns, logs)
	}
	return columns
}

// regress fits the cost to go after period t to the least cost from t+1 on.
func (e *explorer) regress(ctx context.Context, t int) error {
	st := e.reply.stages[t]
	shape, cells := st.basis.shape, st.basis.cells*len(st.labels)
	total := regression.New(shape, cells, 1)
	k := 0
	_, err := inOrder(ctx, e.o.Workers, e.n/chunkRows, func() func(int, *regression.Regression) error {
		w := e.workers[k]
		k++
		return func(chunk int, r *regression.Regression) error {
			r.Clear()
			for from := chunk * chunkRows; from < (chunk+1)*chunkRows; from += blockRows {
				if f := e.bear(w, t, from); f != nil {
					return f
				}
				e.load(w.walk.block, e.s.p.Sees(t), from)
				e.observe(w, st, t, from, r)
			}
			return nil
		}
	}, func() *regression.Regression { return regression.New(shape, cells, 1) }, func(_ int, r *regression.Regression) error {
		total.Merge(r)
		return nil
	})
	if err == nil && ctx.Err() != nil {
		err = ended(ctx, fitting)
	}
	if err != nil {
		return err
	}
	list, rank, condition := total.Surfaces()
	st.surface = list[0]
	e.diagnostics = append(e.diagnostics, Diagnostic{t, model.Supplier, shape.Name(), cells * shape.Width(), rank, condition})
	return nil
}

// bear fills the target of stage t on a block of paths.
func (e *explorer) bear(w *replyWorker, t, from int) *fault {
	if e.byDesign != nil {
		return e.average(w, t, from)
	}
	e.load(w.walk.block, e.s.p.Sees(t)+1, from)
	if t == e.s.p.Periods {
		return e.bearFrom(w, t, from, nil)
	}
	return e.bearFrom(w, t, from, e.turns[t+1][from:from+blockRows])
}

// bearFrom is the same where the block shows what the next move brought, and the customer has decided these turns after it.
func (e *explorer) bearFrom(w *replyWorker, t, from int, turns []int32) *fault {
	if e.s.p.DecideFirst {
		return e.earlyTarget(w, t, from, turns)
	}
	return e.value(w, t+1, from, turns)
}

// observe adds a block to a regression: where its paths stood after period t, and what the rest costs at least.
func (e *explorer) observe(w *replyWorker, st *replyStage, t, from int, r *regression.Regression) {
	v := w.supplier.view
	v.look(t, w.walk.block)
	for k := range w.supplier.done {
		copy(w.supplier.done[k], e.counted(t)[k][from:from+blockRows])
	}
	for i := range blockRows {
		next, mode := e.at(t, from+i)
		h := e.reply.label(st.together, next, mode, w.supplier.done, i)
		v.cell[i] = st.labels[h]*int32(st.basis.cells) + v.factors[i]
	}
	v.coordinates(v.all, w.supplier.done)
	st.basis.shape.Describe(v.places, v.z, blockRows)
	r.Add(v.places, v.cell, [][]float64{w.target}, blockRows)
}
