package tree

import (
	"cmp"
	"math"
	"slices"
)

// The decision along a line of nodes is piecewise: one option after the other, each up to a guard that opens or closes or to where the
// next one is worth more. From node to node there may be several pieces. The sum over nodes with the weights of a stencil is the
// integral from a place on of anything smooth, so the differences of options that follow each other add up to the integral of all
// pieces, however close to each other they begin: only, an option has to be worth something beyond its piece, where it is not open, too.

// change is where one option gives way to another.
type change struct {
	place
	at       float64 // of the way
	from, to uint16
	edge     []float64 // what passes zero there; nil: the gap between the two
	*stencil
}

// mark is a kink of what options are worth: so many nodes on, from the one before it, what passes zero there, and how far an option steps
// there, as seen from the node behind it.
type mark struct {
	on   int
	at   float64
	edge []float64
	step func(m int) float64
}

// cell is the way from a node to the next one, with the options at the nodes around it.
type cell struct {
	*options
	g     geometry
	p     place
	marks []mark
}

// way is a part of a cell without kinks and guards; those up to passed lie before it. What is worth what there is told by a stencil.
type way struct {
	from, to, passed float64
	*stencil
}

// stop is where a guard goes over or options have a kink.
type stop struct {
	at   float64
	edge []float64
}

func (o *options) cell(g geometry, p place) cell {
	c := cell{options: o, g: g, p: p}
	if o.kinks != nil {
		c.marks = o.kinks(p)
	}
	return c
}

// stops are in order, one of those in the same place.
func (c *cell) stops() []stop {
	var all []stop
	for _, locks := range c.locks {
		for i := range locks {
			for _, g := range locks[i].in(c.p) {
				all = append(all, stop{g.at, g.edge})
			}
		}
	}
	for _, m := range c.marks {
		if m.on == 0 {
			all = append(all, stop{m.at, m.edge})
		}
	}
	slices.SortStableFunc(all, func(a, b stop) int { return cmp.Compare(a.at, b.at) })
	return slices.CompactFunc(all, func(a, b stop) bool { return math.Abs(b.at-a.at) < apiece })
}

// on is the stencil of a part of the way, between the kinks before and behind it.
func (c *cell) on(from, to float64) *stencil {
	lo, hi := 1-order, order
	for _, m := range c.marks {
		if at := float64(m.on) + m.at; at < from+apiece {
			lo = max(lo, m.on+1)
		} else if at > to-apiece {
			hi = min(hi, m.on)
		}
	}
	return around(lo, hi)
}

// isOpenBehind tells whether an option is open behind a part of the way.
func (c *cell) isOpenBehind(m int, passed float64) bool {
	for i := range c.locks[m] {
		if !c.locks[m][i].behind(c.p, passed+apiece) {
			return false
		}
	}
	return true
}

// opened tells which options are open behind a part of the way.
func (c *cell) opened(passed float64, open []bool) {
	for m := range open {
		open[m] = c.isOpenBehind(m, passed)
	}
}

// best is the best option at a part of the way.
func (c *cell) best(x float64, w way) int {
	weights, best, most := w.interpolation(x), 0, 0.0
	for m := range c.base {
		if !c.isOpenBehind(m, w.passed) {
			continue
		}
		if v := c.worth(m, w, &weights); m == 0 || better(v, most) {
			best, most = m, v
		}
	}
	return best
}

// worth interpolates what an option is worth.
func (c *cell) worth(m int, w way, weights *[order]float64) float64 {
	v := 0.0
	for i := range w.last - w.first + 1 {
		v += float64(weights[i] * c.value(m, w, i))
	}
	return v
}

// value is what an option is worth at a node of a stencil. A part of the way between two kinks has the node behind both alone: there it is
// worth what it would be without the second.
func (c *cell) value(m int, w way, i int) float64 {
	v := c.at(m, c.node(w, i))
	if w.first == 1 && w.last == 1 {
		for _, k := range c.marks {
			if k.on == 0 && k.at > w.to-apiece {
				v -= float64(c.sign * k.step(m))
			}
		}
	}
	return v
}

func (c *cell) node(w way, i int) int { return c.p.node + (w.first+i)*c.g.stride[c.p.axis] }

// better leaves out what interpolation loses.
func better(v, most float64) bool { return v-most > tie*(math.Abs(v)+math.Abs(most)) }

// passage adds the changes of a cell, from the option at its first node to that at the next. Where the grid ends there are none.
func (o *options) passage(list []change, g geometry, p place, from, to int) []change {
	if !g.holds(p.node, p.axis, short.first, beyond.first+order-1) {
		return list
	}
	c := o.cell(g, p)
	stops, now, w := c.stops(), from, way{0, 1, -1, nil}
	for k := 0; ; k++ {
		last := to
		if w.to = 1; k < len(stops) {
			w.to = stops[k].at
		}
		if w.stencil = c.on(w.from, w.to); k < len(stops) {
			last = c.best(w.to, w)
		}
		list = c.meet(list, now, last, w, len(o.base))
		if k == len(stops) {
			return list
		}
		now, w.from, w.passed = to, w.to, w.to
		if k+1 < len(stops) || w.from < 1-apiece {
			if w.to = 1; k+1 < len(stops) {
				w.to = stops[k+1].at
			}
			w.stencil = c.on(w.from, w.to)
			now = c.best(w.from, w)
		}
		if now != last {
			list = append(list, change{p, w.from, uint16(last), uint16(now), stops[k].edge, across})
		}
	}
}

// meet adds the changes of a part of the way that begins with one option and ends with another: where they are worth the same, unless a
// third one is worth more there.
func (c *cell) meet(list []change, from, to int, w way, most int) []change {
	if from == to {
		return list
	}
	var values [order]float64
	for i := range w.last - w.first + 1 {
		values[i] = c.value(to, w, i) - c.value(from, w, i)
	}
	line := w.polynomial(&values)
	x := line.root(w.from, w.to)
	if most > 2 {
		third, weights := c.best(x, w), w.interpolation(x)
		if third != from && third != to && better(c.worth(third, w, &weights), max(c.worth(from, w, &weights), c.worth(to, w, &weights))) {
			list = c.meet(list, from, third, way{w.from, x, w.passed, w.stencil}, most-1)
			return c.meet(list, third, to, way{x, w.to, w.passed, w.stencil}, most-1)
		}
	}
	return append(list, change{c.p, x, uint16(from), uint16(to), nil, across})
}
