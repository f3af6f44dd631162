package tree

import (
	"context"
	"math"

	"ips2/model"
)

// waver takes the decisions of a customer that is not optimal: at every node each move with a chance, given (options.chance) or
// by its value. v gets the mean over moves, which is the value of that very policy: no bonus for what the noise might be worth.
func waver(ctx context.Context, b model.Behaviour, opts []options, v [][]float64, workers int) ([]choice, error) {
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
			choices[k].chance = o.logit(b.Theta, len(v[k]))
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

// logit gives the chances of the open options, proportional to exp(value/θ); values are taken from the best, so that nothing
// overflows.
func (o *options) logit(theta float64, nodes int) [][]float64 {
	chance := columns(len(o.base), nodes)
	for i := range nodes {
		best := math.Inf(-1)
		for m := range chance {
			if o.isOpen(m, i) {
				best = max(best, o.at(m, i))
			}
		}
		sum := 0.0
		for m := range chance {
			if o.isOpen(m, i) {
				chance[m][i] = math.Exp((o.at(m, i) - best) / theta)
				sum += chance[m][i]
			}
		}
		for m := range chance {
			chance[m][i] /= sum
		}
	}
	return chance
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
