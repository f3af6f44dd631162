package sim

import "ips2/model"

// A target is what a path has ahead of it when the factors of a period move: the customer's mode at the start of the period, or with
// information: previous the turn that it has decided already. Its prospect is what the policy expects of it once they have moved.

// targets are those of a side.
func (w *worker) targets(d *side) []int32 {
	if w.early() {
		return d.turn[:w.walk.block.N]
	}
	return d.mode[:w.walk.block.N]
}

// target is that of a path which takes an option.
func (w *worker) target(o *option) int32 {
	if w.early() {
		return o.turn
	}
	return o.next
}

// targets is how many there are in period t. Turns that differ in nothing but the mode before are counted apart.
func targets(l *model.Ledger, t int) int {
	if !l.Problem.DecideFirst {
		return len(l.Customer.Reach[t])
	}
	n := 0
	for _, mode := range l.Customer.Reach[t] {
		n += len(l.Customer.Moves(t, mode))
	}
	return n
}

// mostTargets is how many there are in a period at most.
func (s *script) mostTargets() int {
	most := s.l.Customer.Len()
	for t := range s.chapters {
		most = max(most, len(s.chapters[t].turns))
	}
	return most
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
	if f := w.start(t+1, n.next, rows); f != nil {
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

// start writes what the policy expects of starting period t in a mode, known before the factors move, to best.
func (w *worker) start(t, mode int, rows []int32) *fault {
	if t > w.s.p.Periods {
		clear(w.best[:len(rows)])
		return nil
	}
	rank := func() *fault { return w.rank(w.s.chapters[t].choices[mode], rows) }
	if v, ok := w.view.(*remembered); ok {
		return v.once(mode, rows, w.best, rank)
	}
	return rank()
}

// settled tells that the prospect of a target is the same wherever the factors go: an option that was exercised, say. There is no
// martingale to follow.
func (w *worker) settled(t, target int) bool {
	mode := target
	if w.early() {
		n := &w.s.chapters[t].turns[target]
		if _, known := n.net.Constant(0); !known || t == w.s.p.Periods {
			return known
		}
		t, mode = t+1, n.next
	}
	c := w.s.chapters[t].choices[mode]
	only := &c.options[0]
	if len(c.options) > 1 || only.guard >= 0 {
		return false
	}
	if !w.early() {
		if _, known := c.kernel.Constant(only.value); !known {
			return false
		}
	}
	view, ok := w.view.(certain)
	return ok && view.Certain(t, int(w.target(only)))
}

// certain is a view that may know that what a target of the decisions of period t brings is one number.
type certain interface{ Certain(t, target int) bool }
