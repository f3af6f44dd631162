package sim

import (
	"context"
	"errors"
	"slices"

	"ips2/internal/random"
	"ips2/internal/stats"
	"ips2/model"
	"ips2/model/demand"
)

// Fit finds both parties' policies on paths of their own.
func Fit(ctx context.Context, l *model.Ledger, o Options) (*Policy, error) {
	o = o.withDefaults()
	f, err := fitCustomer(ctx, l, o)
	if err != nil {
		return nil, err
	}
	p, err := FitSupplier(ctx, l, f.policy, o)
	if err != nil {
		return nil, err
	}
	p.Diagnostics = append(f.diagnostics, p.Diagnostics...)
	if len(f.inSample) > 0 {
		p.InSample = &f.inSample[slices.Index(l.Customer.Start, p.Starts[p.Best])]
	}
	if len(f.diagnostics) > 0 {
		p.Warnings = append(p.Warnings, fewerPaths(o.FitPaths, affordable(o.FitPaths, bytesPerPath(l)))...)
	}
	return p, nil
}

// fitter holds the fitting paths: states by period, and by mode what the policy so far brings from the period on.
type fitter struct {
	s           *script
	o           Options
	n           int
	stream      random.Stream
	states      [][][]float64 // by period, factor, path
	now, later  [][]float64   // by mode, path: from period t on, from t+1 on; nil if it cannot be
	policy      *fitted
	workers     []*worker
	sides       []*side
	limits      []*extremes     // of now, by worker
	limit       *extremes       // of later
	sets        map[string]bool // of factors: whether they are alike
	hedged      bool            // hedges or martingales were taken out of later
	watched     bool            // they are martingales
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
	f.n, f.watched = s.fitPaths(o)
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
		f.workers = append(f.workers, newWorker(f.s, nil))
		f.sides = append(f.sides, newSide())
		f.limits = append(f.limits, newExtremes(f.s.l.Customer.Len()))
	}
	f.states = make([][][]float64, f.s.p.Periods+1)
	for t := range f.states {
		f.states[t] = wide(len(f.s.p.Factors.Factors), f.n)
	}
	if err := eachChunk(ctx, len(f.workers), f.n, f.walk); err != nil {
		return err
	}
	if err := f.bases(); err != nil {
		return err
	}
	f.watch()
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
	f.later, f.now = f.now, f.later
	if f.watched {
		if err := f.settle(ctx, 0, f.s.starts); err != nil {
			return err
		}
	}
	for k, mode := range f.s.starts {
		e := estimate(stats.Column(f.later[mode]))
		e.Mean -= f.s.entry[k]
		f.inSample = append(f.inSample, e)
	}
	return nil
}

func (f *fitter) walk(k, first int) error {
	w := f.workers[k]
	for from := first; from < first+chunkRows; from += blockRows {
		w.walk.begin(blockRows)
		for t := range f.states {
			if t > 0 {
				if bad := w.walk.step(f.stream, uint64(from), t); bad != nil {
					return bad
				}
			}
			for c, state := range w.walk.block.State {
				copy(f.states[t][c][from:], state)
			}
		}
	}
	return nil
}

func (f *fitter) load(b *demand.Block, t, from int) { loadBlock(f.s, b, f.states[t], t, from) }

// room makes a column for every mode of period t. Those of two periods later are used again: new ones would add up to gigabytes.
func (f *fitter) room(t int) {
	before := f.now
	f.now = make([][]float64, f.s.l.Customer.Len())
	for _, mode := range f.s.l.Customer.Reach[t] {
		if before != nil && before[mode] != nil {
			f.now[mode] = before[mode]
			clear(f.now[mode])
		} else {
			f.now[mode] = make([]float64, f.n)
		}
	}
}

// period fits the continuations of period t, then decides.
func (f *fitter) period(ctx context.Context, t int) error {
	f.later, f.now = f.now, f.later
	if f.policy.stages[t] != nil {
		if err := f.regress(ctx, t); err != nil {
			return err
		}
	}
	f.room(t)
	err := eachChunk(ctx, len(f.workers), f.n, func(k, first int) error {
		for from := first; from < first+chunkRows; from += blockRows {
			if err := f.decide(f.workers[k], f.sides[k], f.limits[k], t, from); err != nil {
				return err
			}
		}
		return nil
	})
	f.limit = newExtremes(f.s.l.Customer.Len())
	for _, x := range f.limits {
		f.limit.take(x)
	}
	return err
}

// decide values every mode in period t on a block of paths: what the policy decides there, and what it brings on the same path.
func (f *fitter) decide(w *worker, d *side, x *extremes, t, from int) error {
	seen := f.s.p.Sees(t)
	f.load(w.walk.block, seen, from)
	if w.s.chapters[t].decides {
		w.view.Look(t, w.walk.block)
	}
	for _, mode := range f.s.l.Customer.Reach[t] {
		if w.early() {
			f.load(w.walk.block, seen, from)
		}
		if w.noise != nil && len(w.s.chapters[t].choices[mode].options) > 1 {
			if bad := f.average(w, x, t, mode, from); bad != nil {
				return bad
			}
			continue
		}
		d.begin(mode, 0)
		if bad := w.decide(t, d); bad != nil {
			return bad
		}
		if w.early() {
			f.load(w.walk.block, t, from)
			if bad := w.collect(t, d); bad != nil {
				return bad
			}
		}
		now := f.now[mode][from : from+blockRows]
		copy(now, d.total)
		x.see(mode, d, f.limit)
		if t == f.s.p.Periods {
			continue
		}
		for i, next := range d.mode {
			now[i] += f.later[next][from+i]
		}
	}
	return nil
}
