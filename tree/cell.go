package tree

import (
	"math"
	"slices"
)

// The decision along a line of nodes is piecewise: one option after the other, each up to a guard that opens or closes or to where the
// next one is worth more. From node to node there may be several pieces. The sum over nodes with the weights of a stencil is the
// integral from a place on of anything smooth, so the differences of options that follow each other add up to the integral of all
// pieces, however close to each other they begin: only, an option has to be worth something beyond its piece, where it is not open, too.

// cell is the way from a node to the next one, with the options at the nodes around it.
type cell struct {
	*options
	g     geometry
	p     place
	nodes [order]int
}

// cell fails where the grid ends.
func (o *options) cell(g geometry, p place) (cell, bool) {
	c := cell{options: o, g: g, p: p}
	if !g.holds(p.node, p.axis, across.first, across.first+order-1) {
		return c, false
	}
	for i := range c.nodes {
		c.nodes[i] = p.node + (across.first+i)*g.stride[p.axis]
	}
	return c, true
}

// way is a part of a cell between guards; those up to passed lie before it.
type way struct{ from, to, passed float64 }

// gates are where guards go over, one of those in the same place.
func (c *cell) gates() []gate {
	var all []gate
	for _, locks := range c.locks {
		for i := range locks {
			all = append(all, locks[i].in(c.p)...)
		}
	}
	slices.SortStableFunc(all, gate.compare)
	return slices.CompactFunc(all, func(a, b gate) bool { return a.at == b.at })
}

// opened tells which options are open behind a part of the way.
func (c *cell) opened(passed float64, open []bool) {
	for m := range open {
		open[m] = c.isOpenBehind(m, passed)
	}
}

func (c *cell) isOpenBehind(m int, passed float64) bool {
	for i := range c.locks[m] {
		if !c.locks[m][i].behind(c.p, passed) {
			return false
		}
	}
	return true
}

// best is the best option at a part of the way.
func (c *cell) best(x, passed float64) int {
	weights, best, most := across.interpolation(x), 0, 0.0
	for m := range c.base {
		if !c.isOpenBehind(m, passed) {
			continue
		}
		if v := c.worth(m, &weights); m == 0 || better(v, most) {
			best, most = m, v
		}
	}
	return best
}

// worth interpolates what an option is worth.
func (c *cell) worth(m int, weights *[order]float64) float64 {
	v := 0.0
	for i, w := range weights {
		v += float64(w * c.at(m, c.nodes[i]))
	}
	return v
}

// better leaves out what interpolation loses.
func better(v, most float64) bool { return v-most > tie*(math.Abs(v)+math.Abs(most)) }

// passage adds the mixtures of a cell in which guards go over, from the option at its first node to that at the next.
func (o *options) passage(mixes []mix, g geometry, p place, from, to int) []mix {
	c, ok := o.cell(g, p)
	if !ok {
		return mixes
	}
	gates, now, w := c.gates(), from, way{0, 1, -1}
	for k := 0; ; k++ {
		last := to
		if w.to = 1; k < len(gates) {
			w.to = gates[k].at
			last = c.best(w.to, w.passed)
		}
		mixes = c.meet(mixes, now, last, w, len(o.base))
		if k == len(gates) {
			return mixes
		}
		w.from, w.passed, now = w.to, w.to, to
		if k+1 < len(gates) || w.from < 1 {
			now = c.best(w.from, w.passed)
		}
		if now != last {
			mixes = o.change(mixes, g, p, last, now, flank{across, w.from, false}, gates[k].slope)
		}
	}
}

// meet adds the mixtures of a part of the way that begins with one option and ends with another: where they are worth the same, unless a
// third one is worth more there.
func (c *cell) meet(mixes []mix, from, to int, w way, most int) []mix {
	if from == to {
		return mixes
	}
	gap := func(node int) float64 { return c.at(to, node) - c.at(from, node) }
	var values [order]float64
	for i, node := range c.nodes {
		values[i] = gap(node)
	}
	line := across.polynomial(&values)
	x := line.root(w.from, w.to)
	if most > 2 {
		third, weights := c.best(x, w.passed), across.interpolation(x)
		if third != from && third != to && better(c.worth(third, &weights), max(c.worth(from, &weights), c.worth(to, &weights))) {
			mixes = c.meet(mixes, from, third, way{w.from, x, w.passed}, most-1)
			return c.meet(mixes, third, to, way{x, w.to, w.passed}, most-1)
		}
	}
	return c.change(mixes, c.g, c.p, from, to, flank{across, x, false}, gap)
}
