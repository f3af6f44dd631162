package tree

import (
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
	w.spots = map[place][]spot{}
	for i := range a.bends {
		b := &a.bends[i]
		if b.kind != amount {
			continue
		}
		for k := range b.forks {
			f := &b.forks[k]
			a.steps(w.customer.lattice, w.period, b, f, w.customer.crew)
			for j, c := range f.cuts {
				p := place{c.node, c.axis}
				w.spots[p] = append(w.spots[p], spot{b, f, j})
			}
		}
	}
	if len(w.spots) == 0 {
		return
	}
	for k := range opts {
		if len(opts[k].base) > 1 {
			w.mark(&opts[k], k)
		}
	}
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
					marks = append(marks, mark{on, s.at(), s.bend.edge})
				}
			}
		}
		return marks
	}
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
	g := w.geometry()
	lo, hi, beside := 1-order, order, w.beside(mode, c)
	if free != slices.ContainsFunc(beside, func(n neighbour) bool { return n.same }) {
		return
	}
	for _, n := range beside {
		if n.same && c.edge == nil {
			c.edge = n.bend.edge
		}
		switch behind := w.isBehind(n, g, c); {
		case behind && n.on > aside:
			hi = min(hi, n.on-order/2)
		case behind:
			hi = min(hi, n.on)
			w.turn(n.spot, beyond)
		case n.on < -aside:
			lo = max(lo, n.on+1+order/2)
		default:
			lo = max(lo, n.on+1)
			w.turn(n.spot, short)
		}
	}
	c.stencil = around(lo, hi)
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
			if w.step(s, mode, *c) > rounding*w.scale(mode, c) {
				beside = append(beside, neighbour{s, on, math.Abs(float64(on)+s.at()-c.at) < alike})
			}
		}
	}
	return beside
}

// isBehind tells whether a kink lies behind a change. One in the same place lies on the side that it is smoothed on, if that is known, or
// to which what it compares falls, which is the same along every axis.
func (w *worth) isBehind(n neighbour, g geometry, c *change) bool {
	if !n.same {
		return float64(n.on)+n.at() > c.at
	}
	if on := w.amounts.sides[n.stretch(c.axis)]; on != nil {
		return on == beyond
	}
	node := n.fork.cuts[n.cut].node
	return n.bend.edge[node+g.stride[c.axis]] < n.bend.edge[node]
}

func (s spot) stretch(axis int) stretch {
	return stretch{place{s.fork.cuts[s.cut].node, axis}, s.bend.Edge}
}

// rounding is the part of two values that their difference loses.
const rounding = 1e-12

// turn has a kink smoothed on one side, unless another decision wants it otherwise.
func (w *worth) turn(s spot, on *stencil) {
	key := s.stretch(s.fork.cuts[s.cut].axis)
	if _, known := w.amounts.sides[key]; !known {
		w.amounts.sides[key] = on
	}
}

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
