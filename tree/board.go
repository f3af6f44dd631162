package tree

import (
	"math"

	"ips2/internal/vector"
)

// A normal row is the density at the nodes, normalised. On equally spaced nodes that is the trapezoidal rule, whose error for smooth
// functions falls like exp(-2π²R²) in the number R of nodes per standard deviation: mean and variance are right to the last digit
// from R = 2. With the mean at a distance f from a node, exp(-(k-f)²/2R²) is, but for a factor that normalising takes away,
// exp(-k²/2R²)·exp(f/R²)^k: all rows of a standard deviation are tilts of one curve.

// board is what rows are made on, memory that is used again and again.
type board struct {
	weights []float64
	list    []row
	curves  map[float64]*curve // by standard deviation in nodes
	latest  *curve
	sums    []float64 // of columns, or weights of a line
	axis    *axis     // of the set that it holds
	place   int
	set     rowset
}

func newBoard() *board { return &board{curves: map[float64]*curve{}, latest: &curve{}} }

// reset takes back all rows and weights.
func (b *board) reset() { b.weights, b.list, b.axis = b.weights[:0], b.list[:0], nil }

// line lends n weights. Those lent before stay where they are.
func (b *board) line(n int) []float64 {
	if used := len(b.weights); used+n > cap(b.weights) {
		b.weights = make([]float64, 0, max(2*cap(b.weights), n))
	}
	used := len(b.weights)
	b.weights = b.weights[:used+n]
	return b.weights[used : used+n : used+n]
}

// rows lends n rows.
func (b *board) rows(n int) []row {
	if used := len(b.list); used+n > cap(b.list) {
		b.list = make([]row, 0, max(2*cap(b.list), n))
	}
	used := len(b.list)
	b.list = b.list[:used+n]
	return b.list[used : used+n : used+n]
}

// curve is exp(-k²/2R²) at nodes k = -half..half.
type curve struct {
	sd      float64
	half    int
	density []float64
}

func (b *board) curve(sd float64) *curve {
	if b.latest.sd == sd {
		return b.latest
	}
	if b.curves[sd] == nil {
		b.curves[sd] = newCurve(sd)
	}
	b.latest = b.curves[sd]
	return b.latest
}

func newCurve(sd float64) *curve {
	half := int(math.Ceil(reach*sd)) + 1
	c := &curve{sd, half, make([]float64, 2*half+1)}
	for k := range c.density {
		z := float64(k-half) / sd
		c.density[k] = float64(-z*z) / 2
	}
	vector.Exp(c.density, c.density)
	return c
}

// fill makes the rows from the nodes -from..from, own apart and with a shift, to those with spacing h of -to..to.
func (b *board) fill(rows []row, h, own, shift, sd float64, from, to int) {
	if h == 0 {
		for i := range rows {
			rows[i] = row{0, 1, certain}
		}
		return
	}
	pace, offset := own/h, shift/h
	if sd /= h; pace == 1 && sd > 0 {
		b.shifts(rows, offset, sd, from, to)
		return
	}
	for i := range rows {
		if mean := float64(float64(i-from)*pace) + offset; sd == 0 {
			rows[i] = b.point(mean, to)
		} else {
			rows[i] = b.normal(mean, sd, to)
		}
	}
}

// fresh is the share of the rows that fill makes anew; the others are shifts of one row.
func fresh(pace float64, from int) float64 {
	if pace != 1 {
		return 1
	}
	return 1 / float64(2*from+1)
}

// window is the nodes within reach of a mean.
func window(mean, sd float64) (lo, hi int) {
	wide := float64(reach * sd)
	return int(math.Ceil(mean - wide)), int(math.Floor(mean + wide))
}

// density writes what is proportional to a normal density at nodes lo..hi, of which some are within reach of the mean.
func (b *board) density(mean, sd float64, lo, hi int) (w []float64, sum float64) {
	w = b.line(hi - lo + 1)
	c, centre := b.curve(sd), math.Round(mean)
	first := lo - int(centre) + c.half
	sum = vector.Tilt(w, c.density[first:first+len(w)], vector.ExpOf((mean-centre)/float64(sd*sd)))
	return w, sum
}

// normal is the normal distribution on nodes -half..half. mean and sd are in nodes, the mean counted from the middle one.
func (b *board) normal(mean, sd float64, half int) row {
	lo, hi := window(mean, sd)
	lo, hi = max(-half, lo), min(half, hi)
	if lo > hi {
		return beyondEdge(mean, half)
	}
	w, sum := b.density(mean, sd, lo, hi)
	return row{lo + half, 1 / sum, w}
}

// beyondEdge is the row of a mean that nothing is within reach of.
func beyondEdge(mean float64, half int) row {
	edge := min(max(int(math.Round(mean)), -half), half)
	return row{edge + half, 1, certain}
}

// shifts are normal rows with means that are one node apart, the middle one's at offset: cuts of one row.
func (b *board) shifts(rows []row, offset, sd float64, from, to int) {
	first, last := window(offset, sd)
	if first > last {
		for i := range rows {
			rows[i] = beyondEdge(float64(i-from)+offset, to)
		}
		return
	}
	w, sum := b.density(offset, sd, first, last)
	left, right := b.line(len(w)+1), b.line(len(w)+1) // sums of those before and of those from a place on
	left[0], right[len(w)] = 0, 0
	for k := range w {
		left[k+1] = left[k] + w[k]
		right[len(w)-1-k] = right[len(w)-k] + w[len(w)-1-k]
	}
	for i := range rows {
		lo, hi := max(first, -to-(i-from)), min(last, to-(i-from))
		switch {
		case lo > hi:
			rows[i] = beyondEdge(float64(i-from)+offset, to)
			continue
		case lo > first && hi < last:
			sum := total(w[lo-first : hi-first+1])
			rows[i].scale = 1 / sum
		case lo > first:
			rows[i].scale = 1 / right[lo-first]
		case hi < last:
			rows[i].scale = 1 / left[hi-first+1]
		default:
			rows[i].scale = 1 / sum
		}
		rows[i].start, rows[i].weights = lo+i-from+to, w[lo-first:hi-first+1]
	}
}

// point interpolates at a mean that has no spread: cubic inside, linear next to the edge, constant beyond it.
func (b *board) point(mean float64, half int) row {
	x := min(max(mean, float64(-half)), float64(half))
	k := int(math.Floor(x))
	f := x - float64(k)
	switch {
	case f == 0:
		return row{k + half, 1, certain}
	case k == -half || k+1 == half:
		w := b.line(2)
		w[0], w[1] = 1-f, f
		return row{k + half, 1, w}
	}
	w, c := b.line(4), cubic(f)
	copy(w, c[:])
	return row{k - 1 + half, 1, w}
}

// cubic is the weights that interpolation by cubics gives the nodes -1, 0, 1 and 2 at f between 0 and 1.
func cubic(f float64) [4]float64 {
	return [4]float64{-f * (f - 1) * (f - 2) / 6, (f + 1) * (f - 1) * (f - 2) / 2, -(f + 1) * f * (f - 2) / 2, (f + 1) * f * (f - 1) / 6}
}
