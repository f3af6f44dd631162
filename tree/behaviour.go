package tree

import (
	"context"
	"math"

	"ips2/internal/vector"
	"ips2/model"
)

// waver takes the decisions of a customer that is not optimal: at every node each move with a chance, given (options.chance) or
// by its value. v gets the mean over moves, which is the value of that very policy: no bonus for what the noise might be worth.
func waver(ctx context.Context, b model.Behaviour, g geometry, opts []options, v [][]float64, workers int) ([]choice, error) {
	choices := make([]choice, len(opts))
	return choices, each(ctx, workers, len(opts), func(_, k int) error {
		o := &opts[k]
		switch {
		case len(o.base) == 1:
			for i := range v[k] {
				v[k][i] = o.at(0, i)
			}
			return nil
		case b.Given():
			choices[k].chance = copied(o.chance)
		default:
			choices[k].chance = o.logit(b.Theta, g, len(v[k]))
		}
		o.mean(choices[k].chance, v[k])
		choices[k].forget()
		return nil
	})
}

func copied(x [][]float64) [][]float64 {
	c := make([][]float64, len(x))
	for k := range x {
		c[k] = append([]float64(nil), x[k]...)
	}
	return c
}

// logit gives the chances of the open options, proportional to exp(value/θ). Where guards go over between nodes the nodes beside the
// place get a share of the chances behind it, or the jump would be placed no better than the grid.
func (o *options) logit(theta float64, g geometry, nodes int) [][]float64 {
	chance, p := columns(len(o.base), nodes), make([]float64, len(o.base))
	open := make([]bool, len(o.base))
	store := func(i int, share float64) {
		o.softmax(theta, i, open, p)
		for m := range chance {
			chance[m][i] += float64(share * p[m])
		}
	}
	for i := range nodes {
		for m := range open {
			open[m] = o.isOpen(m, i)
		}
		store(i, 1)
	}
	o.findDoors()
	for _, door := range o.doors {
		if c := o.cell(g, door); g.holds(door.node, door.axis, across.first, across.first+order-1) {
			o.soften(&c, open, store)
		}
	}
	return chance
}

// soften stores, at the nodes around a cell, the shares of what is chosen behind every guard that goes over there, instead of before it.
func (o *options) soften(c *cell, open []bool, store func(node int, share float64)) {
	before := -1.0
	for _, stop := range c.stops() {
		slope := func(node int) float64 { return stop.edge[node] }
		for i, w := range across.weights(stop.at) {
			node := c.node(way{stencil: across}, i)
			if w = float64(w * c.g.slant(slope, node, c.p.axis)); w-w != 0 {
				continue
			}
			c.opened(before, open)
			store(node, -w)
			c.opened(stop.at, open)
			store(node, w)
		}
		before = stop.at
	}
}

// softmax fills the chances at a node, of the options that are open; values are taken from the best, so that nothing overflows.
func (o *options) softmax(theta float64, node int, open []bool, p []float64) {
	best, sum := math.Inf(-1), 0.0
	for m := range p {
		if p[m] = math.Inf(-1); open[m] {
			p[m] = o.at(m, node)
		}
		best = max(best, p[m])
	}
	for m := range p {
		p[m] = vector.ExpOf((p[m] - best) / theta)
		sum += p[m]
	}
	for m := range p {
		p[m] /= sum
	}
}

// mean is the value of the options, weighed.
func (o *options) mean(chance [][]float64, v []float64) {
	for i := range v {
		sum := 0.0
		for m := range chance {
			if p := chance[m][i]; p != 0 {
				sum += float64(p * o.at(m, i))
			}
		}
		v[i] = sum
	}
}

// forget drops the columns of moves that are never made.
func (c *choice) forget() {
	for m := range c.chance {
		if zero(c.chance[m]) {
			c.chance[m] = nil
		}
	}
}
