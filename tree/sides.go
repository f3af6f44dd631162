package tree

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Where a decision changes beside a kink or a jump of what it brings, both are corrected at the nodes around them, and shares of nodes
// must not be multiplied by shares: one is corrected at the nodes on its own side of the other, the other at those on its side. A
// decision that changes behind a kink is mixed at the nodes behind, and the kink is smoothed at the nodes before it. Decisions go by
// the amounts as they are at the nodes.

// spot is a kink of amounts in a place.
type spot struct {
	bend *bend
	fork *fork
	cut  int
}

func (s spot) at() float64 { return s.fork.cuts[s.cut].at }

// findKinks tells options where their values have kinks.
func (w *worth) findKinks(opts []options) {
	a := w.amounts
	if w.known != a {
		return
	}
	if w.spots = a.spots(); len(w.spots) == 0 {
		return
	}
	w.disputed = map[stretch]bool{}
	for i := range a.bends {
		if b := &a.bends[i]; b.kind == amount {
			for k := range b.forks {
				a.steps(w.customer.lattice, w.period, b, &b.forks[k], w.customer.crew)
			}
		}
	}
	for k := range opts {
		if len(opts[k].base) > 1 {
			w.mark(&opts[k], k)
		}
	}
}

// spots are the kinks of amounts by place.
func (a *amounts) spots() map[place][]spot {
	spots := map[place][]spot{}
	for i := range a.bends {
		b := &a.bends[i]
		if b.kind != amount {
			continue
		}
		for k := range b.forks {
			f := &b.forks[k]
			for j, c := range f.cuts {
				p := place{c.node, c.axis}
				spots[p] = append(spots[p], spot{b, f, j})
			}
		}
	}
	return spots
}

// steps computes how far amounts step at the nodes beside a kink.
func (a *amounts) steps(l *lattice, t int, b *bend, f *fork, crew *crew) {
	f.step = make([][]float64, len(b.roots))
	for on := range 2 {
		f.visit(l, t, crew, on, func(cuts []cut, column func(k int) []float64) {
			for k := range b.roots {
				above, below := column(2*k), column(2*k+1)
				for i := range cuts {
					f.step[k] = append(f.step[k], above[i]-below[i])
				}
			}
		})
	}
}

// mark tells the options of a mode which kinks are theirs.
func (w *worth) mark(o *options, mode int) {
	has := map[*bend]bool{}
	for i := range w.amounts.bends {
		if b := &w.amounts.bends[i]; b.kind == amount {
			has[b] = w.has(b, mode) != nil
		}
	}
	stride := w.geometry().stride
	o.kinks = func(p place) []mark {
		var marks []mark
		for on := 1 - order; on < order; on++ {
			for _, s := range w.spots[place{p.node + on*stride[p.axis], p.axis}] {
				if has[s.bend] {
					marks = append(marks, mark{on, s.at(), s.bend.edge, func(m int) float64 { return w.rise(s, w.moves[mode][m]) }})
				}
			}
		}
		return marks
	}
}

// rise is how far a move steps at a kink on the way to the node behind it, as seen from there.
func (w *worth) rise(s spot, m move) float64 {
	rise, n := 0.0, len(s.fork.cuts)
	for k, root := range s.bend.roots {
		if root == m.flow || root == m.paid {
			rise += s.fork.step[k][n+s.cut]
		}
	}
	if s.bend.edge[s.fork.cuts[s.cut].node] > 0 {
		return -rise
	}
	return rise
}

func (w *worth) geometry() geometry { return w.customer.lattice.geometry(w.period) }

// step is how far the gap between two moves of a mode steps at a kink, at most, at the nodes beside it.
func (w *worth) step(s spot, mode int, c change) float64 {
	most, n := 0.0, len(s.fork.cuts)
	for _, j := range [2]int{s.cut, n + s.cut} {
		gap := 0.0
		for k, root := range s.bend.roots {
			if m := w.moves[mode][c.to]; root == m.flow || root == m.paid {
				gap += s.fork.step[k][j]
			}
			if m := w.moves[mode][c.from]; root == m.flow || root == m.paid {
				gap -= s.fork.step[k][j]
			}
		}
		most = max(most, math.Abs(gap))
	}
	return most
}

// alike is how near to each other a kink and a change that it makes are found, in parts of the way.
const alike = 1e-6

// aside is how many cells a kink may be away from a change if it is to be smoothed on the other side; if it is further away it is enough
// that the change keeps off the nodes at which the kink is smoothed.
const aside = order/2 - 1

// part decides at which nodes a change of a mode is mixed, and on which side of them the kinks beside it are smoothed. Changes in the
// place of a kink are left until those are free to decide.
func (w *worth) part(mode int, c *change, free bool) {
	g, beside := w.geometry(), w.beside(mode, c)
	if free != slices.ContainsFunc(beside, func(n neighbour) bool { return n.same }) {
		return
	}
	lo, hi, apart, gate := 1-order, order, false, c.edge != nil
	slices.SortStableFunc(beside, func(a, b neighbour) int { return cmp.Compare(a.rank(), b.rank()) })
	for _, n := range beside {
		if n.same && !gate {
			c.edge = n.bend.edge
		}
		behind := w.isBehind(n, g, c, hi <= 0 && lo <= 0)
		apart = w.meets(mode, c, n, gate) && w.turn(n, c.axis, behind) || apart
		if behind {
			hi = min(hi, n.on)
		} else {
			lo = max(lo, n.on+1)
		}
	}
	if apart {
		c.stencil = around(lo, hi)
	}
}

