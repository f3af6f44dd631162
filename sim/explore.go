package sim

import (
	"context"

	"ips2/internal/random"
	"ips2/model"
)

// explorer holds the paths on which the supplier's policy is fitted: what the customer decides, and a supplier that decides at random.
type explorer struct {
	*tracks
	s           *script
	o           Options
	policy      *Policy
	reply       *replyPolicy
	stream      random.Stream
	chance      random.Stream
	turns       [][]int32     // by period, path
	options     [][]int32     // by period, path: the supplier's replies, if it takes them before the factors move
	modes       [][]int32     // by period (n+1 too), path: the supplier's at its start
	done        [][][]float64 // by period (n+1 too), counter, path: at its start
	byDesign    *forcing      // moves the last paths; nil: none
	workers     []*replyWorker
	diagnostics []Diagnostic
}

// replyWorker is one goroutine's memory.
type replyWorker struct {
	*worker
	side     *side
	both     []*side // the side, as a list
	supplier *supplierSide
	luck     []float64
	target   []float64
	mean     []float64 // of targets, over what chains may do
}

// explorePaths is how many paths the supplier's policy is fitted on at most.
const explorePaths = 1 << 16

func newExplorer(s *script, p *Policy, o Options) *explorer {
	n, factors := s.p.Periods, len(s.p.Factors.Factors)
	e := &explorer{s: s, o: o, policy: p, reply: &replyPolicy{counters: s.deciding(), stages: make([]*replyStage, n+2)},
		stream: random.NewStream(o.Seed, random.FitSupplier), chance: random.NewStream(o.Seed, random.Explore)}
	e.tracks = newTracks(s, affordable(o.fitted(explorePaths), n*(8*factors+8*s.learning+8)))
	e.byDesign = e.forced()
	e.done = make([][][]float64, n+2)
	e.turns, e.modes = make([][]int32, n+1), make([][]int32, n+2)
	e.options = make([][]int32, n+1)
	for t := 1; t <= n+1; t++ {
		if s.p.DecideFirst && t <= n {
			e.options[t] = make([]int32, e.n)
		}
		e.modes[t], e.done[t] = make([]int32, e.n), wide(s.learning, e.n)
		if t <= n {
			e.turns[t] = make([]int32, e.n)
		}
	}
	return e
}

func (e *explorer) hire() {
	e.workers = nil
	for range e.o.Workers {
		w := &replyWorker{worker: newWorker(e.s, e.policy.Customer), side: newSide(), luck: make([]float64, blockRows), target: make([]float64, blockRows), mean: make([]float64, blockRows)}
		w.walk.forcing = e.byDesign
		w.both = []*side{w.side}
		w.supplier = newSupplierSide(e.s, e.policy)
		w.supplier.view = e.reply.view()
		w.sorter.Grow(w.supplier.keys)
		e.workers = append(e.workers, w)
	}
}

// walk makes the paths of a chunk.
func (e *explorer) walk(w *replyWorker, first int) error {
	for from := first; from < first+chunkRows; from += blockRows {
		w.walk.begin(blockRows)
		e.keep(0, from, w.walk.block)
		w.side.begin(e.policy.Starts[e.policy.Best], 0)
		w.supplier.begin(e.policy.start, blockRows)
		copy(e.modes[1][from:], w.supplier.mode)
		for t := 1; t <= e.s.p.Periods; t++ {
			if f := w.advance(e.stream, uint64(from), t, w.both, func() *fault { return e.wanderEarly(w, t, from) }); f != nil {
				return f
			}
			if f := e.wander(w, t, from); f != nil {
				return f
			}
			e.keep(t, from, w.walk.block)
			e.remember(w, t, from)
		}
	}
	return nil
}

// remember stores where both parties stand after period t.
func (e *explorer) remember(w *replyWorker, t, from int) {
	copy(e.turns[t][from:], w.side.turn)
	copy(e.modes[t+1][from:], w.supplier.mode)
	for k, done := range w.supplier.done {
		copy(e.done[t+1][k][from:], done)
	}
}

