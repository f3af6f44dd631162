package sim

import (
	"context"
	"errors"
	"slices"

	"ips2/internal/random"
	"ips2/internal/stats"
	"ips2/model"
	"ips2/model/formula"
)

// companionFitter fits companions: it walks some paths under the finished policies, then regresses what follows, backwards, with the
// martingale of the period after taken out first, so that little noise is left.
type companionFitter struct {
	*tracks
	s            *script
	o            Options
	policy       *Policy
	c            *companions
	turns, modes [][]int32       // by period, path: the customer's decision, the supplier's mode at the start
	booked       [][][]float64   // by companion, period, path: present value until then
	rest         [][]float64     // by companion, path: present value from the period at hand on, less the martingale
	all          []int32         // every path
	seen         func(t int) int // the period whose factors the rests from t on are a function of
	watched      bool            // martingales are taken out of the rests
	forcing      *forcing        // of the last paths
	rigid        [][]float64     // by start, path: what it brings if it is never changed
	best         int             // the start that brings most
	rivals       []int           // those that may
	workers      []*companionWorker
}

// companionWorker is one goroutine's memory.
type companionWorker struct {
	*pricer
	lens  *lens
	sides [][]float64
}

// fitCompanions fits the companions of a policy, if there are any that its pilot may want.
func (p *Policy) fitCompanions(ctx context.Context, l *model.Ledger, o Options) error {
	if s := outline(l); o.Plain || p.Customer == nil || !s.controllable() || len(s.companions()) == 0 {
		return nil
	}
	var err error
	if p.script, err = p.compiled(l); err != nil {
		return err
	}
	f := newCompanionFitter(p.script, p, o, p.script.companionSize(o), p.script.companions())
	err = f.run(ctx)
	var bad *fault
	if errors.As(err, &bad) {
		return bad.explain(l)
	}
	if err == nil && len(f.c.list) > 0 {
		p.companions, p.BestRigid, p.Rigids = f.c, f.best, f.rivals
	}
	return err
}

// companionPaths is how many paths companions are fitted on at most: more than the customer's policy, for decisions tell them apart.
const companionPaths = 3 << 12

func newCompanionFitter(s *script, p *Policy, o Options, size fitSize, list []companion) *companionFitter {
	periods := s.p.Periods
	f := &companionFitter{s: s, o: o, policy: p, c: &companions{list: list, modes: s.l.Supplier.Len(), stages: make([]*companionStage, periods+1)}}
	f.seen, f.watched = func(t int) int { return t }, true
	f.tracks, f.forcing = newTracks(s, size.all), newForcing(s, size)
	f.turns, f.modes = make([][]int32, periods+1), make([][]int32, periods+1)
	for t := range f.turns {
		f.turns[t], f.modes[t] = make([]int32, f.n), make([]int32, f.n)
	}
	for range f.c.list {
		f.booked = append(f.booked, wide(periods+1, f.n))
	}
	f.rest, f.rigid = wide(len(f.c.list), f.n), wide(len(s.starts), f.n)
	f.all = make([]int32, f.n)
	for i := range f.all {
		f.all[i] = int32(i)
	}
	return f
}

// companionSize is how many paths they are fitted on.
func (s *script) companionSize(o Options) fitSize {
	n := affordable(o.fitted(companionPaths), s.companionBytes())
	return s.withForced(n, s.companionBytes(), int(mostWatched/s.prospects()))
}

// companions lists those that a contract has. Costs of a customer who errs stay out: mistakes too rare to be met would seem to cost nothing.
func (s *script) companions() []companion {
	var list []companion
	for _, k := range s.variable() {
		list = append(list, companion{k})
	}
	if s.p.Supply != nil && s.p.Behaviour.Conduct == model.Optimal {
		list = append(list, netCost)
	}
	return list
}

// variable lists the starts whose contracts may bring one amount or another if they are never changed; of several that bring the same, the
// first.
func (s *script) variable() []int {
	var list []int
	for k := range s.starts[:min(len(s.starts), maxStarts)] {
		if _, certain := s.flows(k); !certain && s.neverChanged(k).start == k {
			list = append(list, k)
		}
	}
	return list
}

