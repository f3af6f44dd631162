package tree

import (
	"math"

	"ips2/internal/vector"
)

// row is the distribution of an axis's next node: weights of start, start+1, …
type row struct {
	start   int
	weights []float64
}

// axis moves one axis from the nodes of a period to those of the next, the axes before it being already at the earlier period and
// those behind it still at the later one. As a matrix it acts on tensors of outer × (from or to) × inner values.
type axis struct {
	from, to     int // nodes before and after
	outer, inner int
	reads        []digit // the coordinates of outer that choose a set of rows, the first most significant; none: there is one set
	rows         []row   // sets × from
	lo, hi       int     // rows lo..hi-1 (of one set) have the same weights, each one node further than the last
	still        bool    // the identity
}

// digit is one coordinate in a number of outer.
type digit struct{ skip, size int }

// regular finds the stretch of rows that are copies of the middle one, shifted: a convolution.
func (a *axis) regular() {
	if len(a.rows) != a.from {
		return
	}
	mid := a.from / 2
	same := func(i int) bool {
		r, m := a.rows[i], a.rows[mid]
		return r.start-i == m.start-mid && equal(r.weights, m.weights)
	}
	for a.lo = mid; a.lo > 0 && same(a.lo-1); a.lo-- {
	}
	for a.hi = mid + 1; a.hi < a.from && same(a.hi); a.hi++ {
	}
	w := a.rows[mid]
	a.still = a.from == a.to && a.hi-a.lo == a.from && w.start == mid && len(w.weights) == 1
}

func equal(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	if len(a) == 0 || &a[0] == &b[0] {
		return true
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// place is the set of rows that a number of outer takes.
func (a *axis) place(o int) int {
	set := 0
	for _, d := range a.reads {
		set = set*d.size + o/d.skip%d.size
	}
	return set
}

// expect writes the conditional expectations of output lines lo..hi-1 (of outer × from), each of inner values.
func (a *axis) expect(in, out []float64, lo, hi int) {
	for lo < hi {
		o := lo / a.from
		end := min(hi, (o+1)*a.from)
		a.expectAt(o, in[o*a.to*a.inner:(o+1)*a.to*a.inner], out[o*a.from*a.inner:], lo-o*a.from, end-o*a.from)
		lo = end
	}
}

func (a *axis) expectAt(o int, in, out []float64, lo, hi int) {
	rows := a.rows[a.place(o)*a.from:]
	for i := lo; i < hi; {
		if a.inner == 1 && i >= a.lo && i < a.hi {
			end := min(hi, a.hi)
			vector.Convolve(out[i:end], rows[i].weights, in[rows[i].start:])
			i = end
			continue
		}
		r := rows[i]
		if a.inner == 1 {
			out[i] = vector.Dot(r.weights, in[r.start:])
		} else {
			combine(r.weights, in[r.start*a.inner:], out[i*a.inner:(i+1)*a.inner])
		}
		i++
	}
}

// push is the adjoint of expect for a whole column: probabilities go forward.
func (a *axis) push(in, out []float64) {
	clear(out[:a.outer*a.to*a.inner])
	for o := range a.outer {
		rows := a.rows[a.place(o)*a.from:]
		for i := range a.from {
			from := in[(o*a.from+i)*a.inner : (o*a.from+i+1)*a.inner]
			to := out[(o*a.to+rows[i].start)*a.inner:]
			if a.inner == 1 {
				spread(from[0], rows[i].weights, to)
				continue
			}
			for j, w := range rows[i].weights {
				spread(w, from, to[j*a.inner:])
			}
		}
	}
}

// fill makes the rows from the nodes -from..from, own apart and with a shift, to those with spacing h of -to..to.
func fill(rows []row, h, own, shift, sd float64, from, to int) {
	if h == 0 {
		for i := range rows {
			rows[i] = row{0, []float64{1}}
		}
		return
	}
	pace, offset := own/h, shift/h
	sd /= h
	var known row // the previous full row, shared where the next is a shift of it
	for i := range rows {
		j := i - from
		switch mean := float64(float64(j)*pace) + offset; {
		case sd == 0:
			rows[i] = pointRow(mean, to)
		case pace == 1 && len(known.weights) > 0 && whole(mean, sd, to):
			rows[i] = row{known.start + j, known.weights}
		default:
			rows[i] = normalRow(mean, sd, to)
			if pace == 1 && whole(mean, sd, to) {
				known = row{rows[i].start - j, rows[i].weights}
			}
		}
	}
}

// fresh is the share of the rows that fill makes anew, in rows of full width; the others are shifts of one row.
func fresh(pace, sd float64, from, to int) float64 {
	if pace != 1 {
		return 1
	}
	rows := float64(2*from + 1)
	shared := min(rows-1, max(0, 2*(float64(to)-reach*sd)-1))
	return (1 + trimmed*(rows-1-shared)) / rows
}

// trimmed is the mean width of rows that the edge cuts: from all to half of them.
const trimmed = 0.75

// whole reports whether a row has its full reach on the grid.
func whole(mean, sd float64, half int) bool {
	wide := float64(reach * sd)
	return mean-wide > float64(-half) && mean+wide < float64(half)
}

// normalRow is the normal distribution on a grid of 2*half+1 nodes: the density at the nodes, normalised. On equally spaced nodes
// that is the trapezoidal rule, whose error for smooth functions falls like exp(-2π²R²) in the number R of nodes per standard
// deviation: mean and variance are right to the last digit from R = 2. mean and sd are in units of the spacing, the mean counted
// from the middle node.
func normalRow(mean, sd float64, half int) row {
	wide := float64(reach * sd)
	lo := max(-half, int(math.Ceil(mean-wide)))
	hi := min(half, int(math.Floor(mean+wide)))
	if lo > hi {
		edge := min(max(int(math.Round(mean)), -half), half)
		return row{edge + half, []float64{1}}
	}
	w, sum := make([]float64, hi-lo+1), 0.0
	for k := range w {
		z := (float64(lo+k) - mean) / sd
		w[k] = -z * z / 2
	}
	vector.Exp(w, w)
	for _, p := range w {
		sum += p
	}
	for k := range w {
		w[k] /= sum
	}
	return row{lo + half, w}
}

// pointRow interpolates at a mean that has no spread: cubic inside, linear next to the edge, constant beyond it.
func pointRow(mean float64, half int) row {
	x := min(max(mean, float64(-half)), float64(half))
	k := int(math.Floor(x))
	f := x - float64(k)
	switch {
	case f == 0:
		return row{k + half, []float64{1}}
	case k == -half || k+1 == half:
		return row{k + half, []float64{1 - f, f}}
	}
	w := cubic(f)
	return row{k - 1 + half, w[:]}
}

// cubic is the weights that interpolation by cubics gives the nodes -1, 0, 1 and 2 at f between 0 and 1.
func cubic(f float64) [4]float64 {
	return [4]float64{-f * (f - 1) * (f - 2) / 6, (f + 1) * (f - 1) * (f - 2) / 2, -(f + 1) * f * (f - 2) / 2, (f + 1) * f * (f - 1) / 6}
}

// same is the rows of an axis that stays.
func same(size int) []row {
	rows, one := make([]row, size), []float64{1}
	for i := range rows {
		rows[i] = row{i, one}
	}
	return rows
}
