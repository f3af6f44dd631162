package sim

// A target is what a path has ahead of it when the factors of a period move: the customer's mode at the start of the period, or with
// information: previous the turn that it has decided already. Its prospect is what the policy expects of it once they have moved.

// targets are those of a side.
func (w *worker) targets(d *side) []int32 {
	if w.early() {
		return d.turn[:w.walk.block.N]
	}
	return d.mode[:w.walk.block.N]
}

// look locates the block in period t for prospects.
func (w *worker) look(t int) {
	if w.early() {
		t++
	}
	if t <= w.s.p.Periods {
		w.view.Look(t, w.walk.block)
	}
}

// prospect writes the prospects of a target in period t to best, for rows of the block. The best option counts, whatever the customer
// takes: for a martingale any function will do.
func (w *worker) prospect(t, target int, rows []int32) *fault {
	if !w.early() {
		return w.rank(w.s.chapters[t].choices[target], rows)
	}
	n := &w.s.chapters[t].turns[target]
	if t == w.s.p.Periods {
		clear(w.best[:len(rows)])
	} else if f := w.rank(w.s.chapters[t+1].choices[n.next], rows); f != nil {
		return f
	}
	if f := w.run(n.net, rows); f != nil {
		return f
	}
	for i, v := range n.net.Column(w.scratch, 0) {
		w.best[i] += v
	}
	return nil
}

// settled tells that the prospect of a target is the same wherever the factors go: an option that was exercised, say. There is no
// martingale to follow.
func (w *worker) settled(t, target int) bool {
	if w.early() {
		return false
	}
	c := w.s.chapters[t].choices[target]
	if len(c.options) > 1 || c.options[0].guard >= 0 {
		return false
	}
	if _, known := c.kernel.Constant(c.options[0].value); !known {
		return false
	}
	certain, ok := w.view.(interface{ Certain(t, next int) bool })
	return ok && certain.Certain(t, int(c.options[0].next))
}