// neverChanged is the companion of a start that is never changed: that of the first which brings the same.
func (s *script) neverChanged(start int) companion {
	own, _ := s.flows(start)
	for k := range start {
		if flows, _ := s.flows(k); slices.Equal(flows, own) {
			return companion{k}
		}
	}
	return companion{start}
}

// flows are what a start brings in each period if it is never changed, and whether nothing about them is uncertain.
func (s *script) flows(start int) (list []formula.Ref, certain bool) {
	certain = true
	for t := 1; t <= s.p.Periods; t++ {
		net := s.l.Flow(t, s.l.Customer.Config[s.starts[start]]).Net
		_, constant := s.l.Graph.Constant(net)
		list, certain = append(list, net), certain && constant
	}
	return list, certain
}

// companionBytes is what such a path takes.
func (s *script) companionBytes() int {
	return (s.p.Periods + 1) * 8 * (len(s.p.Factors.Factors) + 1 + len(s.companions()))
}

func (f *companionFitter) run(ctx context.Context) error {
	stream := random.NewStream(f.o.Seed, random.Companion)
	f.hire(stream)
	if err := eachChunk(ctx, len(f.workers), f.n, f.walk); err != nil {
		return err
	}
	if f.choose(); len(f.c.list) == 0 {
		return nil
	}
	if err := f.bases(); err != nil {
		return err
	}
	for t := f.s.p.Periods; t >= 1; t-- {
		if err := f.settle(ctx, t, stream); err != nil {
			return err
		}
		if err := f.regress(ctx, t); err != nil {
			return err
		}
		f.o.Progress("fit controls", float64(f.s.p.Periods-t+1), float64(f.s.p.Periods))
	}
	return f.contend(ctx, stream)
}

func (f *companionFitter) hire(stream random.Stream) {
	y := f.s.layout()
	for range f.o.Workers {
		w := &companionWorker{pricer: newPricer(f.s, y, f.policy, stream, true), sides: newColumns(len(f.c.list))}
		w.walk.forcing = f.forcing
		w.sheet = newSheet(y)
		f.workers = append(f.workers, w)
	}
}

// walk makes the paths of a chunk.
func (f *companionFitter) walk(k, first int) error {
	w := f.workers[k]
	for from := first; from < first+chunkRows; from += blockRows {
		w.begin(blockRows)
		f.remember(w, 0, from)
		for t := 1; t <= f.s.p.Periods; t++ {
			if w.books.supplier != nil {
				copy(f.modes[t][from:], w.books.supplier.mode)
			}
			if bad := w.step(uint64(from), t); bad != nil {
				return bad
			}
			f.remember(w, t, from)
		}
		for k, total := range w.rigid {
			copy(f.rigid[k][from:], total)
		}
	}
	return nil
}

// remember stores a block after period t.
func (f *companionFitter) remember(w *companionWorker, t, from int) {
	f.keep(t, from, w.walk.block)
	copy(f.turns[t][from:], w.pricer.sides[f.policy.Best].turn)
	for k, c := range f.c.list {
		booked := f.booked[k][t][from : from+blockRows]
		if c == netCost {
			subtract(booked, w.books.cost, w.books.fees)
		} else {
			copy(booked, w.rigid[c.start])
		}
	}
}

// choose keeps the companions that are uncertain.
func (f *companionFitter) choose() {
	kept := 0
	for k, c := range f.c.list {
		if stats.Column(f.booked[k][f.s.p.Periods]).Variance() > 0 {
			f.c.list[kept], f.booked[kept] = c, f.booked[k]
			kept++
		}
	}
	f.c.list, f.booked, f.rest = f.c.list[:kept], f.booked[:kept], f.rest[:kept]
}

// bases chooses the basis of every period.
func (f *companionFitter) bases() error {
	of := &fitter{s: f.s, tracks: f.tracks, watched: f.watched, forcing: f.forcing}
	for t := 1; t <= f.s.p.Periods; t++ {
		b, err := of.basis(t, f.seen(t))
		if err != nil {
			return err
		}
		f.c.stages[t] = &companionStage{basis: b}
		f.c.coordinates = max(f.c.coordinates, b.source.len())
	}
	for _, w := range f.workers {
		w.lens = newLens(f.c.coordinates)
	}
	return nil
}
