package sim

import (
	"ips2/sim/regression"
	"math"
)

// extremes are the least and the most that a mode or a target can bring from a period on. What hedged paths show does not tell them:
// a right that cannot cost anything shows small losses there, and a fit that believes them gives the right away.
type extremes struct{ low, high []float64 }

func newExtremes(n int) *extremes {
	x := &extremes{make([]float64, n), make([]float64, n)}
	for k := range x.low {
		x.low[k], x.high[k] = math.Inf(1), math.Inf(-1)
	}
	return x
}

// see starts from what a block of paths gets at once and what its targets bring at the least and at the most; later is nil after the last
// period.
func (x *extremes) see(k int, amounts []float64, targets []int32, later *extremes) {
	for i, amount := range amounts {
		low, high := amount, amount
		if later != nil {
			low, high = amount+later.low[targets[i]], amount+later.high[targets[i]]
		}
		x.low[k], x.high[k] = math.Min(x.low[k], low), math.Max(x.high[k], high)
	}
}

// take widens x by o, which starts afresh.
func (x *extremes) take(o *extremes) {
	for k := range x.low {
		x.low[k], x.high[k] = math.Min(x.low[k], o.low[k]), math.Max(x.high[k], o.high[k])
		o.low[k], o.high[k] = math.Inf(1), math.Inf(-1)
	}
}

// bound puts these extremes in the place of those that were observed.
func (x *extremes) bound(k int, b *regression.Bounds) {
	for c := range b.Low {
		if b.Low[c] <= b.High[c] {
			b.Low[c], b.High[c] = x.low[k], x.high[k]
		}
	}
}
