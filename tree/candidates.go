package tree

import (
	"math"

	"ips2/internal/vector"
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

// newOptions has room for n.
func newOptions(n int) options {
	columns, numbers := make([][]float64, 4*n), make([]float64, n)
	part := func(k int) [][]float64 { return columns[k*n : k*n : (k+1)*n] }
	return options{base: part(0), extra: part(1), open: part(2), chance: part(3), shift: numbers[:0], gates: make([][]gate, 0, n), sign: 1}
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
	return float64(o.sign * v)
}

func (o *options) isOpen(m, node int) bool { return o.open[m] == nil || o.open[m][node] != 0 }

// tray is columns for the options of some nodes, used again and again.
type tray struct {
	columns [][]float64
	zeros   []float64
	copies  [vector.Copies]float64
	_       [16]byte // no two workers write to one line of the cache
}

// trayful is the numbers on a tray at a time: they are to stay in the cache.
const trayful = 1 << 15

// lay lends n columns and tells for how many nodes.
func (t *tray) lay(n int) (columns [][]float64, rows int) {
	rows = min(max(trayful/n, 64), tile)
	for len(t.columns) < n {
		t.columns, t.zeros = append(t.columns, nil), append(t.zeros, 0)
	}
	for k, c := range t.columns[:n] {
		if len(c) < rows {
			t.columns[k] = make([]float64, rows)
		}
	}
	return t.columns[:n], rows
}

// constant is a number as vector.Operate takes it, until the next one.
func (t *tray) constant(v float64) []float64 {
	for i := range t.copies {
		t.copies[i] = v
	}
	return t.copies[:]
}

// pick writes the best option and its (signed) value at nodes lo..hi-1; option 0 is always open.
func (o *options) pick(best []uint16, v []float64, lo, hi int, t *tray) {
	switch n := len(o.base); {
	case n == 1:
		o.value(0, v[lo:hi], lo, t)
	case o.plain():
		vector.Best(v[lo:hi], best[lo:hi], o.base, o.shift, lo, model.Tie)
	default:
		columns, rows := t.lay(n)
		for ; lo < hi; lo += rows {
			end := min(hi, lo+rows)
			for m, c := range columns {
				o.value(m, c[:end-lo], lo, t)
			}
			vector.Best(v[lo:end], best[lo:end], columns, t.zeros[:n], 0, model.Tie)
		}
	}
}

// value writes what an option is worth at the nodes from lo on: -Inf where it is not open.
func (o *options) value(m int, to []float64, lo int, t *tray) {
	hi := lo + len(to)
	vector.Operate(vector.Plus, to, o.base[m][lo:hi], t.constant(o.shift[m]), nil)
	if o.extra[m] != nil {
		vector.Add(to, to, o.extra[m][lo:hi])
	}
	if o.sign != 1 {
		vector.Operate(vector.Times, to, to, t.constant(o.sign), nil)
	}
	if o.open[m] != nil {
		vector.Operate(vector.Choice, to, o.open[m][lo:hi], to, t.constant(math.Inf(-1)))
	}
}

// plain tells whether all options are open and in one column.
func (o *options) plain() bool {
	for m := range o.base {
		if o.extra[m] != nil || o.open[m] != nil {
			return false
		}
	}
	return o.sign == 1
}

// blend adds the mixtures beside the boundaries that run behind nodes lo..hi-1, once best is known everywhere.
func (o *options) blend(mixes []mix, g geometry, best []uint16, seams map[place]seam, lo, hi int) []mix {
	for axis, s := range g.stride {
		end := min(hi, len(best)-s)
		for node := lo; node < end; node++ {
			if node += vector.Same(best[node:end], best[node+s:]); node == end || !g.holds(node, axis, 0, 1) {
				continue
			}
			a, b := int(best[node]), int(best[node+s])
			if o.isOpen(b, node) && o.isOpen(a, node+s) && !o.behind(node) && !o.behind(node+s) {
				mixes = o.boundary(mixes, g, place{node, axis}, a, b, seams)
			}
		}
	}
	return mixes
}

// mix adds what mixtures are worth.
func (o *options) mix(mixes []mix, v []float64) {
	for _, m := range mixes {
		node := int(m.node)
		v[node] += float64(m.share * (o.at(int(m.to), node) - o.at(int(m.from), node)))
	}
}

// boundary adds the mixtures beside a boundary where option a gives way to b.
func (o *options) boundary(mixes []mix, g geometry, p place, a, b int, seams map[place]seam) []mix {
	gap := func(node int) float64 { return o.at(b, node) - o.at(a, node) }
	slope := gap
	s, ok := seams[p]
	if ok {
		slope = func(node int) float64 { return s.edge[node] }
	}
	flank := o.flank(g, p, a, b, s.at, ok)
	before := len(mixes)
	for i, w := range flank.weights(flank.at) {
		number := flank.number(i)
		if !g.holds(p.node, p.axis, number, number) {
			return mixes[:before]
		}
		node := p.node + number*g.stride[p.axis]
		if flank.back {
			w = -w
		}
		if w = float64(w * g.slant(slope, node, p.axis)); w-w == 0 && w != 0 {
			mixes = append(mixes, mix{int32(node), uint16(a), uint16(b), w})
		}
	}
	return mixes
}

// seam is a kink of the amounts where the decision changes, too.
type seam struct {
	at   float64   // of the way
	edge []float64 // of the kink
}

// flank is how a boundary is placed: at what part of the way, and where the gap between the two options is smooth.
type flank struct {
	*stencil
	at   float64
	back bool // from the node behind the boundary to the one before it
}

// number is the i-th node of the stencil, seen from the node before the boundary.
func (s flank) number(i int) int {
	if s.back {
		return 1 - s.first - i
	}
	return s.first + i
}

// tie is the part of a gap that is none.
const tie = 1e-9

// flank is across the boundary, unless there is a seam: then the gap is smooth before it and behind it only, and the boundary is where
// either changes its sign, or the seam itself; there the smoother of the two options counts on both sides.
func (o *options) flank(g geometry, p place, a, b int, at float64, seam bool) flank {
	if !seam {
		c := o.line(g, p, a, b, flank{stencil: across})
		return flank{across, c.root(0, 1), false}
	}
	behind, before := o.line(g, p, a, b, flank{stencil: beyond}), o.line(g, p, b, a, flank{stencil: beyond, back: true})
	tie := tie * (math.Abs(behind.at(1)) + math.Abs(before.at(1)))
	switch {
	case behind.at(at) < -tie:
		return flank{beyond, behind.root(at, 1), false}
	case before.at(1-at) < -tie:
		return flank{beyond, before.root(1-at, 1), true}
	}
	one := func(m int) float64 {
		jump, _ := bent(g, p, at, func(node int) float64 { return o.at(m, node) })
		return jump
	}
	if one(a) > one(b) {
		return flank{beyond, 1 - at, true}
	}
	return flank{beyond, at, false}
}

// bent is how much what comes before a place on a line and what comes behind it differ there, in value and slope together, and how much
// they change from node to node.
func bent(g geometry, p place, at float64, f func(node int) float64) (difference, change float64) {
	s := g.stride[p.axis]
	if !g.holds(p.node, p.axis, -1, 2) {
		return 0, 0
	}
	w, x, y, z := f(p.node-s), f(p.node), f(p.node+s), f(p.node+2*s)
	left, right := x-w, z-y
	difference = math.Abs((y-float64(right*(1-at)))-(x+float64(left*at))) + math.Abs(right-left)
	return difference, math.Abs(left) + math.Abs(right)
}

// line is the gap of option b over a at the nodes of a stencil; zero if it is not all on the grid.
func (o *options) line(g geometry, p place, a, b int, s flank) polynomial {
	var values [order]float64
	for i := range values {
		number := s.number(i)
		if !g.holds(p.node, p.axis, number, number) {
			return polynomial{}
		}
		node := p.node + number*g.stride[p.axis]
		values[i] = o.at(b, node) - o.at(a, node)
	}
	return s.polynomial(&values)
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
