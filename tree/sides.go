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
		for on := -order / 2; on <= order/2; on++ {
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

// isBehind tells whether a kink, so many nodes on, lies behind a change. Of those in one place it is the side to which what the kink
// compares falls, which is the same along every axis.
func (s spot) isBehind(c change, on int, g geometry) (behind, same bool) {
	if d := float64(on) + s.at() - c.at; math.Abs(d) > alike {
		return d > 0, false
	}
	node := s.fork.cuts[s.cut].node
	return s.bend.edge[node+g.stride[c.axis]] < s.bend.edge[node], true
}

// alike is how near to each other a kink and a change that it makes are found, in parts of the way.
const alike = 1e-6

// aside is how many cells apart a kink and a change may be if both are to be corrected on the sides away from each other; further away
// it is enough that the change is.
const aside = order/2 - 1

// part decides on which side a change of a mode is mixed, and on which the kinks beside it are smoothed.
func (w *worth) part(mode int, c *change) {
	g := w.geometry()
	left, right := order, order
	var beside []spot
	var behind []bool
	for on := 1 - order; on < order; on++ {
		for _, s := range w.spots[place{c.node + on*g.stride[c.axis], c.axis}] {
			if !g.holds(c.node, c.axis, on, on) || !(w.step(s, mode, *c) > 1e-12*w.scale(mode, c)) {
				continue
			}
			after, same := s.isBehind(*c, on, g)
			if same && c.edge == nil {
				c.edge = s.bend.edge
			}
			if after {
				right = min(right, on)
			} else {
				left = min(left, -on)
			}
			beside, behind = append(beside, s), append(behind, after)
		}
	}
	if len(beside) == 0 {
		return
	}
	other := short
	if c.stencil = beyond; right < left {
		c.stencil, other = short, beyond
	}
	for i, s := range beside {
		on := (s.fork.cuts[s.cut].node - c.node) / g.stride[c.axis]
		if behind[i] == (right < left) && -aside <= on && on <= aside {
			key := stretch{place{s.fork.cuts[s.cut].node, c.axis}, s.bend.Edge}
			if _, known := w.amounts.sides[key]; !known {
				w.amounts.sides[key] = other
			}
		}
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
	for i, list := range d.changed {
		for j := range list {
			w.part(i%len(d.opts), &list[j])
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