// turn has a kink smoothed on one side, unless another decision wants it otherwise. It tells whether it is.
func (w *worth) turn(n neighbour, axis int, behind bool) bool {
	on, key := short, n.stretch(axis)
	if behind {
		on = beyond
	}
	switch was, known := w.amounts.sides[key]; {
	case known && (was == on || was == bare):
	case known && (w.disputed[key] || !w.geometry().contrary):
		return false
	default:
		w.amounts.sides[key] = on
		w.disputed[key] = known
	}
	return true
}

// meets tells whether a kink is near enough to a change: to a guard in any case; to where two options are worth the same, which lies on
// different sides in different modes, only from node to node, and if it is great beside what the gap changes.
func (w *worth) meets(mode int, c *change, n neighbour, gate bool) bool {
	if gate {
		return -aside <= n.on && n.on <= aside
	}
	if n.on != 0 {
		return false
	}
	o, p := &w.opts[mode], place{n.fork.cuts[n.cut].node, c.axis}
	difference, change := bent(w.geometry(), p, n.at(), func(node int) float64 { return o.at(int(c.to), node) - o.at(int(c.from), node) })
	return difference > irregular*change
}

// drop leaves kinks of moves that nobody makes there as they are.
func (w *worth) drop(d *decision) {
	g, has := w.geometry(), map[*bend][][]bool{}
	for _, spots := range w.spots {
		for _, s := range spots {
			if has[s.bend] == nil {
				for k := range d.opts {
					has[s.bend] = append(has[s.bend], w.has(s.bend, k))
				}
			}
			c := s.fork.cuts[s.cut]
			if !d.takes(has[s.bend], c.node) && !d.takes(has[s.bend], c.node+g.stride[c.axis]) {
				w.amounts.sides[s.stretch(c.axis)] = bare
			}
		}
	}
}

// takes tells whether any mode takes one of its moves in question at a node.
func (d *decision) takes(has [][]bool, node int) bool {
	for k, moves := range has {
		m := 0
		if best := d.choices[k].best; best != nil {
			m = int(best[node])
		}
		if moves != nil && moves[m] {
			return true
		}
	}
	return false
}

// bare is the stencil of a kink that is left as it is.
var bare = &stencil{last: -1}

// irregular is the part of its change from node to node from which on a gap between two options counts as bent.
const irregular = 0.25

// bent is how much what comes before a place on a line and what comes behind it differ there, in value and slope together, and how much
// they change from node to node.
func bent(g geometry, p place, at float64, f func(node int) float64) (difference, change float64) {
	s := g.stride[p.axis]
	if !g.holds(p.node, p.axis, -1, 2) {
		return 0, 0
	}
	w, x, y, z := f(p.node-s), f(p.node), f(p.node+s), f(p.node+2*s)
	left, right := x-w, z-y
	difference = math.Abs((y-float64(right*(1-at)))-(x+float64(left*at))) + math.Abs(right-left)
	return difference, math.Abs(left) + math.Abs(right)
}

// neighbour is a kink of the gap between two options, so many nodes on from where one gives way to the other.
type neighbour struct {
	spot
	on   int
	same bool // place
}

// beside lists the kinks of the gap at a change around it.
func (w *worth) beside(mode int, c *change) (beside []neighbour) {
	stride := w.geometry().stride[c.axis]
	for on := 1 - order; on < order; on++ {
		for _, s := range w.spots[place{c.node + on*stride, c.axis}] {
			if w.step(s, mode, *c) > cancellation*w.scale(mode, c) {
				beside = append(beside, neighbour{s, on, math.Abs(float64(on)+s.at()-c.at) < alike})
			}
		}
	}
	return beside
}

// rank is 1 for kinks in the place of a change, which may lie on either side.
func (n neighbour) rank() int {
	if n.same {
		return 1
	}
	return 0
}

// isBehind tells whether a kink lies behind a change. One in the same place lies with the others behind the change, or on the side that it
// is smoothed on, if that is known, or to which what it compares falls, which is the same along every axis.
func (w *worth) isBehind(n neighbour, g geometry, c *change, others bool) bool {
	if !n.same {
		return float64(n.on)+n.at() > c.at
	}
	if on := w.amounts.sides[n.stretch(c.axis)]; on != nil {
		return on == beyond
	}
	node := n.fork.cuts[n.cut].node
	return others || n.bend.edge[node+g.stride[c.axis]] < n.bend.edge[node]
}

func (s spot) stretch(axis int) stretch {
	return stretch{place{s.fork.cuts[s.cut].node, axis}, s.bend.Edge}
}

// cancellation is the part of two values that their difference loses.
const cancellation = 1e-12

// scale is the size of what a change is decided by.
func (w *worth) scale(mode int, c *change) float64 {
	o := &w.opts[mode]
	return math.Abs(o.at(int(c.from), c.node)) + math.Abs(o.at(int(c.to), c.node))
}

// smooth corrects the amounts beside their kinks, once it is known where decisions change, and the values with them.
func (w *worth) smooth(ctx context.Context, d *decision) error {
	if len(w.spots) == 0 {
		return nil
	}
	a := w.amounts
	a.sides = map[stretch]*stencil{}
	w.drop(d)
	for _, free := range []bool{false, true} { // where a kink is in the place of a change either side will do
		for i, list := range d.changed {
			for j := range list {
				w.part(i%len(d.opts), &list[j], free)
			}
		}
	}
	if err := a.smooth(ctx, w.customer.lattice, w.period, w.customer.crew); err != nil {
		return err
	}
	w.add(0, len(w.ahead[0]))
	slices.Sort(a.touched)
	a.touched = slices.Compact(a.touched)
	for k := range d.opts {
		best := d.choices[k].best
		for _, node := range a.touched {
			m := 0
			if best != nil {
				m = int(best[node])
			}
			d.values[k][node] = d.opts[k].at(m, node)
		}
	}
	return nil
}
