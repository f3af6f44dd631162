package tree

import (
	"math"

	"ips2/model"
)

// choice is what one mode does in one period: at each node the best of a list of options, and mixtures where the boundary
// between two of them runs through a node's cell.
type choice struct {
	best  []uint16 // by node; nil: the first everywhere
	mixes []mix    // ascending by node
}

// geometry is what the mixtures need of a lattice's level: the strides and sizes of its normal axes.
type geometry struct {
	stride, size []int
}

func (l *lattice) geometry(t int) geometry {
	v, skip := l.levels[t], len(l.finite)
	return geometry{v.stride[skip:], v.shape[skip:]}
}

// inner reports whether a node has both neighbours along every normal axis that has more than one node.
func (g geometry) inner(node int) bool {
	for k, s := range g.stride {
		if i := node / s % g.size[k]; g.size[k] > 1 && (i == 0 || i == g.size[k]-1) {
			return false
		}
	}
	return true
}

// options is the value of every option of a mode at every node: base[m] + shift[m], and extra[m] unless it is nil, where open[m] is
// not 0 or nil; sign is -1 when the least is wanted.
type options struct {
	base, extra, open [][]float64
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
		v[node] += share * gap
		for k := range tilt {
			v[node] += tilt[k] * slopes[k]
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

// scatter hands the probability p of a mode's nodes to its options: the adjoint of taking the chosen option's amount. to[m] may be
// nil if it is known that nothing goes there.
func (c *choice) scatter(g geometry, p []float64, to [][]float64) {
	if c.best == nil {
		for i, x := range p {
			to[0][i] += x
		}
		return
	}
	for i, x := range p {
		if x != 0 {
			to[c.best[i]][i] += x
		}
	}
	for _, m := range c.mixes {
		i := int(m.node)
		m.scatter(g, p[i], to[c.best[i]], to[m.other])
	}
}

func (m *mix) scatter(g geometry, x float64, best, other []float64) {
	if x == 0 {
		return
	}
	i := int(m.node)
	best[i] -= m.share * x
	other[i] += m.share * x
	for k, s := range g.stride {
		d := m.tilt[k] * x / 2
		if d == 0 {
			continue
		}
		other[i+s] += d
		other[i-s] -= d
		best[i+s] -= d
		best[i-s] += d
	}
}

// gather is what the chosen options are worth: value[m] columns in, one column out.
func (c *choice) gather(g geometry, value [][]float64, out []float64) {
	if c.best == nil {
		copy(out, value[0])
		return
	}
	for i, m := range c.best {
		out[i] = value[m][i]
	}
	for _, m := range c.mixes {
		i := int(m.node)
		best, other := value[c.best[i]], value[m.other]
		out[i] += m.share * (other[i] - best[i])
		for k, s := range g.stride {
			if m.tilt[k] != 0 {
				out[i] += m.tilt[k] / 2 * ((other[i+s] - best[i+s]) - (other[i-s] - best[i-s]))
			}
		}
	}
}

// used lists the options that the choice takes anywhere.
func (c *choice) used(n int) []bool {
	used := make([]bool, n)
	if c.best == nil {
		used[0] = true
		return used
	}
	for _, m := range c.best {
		used[m] = true
	}
	for _, m := range c.mixes {
		used[m.other] = true
	}
	return used
}