// wander lets the supplier decide at random: each period with the chance that spreads a single change evenly over the periods
// left and never.
func (e *explorer) wander(w *replyWorker, t, from int) *fault {
	d := w.supplier
	if !w.early() {
		e.chance.Uniforms(uint64(from), t, 0, w.luck)
	}
	change := 1 / float64(e.s.p.Periods-t+2)
	for _, g := range w.byReply(d, w.side.turn) {
		r := e.s.chapters[t].turns[int(g.Key)/d.modes].responses[int(g.Key)%d.modes]
		if f := w.run(r.kernel, g.Rows); f != nil {
			return f
		}
		d.gather(g.Rows)
		for k := range r.before {
			w.perform(d, r, &r.before[k], w.sorter.All[:len(g.Rows)], d.local, nil)
		}
		if w.early() {
			d.recall(g.Rows)
		} else {
			w.draw(r, g.Rows, change)
		}
		for k := range r.options {
			if some := d.who(k, len(g.Rows)); len(some) > 0 {
				w.carryOut(r, &r.options[k], g.Rows, some)
			}
		}
		d.scatter(g.Rows)
	}
	return nil
}

// draw picks an option by luck: the first one, or with the chance of a change one of the others, if it is open.
func (w *replyWorker) draw(r *response, rows []int32, change float64) {
	chosen, others := w.supplier.chosen[:len(rows)], float64(len(r.options)-1)
	for i, row := range rows {
		chosen[i] = 0
		if u := w.luck[row] / change; u < 1 && others > 0 {
			chosen[i] = 1 + int32(u*others)
		}
	}
	for k := range r.options {
		open := w.guard(r, &r.options[k])
		for i := range chosen {
			if open != nil && chosen[i] == int32(k) && open[i] == 0 {
				chosen[i] = 0
			}
		}
	}
}

func (w *replyWorker) carryOut(r *response, o *reply, rows, some []int32) {
	d := w.supplier
	for k := range o.changes {
		w.perform(d, r, &o.changes[k], some, d.local, nil)
	}
	w.perform(d, r, &o.regular, some, d.local, nil)
	for _, i := range some {
		d.mode[rows[i]] = int32(o.next)
	}
}

// value is the least present cost from period t on, from where the explored paths stood at its start, with these decisions of the
// customer; the factors of t are in the block.
func (e *explorer) value(w *replyWorker, t, from int, turns []int32) *fault {
	d := w.supplier
	copy(d.mode, e.modes[t][from:from+blockRows])
	for k := range d.done {
		copy(d.done[k], e.done[t][k][from:from+blockRows])
	}
	d.view.look(t, w.walk.block)
	discount := e.s.p.SwitchDiscount(model.Supplier, t)
	for _, g := range w.byReply(d, turns) {
		n := &e.s.chapters[t].turns[int(g.Key)/d.modes]
		r := n.responses[int(g.Key)%d.modes]
		if f := w.run(r.kernel, g.Rows); f != nil {
			return f
		}
		d.gather(g.Rows)
		for _, row := range g.Rows {
			w.target[row] = 0
		}
		for k := range r.before {
			w.perform(d, r, &r.before[k], w.sorter.All[:len(g.Rows)], d.local, nil)
			for i, row := range g.Rows {
				w.target[row] += float64(discount * d.spent[i])
			}
		}
		w.cheapest(t, n, r, g.Rows)
	}
	return nil
}

// cheapest adds the cost of the best option.
func (w *replyWorker) cheapest(t int, n *turn, r *response, rows []int32) {
	d := w.supplier
	if len(r.options) == 1 {
		for i, v := range w.try(t, d, n, r, &r.options[0], rows) {
			w.target[rows[i]] += v
		}
		return
	}
	w.chooseReply(t, d, n, r, rows)
	for i, row := range rows {
		w.target[row] += d.best[i]
	}
}

// each runs work on every chunk.
func (e *explorer) each(ctx context.Context, work func(w *replyWorker, first int) error) error {
	return eachChunk(ctx, len(e.workers), e.n, func(k, first int) error { return work(e.workers[k], first) })
}
