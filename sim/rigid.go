package sim

import (
	"context"
	"math"

	"ips2/internal/random"
	"ips2/internal/stats"
)

// The best contract that is never changed is the best of several estimates. Which it is must not be found on the paths that price it, nor on
// others with all their noise: the companions' paths know what every start brings but for what their martingales leave.
//
// sure is by how many standard errors a start must fall behind to be no rival: about one in a thousand million does by chance.
const sure = 6

// contend finds the starts that may bring most if they are never changed, and drops the companions of the others.
func (f *companionFitter) contend(ctx context.Context, stream random.Stream) error {
	if err := f.calm(ctx, 0, stream); err != nil {
		return err
	}
	brings := make([]stats.Tally, len(f.rigid))
	for k, total := range f.rigid {
		brings[k] = stats.Column(total[:f.forcing.own(f.n)])
	}
	for j, c := range f.c.list {
		if c != netCost {
			brings[c.start] = stats.Column(f.rest[j][:f.forcing.own(f.n)])
			brings[c.start].Mean -= f.s.entry[c.start]
		}
	}
	low := math.Inf(-1)
	for k, b := range brings {
		if b.Mean > brings[f.best].Mean {
			f.best = k
		}
		low = math.Max(low, b.Mean-room(b))
	}
	rival := make([]bool, len(brings))
	for k, b := range brings {
		if rival[k] = b.Mean+room(b) >= low; rival[k] {
			f.rivals = append(f.rivals, k)
		}
	}
	f.c.keep(func(c companion) bool { return c == netCost || rival[c.start] })
	return nil
}

// room is how far a mean may be from what is expected, rounding included.
func room(t stats.Tally) float64 { return float64(sure*t.StdError()) + float64(ruled*math.Abs(t.Mean)) }

// keep drops all companions but some.
func (c *companions) keep(some func(c companion) bool) {
	kept := 0
	for k, one := range c.list {
		if !some(one) {
			continue
		}
		c.list[kept] = one
		for _, st := range c.stages[1:] {
			st.rests[kept], st.still[kept] = st.rests[k], st.still[k]
		}
		kept++
	}
	c.list = c.list[:kept]
	for _, st := range c.stages[1:] {
		st.rests, st.still = st.rests[:kept], st.still[:kept]
	}
}
