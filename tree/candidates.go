package tree

import (
	"math"

	"ips2/model"
)

// options is the value of every option of a mode at every node: base[m] + shift[m], and extra[m] unless it is nil, where open[m] is
// not 0 or nil; sign is -1 when the least is wanted.
type options struct {
	base, extra, open [][]float64
	chance            [][]float64 // of a given behaviour
	shift             []float64
	gates             [][]gate // where open[m] changes
	sign              float64
}

func (o *options) add(base, extra, open []float64, shift float64, gates []gate) {
	o.base, o.extra, o.open = append(o.base, base), append(o.extra, extra), append(o.open, open)
	o.shift, o.gates = append(o.shift, shift), append(o.gates, gates)
}

func (o *options) at(m, node int) float64 {
	v := o.base[m][node] + o.shift[m]
	if o.extra[m] != nil {
		v += o.extra[m][node]
	}
	return o.sign * v
}

func (o *options) isOpen(m, node int) bool { return o.open[m] == nil || o.open[m][node] != 0 }

// pick writes the best option and its (signed) value at nodes lo..hi-1; option 0 is always open.
func (o *options) pick(best []uint16, v []float64, lo, hi int) {
	o.first(v, lo, hi)
	for m := 1; m < len(o.base); m++ {
		if o.extra[m] != nil || o.open[m] != nil {
			o.pickAny(m, best[lo:hi], v[lo:hi], lo)
			continue
		}
		base, shift, sign := o.base[m][lo:hi], o.shift[m], o.sign
		best, v := best[lo:hi][:len(base)], v[lo:hi][:len(base)]
		for i, x := range base {
			if q := sign * (x + shift); q > v[i] && model.Better(q, v[i]) {
				v[i], best[i] = q, uint16(m)
			}
		}
	}
}

// first starts with option 0.
func (o *options) first(v []float64, lo, hi int) {
	if o.extra[0] != nil || o.shift[0] != 0 || o.sign != 1 {
		for i := lo; i < hi; i++ {
			v[i] = o.at(0, i)
		}
		return
	}
	copy(v[lo:hi], o.base[0][lo:hi])
}

func (o *options) pickAny(m int, best []uint16, v []float64, lo int) {
	for i := range v {
		if q := o.at(m, lo+i); q > v[i] && o.isOpen(m, lo+i) && model.Better(q, v[i]) {
			v[i], best[i] = q, uint16(m)
		}
	}
}

// blend finds the mixtures at nodes lo..hi-1, once best is known everywhere, and corrects the values.
func (o *options) blend(g geometry, best []uint16, v []float64, lo, hi int) []mix {
	var mixes []mix
	slopes := make([]float64, len(g.stride))
	for node := lo; node < hi; node++ {
		other := o.rival(g, best, node)
		if other < 0 || !g.inner(node) || o.behind(node) || !o.slopes(g, int(best[node]), other, node, slopes) {
			continue
		}
		gap := o.at(other, node) - o.at(int(best[node]), node)
		share, tilt := cell(gap, slopes)
		if tilt == nil {
			continue
		}
		mixes = append(mixes, mix{int32(node), uint16(other), share, tilt})
		v[node] += float64(share * gap)
		for k := range tilt {
			v[node] += float64(tilt[k] * slopes[k])
		}
	}
	return mixes
}

// behind reports whether a node is at a gate, where the decision is mixed already.
func (o *options) behind(node int) bool {
	for m := range o.gates {
		if o.gated(m, node) {
			return true
		}
	}
	return false
}

// rival is the best of the options that a neighbour prefers to the node's own; -1 if all neighbours agree.
func (o *options) rival(g geometry, best []uint16, node int) int {
	own, rival := best[node], -1
	for _, s := range g.stride {
		for _, n := range [2]int{node - s, node + s} {
			if n < 0 || n >= len(best) || best[n] == own || !o.isOpen(int(best[n]), node) {
				continue
			}
			if m := int(best[n]); rival < 0 || o.at(m, node) > o.at(rival, node) {
				rival = m
			}
		}
	}
	return rival
}

// slopes are the central differences of the gap between two options; false where a guard closes one of them nearby, or where the
// gap bends too much to be taken for linear: at a kink of its own, such as that of an option's payoff at its last date.
func (o *options) slopes(g geometry, best, other, node int, slopes []float64) bool {
	gap := o.at(other, node) - o.at(best, node)
	slope, bend := 0.0, 0.0
	for k, s := range g.stride {
		slopes[k] = 0
		if g.size[k] == 1 {
			continue
		}
		for _, m := range [2]int{best, other} {
			if !o.isOpen(m, node-s) || !o.isOpen(m, node+s) {
				return false
			}
		}
		up := o.at(other, node+s) - o.at(best, node+s)
		down := o.at(other, node-s) - o.at(best, node-s)
		slopes[k] = (up - down) / 2
		slope, bend = slope+math.Abs(slopes[k]), bend+math.Abs(up+down-2*gap)
	}
	return bend <= slope
}
