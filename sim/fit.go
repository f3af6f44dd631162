package sim

import (
	"context"
	"errors"
	"slices"

	"ips2/internal/random"
	"ips2/model"
)

// Fit finds both parties' policies on paths of their own.
func Fit(ctx context.Context, l *model.Ledger, o Options) (*Policy, error) {
	o = o.withDefaults()
	f, err := fitCustomer(ctx, l, o)
	if err != nil {
		return nil, err
	}
	p, err := fitSupplier(ctx, l, f.policy, f.worth(), o)
	if err != nil {
		return nil, err
	}
	p.Diagnostics = append(f.diagnostics, p.Diagnostics...)
	if len(f.inSample) > 0 {
		p.InSample = &f.inSample[slices.Index(l.Customer.Start, p.Starts[p.Best])]
	}
	if len(f.diagnostics) > 0 {
		p.Warnings = append(p.Warnings, otherPaths(o.FitPaths, affordable(o.FitPaths, bytesPerPath(l)))...)
	}
	p.Warnings = append(p.Warnings, wideJumps(l.Problem)...)
	return p, nil
}

// fitter holds the fitting paths: states by period, and what the policy so far brings from the period on.
type fitter struct {
	*tracks
	s           *script
	o           Options
	stream      random.Stream
	now         [][]float64 // by mode, path: from period t on; nil if it cannot be
	later       [][]float64 // by target, path: see prospect; from the move of the factors on that the decisions of period t do not see
	policy      *fitted
	workers     []*worker
	sides       []*side
	limit       *extremes       // of now, then of later
	sets        map[string]bool // of factors: whether they are alike
	hedged      bool            // hedges or martingales were taken out of later
	watched     bool            // they are martingales
	forcing     *forcing        // of the last paths
	watchers    []*watcher
	diagnostics []Diagnostic
	inSample    []model.Estimate // by allowed start: what the policy brings on the fitting paths
}

func fitCustomer(ctx context.Context, l *model.Ledger, o Options) (*fitter, error) {
	s, err := newScript(l, l.Customer.Start)
	if err != nil {
		return nil, err
	}
	f := &fitter{s: s, o: o, stream: random.NewStream(o.Seed, random.Fit), policy: &fitted{stages: make([]*stage, s.p.Periods+1)}}
	if s.p.Behaviour.Given() || !slices.ContainsFunc(s.chapters, func(c chapter) bool { return c.decides }) {
		return f, nil // nothing to decide
	}
	if err := tooManyModes(l); err != nil {
		return nil, err
	}
	size := s.fitPaths(o)
	f.tracks, f.watched = newTracks(s, size.all), size.watched
	f.forcing = newForcing(s, size)
	if err := f.run(ctx); err != nil {
		var bad *fault
		if errors.As(err, &bad) {
			return nil, bad.explain(l)
		}
		return nil, err
	}
	return f, nil
}

func (f *fitter) run(ctx context.Context) error {
	for range f.o.Workers {
		w := newWorker(f.s, nil)
		w.walk.forcing = f.forcing
		f.workers = append(f.workers, w)
		f.sides = append(f.sides, newSide())
	}
	if err := eachChunk(ctx, len(f.workers), f.n, f.walk); err != nil {
		return err
	}
	if err := f.bases(); err != nil {
		return err
	}
	f.watch()
	f.limit = newExtremes(f.s.mostTargets())
	for t := f.s.p.Periods; t >= 1; t-- {
		if err := f.period(ctx, t); err != nil {
			return err
		}
		f.o.Progress("fit", float64(f.s.p.Periods-t+1), float64(f.s.p.Periods))
	}
	return f.recall(ctx)
}

// recall tallies what the policy brings on the paths that it was fitted on: more than on fresh ones, by what it took of their chance
// for a rule. The martingale of the first period is taken out like that of the others.
func (f *fitter) recall(ctx context.Context) error {
	if f.watched && !f.s.p.DecideFirst {
		if err := f.settle(ctx, 1, f.s.starts, f.now); err != nil {
			return err
		}
	}
	for k, mode := range f.s.starts {
		e := estimate(together(f.now[mode][:f.forcing.own(f.n)]))
		e.Mean -= f.s.entry[k]
		f.inSample = append(f.inSample, e)
	}
	return nil
}

// worth is what every allowed start is worth on the fitting paths; nil if nothing was fitted.
func (f *fitter) worth() []float64 {
	var list []float64
	for _, e := range f.inSample {
		list = append(list, e.Mean)
	}
	return list
}

func (f *fitter) walk(k, first int) error {
	w := f.workers[k]
	for from := first; from < first+chunkRows; from += blockRows {
		w.walk.begin(blockRows)
		w.walk.depart(f.stream, from)
		for t := range f.states {
			if t > 0 {
				if bad := w.walk.step(f.stream, uint64(from), t); bad != nil {
					return bad
				}
			}
			f.keep(t, from, w.walk.block)
		}
	}
	return nil
}

// room makes columns of some numbers. Those that there are already are used again: new ones would add up to gigabytes.
func (f *fitter) room(before [][]float64, numbers []int) [][]float64 {
	columns := make([][]float64, f.s.mostTargets())
	for _, k := range numbers {
		if before != nil && before[k] != nil {
			columns[k] = before[k]
			clear(columns[k])
		} else {
			columns[k] = make([]float64, f.n)
		}
	}
	return columns
}

// period fits the continuations of period t, then decides.
func (f *fitter) period(ctx context.Context, t int) error {
	most := f.s.mostTargets()
	if f.s.p.DecideFirst {
		if err := f.bring(ctx, t); err != nil {
			return err
		}
		f.limit = newExtremes(most).turns(f.s, t, f.limit)
	} else {
		f.later, f.now = f.now, f.later
	}
	if f.policy.stages[t] != nil {
		if err := f.regress(ctx, t); err != nil {
			return err
		}
	}
	f.now = f.room(f.now, f.s.l.Customer.Reach[t])
	f.limit = newExtremes(most).modes(f.s, t, f.limit)
	return f.each(ctx, func(k, from int) error { return f.decide(k, t, from) })
}

// each runs work on every block, for a worker.
func (f *fitter) each(ctx context.Context, work func(k, from int) error) error {
	return eachChunk(ctx, len(f.workers), f.n, func(k, first int) error {
		for from := first; from < first+chunkRows; from += blockRows {
			if err := work(k, from); err != nil {
				return err
			}
		}
		return nil
	})
}

// decide values every mode in period t on a block of paths: what the policy decides there, and what it brings on the same path.
func (f *fitter) decide(k, t, from int) error {
	w, d := f.workers[k], f.sides[k]
	f.load(w.walk.block, f.s.p.Sees(t), from)
	if w.s.chapters[t].decides {
		w.view.Look(t, w.walk.block)
	}
	for _, mode := range f.s.l.Customer.Reach[t] {
		if w.noise != nil && len(w.s.chapters[t].choices[mode].options) > 1 {
			if bad := f.average(k, t, mode, from); bad != nil {
				return bad
			}
			continue
		}
		d.begin(mode, 0)
		if bad := w.decide(t, d); bad != nil {
			return bad
		}
		f.add(from, f.now, mode, d.total, w.targets(d), f.later)
	}
	return nil
}

// add fills column c of a block with what the paths get at once and what their targets bring after it; nothing comes after the last period.
func (f *fitter) add(from int, columns [][]float64, c int, amounts []float64, targets []int32, after [][]float64) {
	column := columns[c][from : from+blockRows]
	copy(column, amounts)
	if after == nil {
		return
	}
	for i, target := range targets {
		column[i] += after[target][from+i]
	}
}
