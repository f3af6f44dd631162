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
	locks             [][]lock // the guards that open[m] is made of
	sign              float64
	doors             []place // where any of them goes over
	kinks             func(p place) []mark
}

// newOptions has room for n.
func newOptions(n int) options {
	columns, numbers := make([][]float64, 4*n), make([]float64, n)
	part := func(k int) [][]float64 { return columns[k*n : k*n : (k+1)*n] }
	return options{base: part(0), extra: part(1), open: part(2), chance: part(3), shift: numbers[:0], locks: make([][]lock, 0, n), sign: 1}
}

func (o *options) add(base, extra, open []float64, shift float64, locks []lock) {
	o.base, o.extra, o.open = append(o.base, base), append(o.extra, extra), append(o.open, open)
	o.shift, o.locks = append(o.shift, shift), append(o.locks, locks)
}

func (o *options) at(m, node int) float64 {
	v := o.base[m][node] + o.shift[m]
	if o.extra[m] != nil {
		v += o.extra[m][node]
	}
	return o.sign * v
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

// changes adds the changes of decision on the way from nodes lo..hi-1 to the next, once best is known everywhere.
func (o *options) changes(list []change, g geometry, best []uint16, lo, hi int) []change {
	for axis, s := range g.stride {
		end := min(hi, len(best)-s)
		for _, p := range o.doorsIn(axis, lo, end) {
			list = o.passage(list, g, p, int(best[p.node]), int(best[p.node+s]))
		}
		for node := lo; node < end; node++ {
			if node += vector.Same(best[node:end], best[node+s:]); node == end || !g.holds(node, axis, 0, 1) {
				continue
			}
			a, b, p := int(best[node]), int(best[node+s]), place{node, axis}
			if o.isOpen(b, node) && o.isOpen(a, node+s) && !o.isDoor(p) {
				list = o.passage(list, g, p, a, b)
			}
		}
	}
	return list
}

// mix adds what mixtures are worth.
func (o *options) mix(mixes []mix, v []float64) {
	for _, m := range mixes {
		node := int(m.node)
		v[node] += float64(m.share * (o.at(int(m.to), node) - o.at(int(m.from), node)))
	}
}

// blend adds the mixtures beside some changes.
func (o *options) blend(mixes []mix, g geometry, list []change) []mix {
	for _, c := range list {
		mixes = o.weigh(mixes, g, c)
	}
	return mixes
}

// weigh adds the mixtures beside a change: the nodes of its stencil get a share of the option behind it.
func (o *options) weigh(mixes []mix, g geometry, c change) []mix {
	slope := func(node int) float64 { return o.at(int(c.to), node) - o.at(int(c.from), node) }
	if c.edge != nil {
		slope = func(node int) float64 { return c.edge[node] }
	}
	weights := c.weights(c.at)
	for i := range c.last - c.first + 1 {
		w, node := weights[i], c.node+(c.first+i)*g.stride[c.axis]
		if w = float64(w * g.slant(slope, node, c.axis)); w-w == 0 && w != 0 {
			mixes = append(mixes, mix{int32(node), c.from, c.to, w})
		}
	}
	return mixes
}

// tie is the part of a gap that is none.
const tie = 1e-9
