package sim

import (
	"context"

	"ips2/internal/random"
)

// With information: previous (Problem.DecideFirst) a period has two halves. Both parties decide while the block still shows the
// period before; then the factors move, and the amounts of what was decided fall due. What a move is worth is then an expectation
// as a whole, its immediate amount included: surfaces belong to turns instead of next modes.

func (w *worker) early() bool { return w.s.p.DecideFirst }

// advance takes a block through period t: the sides decide when they know what they may know, and get their amounts. before, if
// not nil, is what else is decided before the factors move.
func (w *worker) advance(stream random.Stream, first uint64, t int, sides []*side, before func() *fault) *fault {
	w.drawLuck(stream, first, t)
	if !w.early() {
		if f := w.move(stream, first, t); f != nil {
			return f
		}
	}
	if f := w.decideAll(t, sides); f != nil || !w.early() {
		return f
	}
	if before != nil {
		if f := before(); f != nil {
			return f
		}
	}
	if f := w.move(stream, first, t); f != nil {
		return f
	}
	for _, d := range sides {
		if f := w.collect(t, d); f != nil {
			return f
		}
	}
	return nil
}

// move lets the factors of period t move, and the control look before and after.
func (w *worker) move(stream random.Stream, first uint64, t int) *fault {
	if w.control != nil {
		if f := w.control.expect(w, first, t); f != nil {
			return f
		}
	}
	if f := w.walk.step(stream, first, t); f != nil || w.control == nil {
		return f
	}
	return w.control.settle(w, t)
}

// decideAll lets the view look, if anybody decides, and takes the decisions of all sides.
func (w *worker) decideAll(t int, sides []*side) *fault {
	if w.s.chapters[t].decides {
		w.view.Look(t, w.walk.block)
		if w.leaning != nil {
			if f := w.leaning.look(t, w.walk.block); f != nil {
				return f
			}
		}
	}
	if w.probed != nil {
		if f := w.bend(t, w.probed); f != nil {
			return f
		}
	}
	for _, d := range sides {
		if f := w.decide(t, d); f != nil {
			return f
		}
	}
	return nil
}

// collect books the amounts of period t for decisions taken before its factors moved.
func (w *worker) collect(t int, d *side) *fault {
	for _, g := range w.sorter.By(d.turn[:w.walk.block.N]) {
		n := &w.s.chapters[t].turns[g.Key]
		if n.net.zero(0) {
			continue
		}
		if f := w.run(n.net, g.Rows); f != nil {
			return f
		}
		for i, v := range n.net.Column(w.scratch, 0) {
			d.total[g.Rows[i]] += v
		}
	}
	return nil
}

// turns numbers all turns of a period.
func turns(n int) []int {
	list := make([]int, n)
	for k := range list {
		list[k] = k
	}
	return list
}

// byMove numbers the turns by mode and move, for views.
func (c *chapter) byMove() [][]int32 {
	table := make([][]int32, len(c.choices))
	for mode, k := range c.choices {
		if k == nil {
			continue
		}
		for _, o := range k.options {
			for len(table[mode]) <= int(o.move) {
				table[mode] = append(table[mode], -1)
			}
			table[mode][o.move] = o.turn
		}
	}
	return table
}

// Worth writes what a move is expected to bring.
func (v *fittedView) Worth(mode, move int, rows []int32, out []float64) {
	if v.stage == nil {
		clear(out[:len(rows)])
		return
	}
	v.stage.surfaces[v.stage.turns[mode][move]].Value(v.lens.places, v.lens.cell, rows, out[:len(rows)])
}

// bring fills in what the turns of period t bring on the fitting paths, from its amounts on.
func (f *fitter) bring(ctx context.Context, t int) error {
	list := f.s.chapters[t].turns
	f.later = f.room(f.later, turns(len(list)))
	return f.each(ctx, func(k, from int) error {
		w := f.workers[k]
		f.load(w.walk.block, t, from)
		for id := range list {
			if bad := w.run(list[id].net, w.sorter.All[:blockRows]); bad != nil {
				return bad
			}
			next := w.chosen
			for i := range next {
				next[i] = int32(list[id].next)
			}
			f.add(from, f.later, id, list[id].net.Column(w.scratch, 0), next, f.now)
		}
		return nil
	})
}
