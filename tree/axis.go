package tree

import (
	"slices"

	"ips2/internal/vector"
)

// axis moves one axis from the nodes of a period to those of the next, the axes before it being already at the earlier period and
// those behind it still at the later one. As a matrix it acts on tensors of outer × (from or to) × inner values.
type axis struct {
	from, to     int // nodes before and after
	outer, inner int
	reads        []digit  // the coordinates of outer that choose a set of rows, the first most significant; none: there is one set
	sets         []rowset // nil: each is made where it is needed
	make         func(set int, b *board) rowset
	width        float64 // weights of a row, about
}

// digit is one coordinate in a number of outer.
type digit struct{ skip, size int }

// place is the set of rows that a number of outer takes.
func (a *axis) place(o int) int {
	set := 0
	for _, d := range a.reads {
		set = set*d.size + o/d.skip%d.size
	}
	return set
}

// rows are the set of rows at a number of outer. Those made on a board stay until it makes others.
func (a *axis) rows(o int, b *board) *rowset {
	set := a.place(o)
	if a.sets != nil {
		return &a.sets[set]
	}
	if b.axis != a || b.place != set {
		b.reset()
		b.axis, b.place, b.set = a, set, a.make(set, b)
	}
	return &b.set
}

// still tells whether it is the identity.
func (a *axis) still() bool { return len(a.sets) == 1 && a.sets[0].still(a.to) }

// lines is the lines of a tensor before: outer × from.
func (a *axis) lines() int { return a.outer * a.from }

// before and after are the sizes of the tensors.
func (a *axis) before() int { return a.outer * a.from * a.inner }
func (a *axis) after() int  { return a.outer * a.to * a.inner }

// expect writes the conditional expectations of lines lo..hi-1 of all columns: the rows are there, or made, once for all.
func (a *axis) expect(in, out [][]float64, lo, hi int, b *board) {
	for lo < hi {
		o := lo / a.from
		end := min(hi, (o+1)*a.from)
		if rows := a.rows(o, b); a.inner == 1 {
			a.points(rows, in, out, o, lo-o*a.from, end-o*a.from, b)
		} else {
			a.combine(rows, in, out, o, lo-o*a.from, end-o*a.from)
		}
		lo = end
	}
}

// points are lines of one value.
func (a *axis) points(rows *rowset, in, out [][]float64, o, lo, hi int, b *board) {
	b.sums = slices.Grow(b.sums[:0], len(in))
	sums := b.sums[:len(in)]
	for i := lo; i < hi; i++ {
		r, start := rows.at(i)
		to := o*a.from + i
		if i >= rows.lo && i < rows.hi {
			n := min(hi, rows.hi) - i
			for c, x := range in {
				vector.Convolve(out[c][to:to+n], r.weights, x[o*a.to+start:])
				scale(out[c][to:to+n], r.scale)
			}
			i += n - 1
			continue
		}
		vector.Dots(sums, r.weights, in, o*a.to+start)
		for c, sum := range sums {
			out[c][to] = float64(r.scale * sum)
		}
	}
}

// combine is lines of many values: column by column, so that the lines that a row combines stay in the cache for the next row.
func (a *axis) combine(rows *rowset, in, out [][]float64, o, lo, hi int) {
	for c, x := range in {
		for i := lo; i < hi; i++ {
			r, start := rows.at(i)
			line := out[c][(o*a.from+i)*a.inner:][:a.inner]
			vector.Combine(line, r.weights, x[(o*a.to+start)*a.inner:], a.inner)
			scale(line, r.scale)
		}
	}
}

// push is the adjoint of expect, at numbers lo..hi-1 of outer.
func (a *axis) push(in, out [][]float64, lo, hi int, b *board) {
	from, to := a.from*a.inner, a.to*a.inner
	for o := lo; o < hi; o++ {
		rows := a.rows(o, b)
		for c, x := range in {
			rows.push(x[o*from:(o+1)*from], out[c][o*to:(o+1)*to], a.inner, b)
		}
	}
}
