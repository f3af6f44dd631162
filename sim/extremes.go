package sim

import (
	"ips2/sim/regression"
	"math"
)

// extremes are the least and the most that a mode can bring from a period on, by mode. What hedged paths show does not tell them:
// a right that cannot cost anything shows small losses there, and a fit that believes them gives the right away.
type extremes struct{ low, high []float64 }

func newExtremes(modes int) *extremes {
	x := &extremes{make([]float64, modes), make([]float64, modes)}
	for k := range x.low {
		x.low[k], x.high[k] = math.Inf(1), math.Inf(-1)
	}
	return x
}

// see starts from what a block of paths gets at once in a mode and what the next mode brings at the least and at the most; later is
// nil after the last period.
func (x *extremes) see(mode int, d *side, later *extremes) {
	for i, amount := range d.total {
		low, high := amount, amount
		if later != nil {
			low, high = amount+later.low[d.mode[i]], amount+later.high[d.mode[i]]
		}
		x.low[mode], x.high[mode] = math.Min(x.low[mode], low), math.Max(x.high[mode], high)
	}
}

// take widens x by o, which starts afresh.
func (x *extremes) take(o *extremes) {
	for k := range x.low {
		x.low[k], x.high[k] = math.Min(x.low[k], o.low[k]), math.Max(x.high[k], o.high[k])
		o.low[k], o.high[k] = math.Inf(1), math.Inf(-1)
	}
}

// bound puts the extremes of a mode in the place of those that were observed.
func (x *extremes) bound(mode int, b *regression.Bounds) {
	for c := range b.Low {
		if b.Low[c] <= b.High[c] {
			b.Low[c], b.High[c] = x.low[mode], x.high[mode]
		}
	}
}
