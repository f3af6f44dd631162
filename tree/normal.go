package tree

import "math"

// A normal row is the density at the nodes, normalised. On equally spaced nodes that is the trapezoidal rule, whose error for smooth
// functions falls like exp(-2π²R²) in the number R of nodes per standard deviation: mean and variance are right to the last digit
// from R = 2. With the mean at a distance f from a node, exp(-(k-f)²/2R²) is, but for a factor that normalising takes away,
// exp(-k²/2R²)·exp(f/R²)^k: all rows of a standard deviation are tilts of one curve.

// fill makes the rows from the nodes -from..from, own apart and with a shift, to those with spacing h of -to..to.
func (b *board) fill(h, own, shift float64, part breadth, from, to int) rowset {
	pace, offset := own/h, shift/h
	if part.sd /= h; h > 0 && pace == 1 && float64(part.reach*part.sd) >= 0.5 { // some node is within reach
		return b.shifts(offset, part, from, to)
	}
	rows := b.rows(2*from + 1)
	if h == 0 {
		for i := range rows {
			rows[i] = row{0, 1, certain}
		}
		return newRowset(rows)
	}
	for i := range rows {
		if mean := float64(float64(i-from)*pace) + offset; part.sd == 0 {
			rows[i] = b.point(mean, to)
		} else {
			rows[i] = b.normal(mean, part, to)
		}
	}
	return newRowset(rows)
}

// fresh is the share of the rows that fill makes anew; the others are shifts of one row.
func fresh(pace float64, from int) float64 {
	if pace != 1 {
		return 1
	}
	return 1 / float64(2*from+1)
}

// breadth is the standard deviation of a normal row and the number of these that it extends.
type breadth struct{ sd, reach float64 }

// window is the nodes within reach of a mean.
func (p breadth) window(mean float64) (lo, hi int) {
	wide := float64(p.reach * p.sd)
	return int(math.Ceil(mean - wide)), int(math.Floor(mean + wide))
}

// normal is the normal distribution on nodes -half..half. Mean and breadth are in nodes, the mean counted from the middle one.
func (b *board) normal(mean float64, part breadth, half int) row {
	lo, hi := part.window(mean)
	lo, hi = max(-half, lo), min(half, hi)
	if lo > hi {
		return beyondEdge(mean, half)
	}
	w, sum := b.density(mean, part.sd, lo, hi)
	return row{lo + half, 1 / sum, w}
}

// beyondEdge is the row of a mean that nothing is within reach of.
func beyondEdge(mean float64, half int) row {
	edge := min(max(int(math.Round(mean)), -half), half)
	return row{edge + half, 1, certain}
}

// shifts are normal rows with means that are one node apart, the middle one's at offset: cuts of one row. Most are all of it. They are
// ordered, for a cut of what is moved one node up neither begins nor ends before, and what has left the grid is all at an edge.
func (b *board) shifts(offset float64, part breadth, from, to int) rowset {
	s, count := b.strip(offset, part), 2*from+1
	cut := func(i int) row {
		shift := i - from
		lo, hi := max(s.first, -to-shift), min(s.last, to-shift)
		if lo > hi {
			return beyondEdge(float64(shift)+offset, to)
		}
		return row{lo + shift + to, s.scale(lo, hi), s.weights[lo-s.first : hi-s.first+1]}
	}
	lo, hi := max(0, from-to-s.first), min(count, from+to-s.last+1)
	if lo >= hi {
		lo, hi = 0, 1
	}
	list := b.rows(count - (hi - lo) + 1)
	for k := range list {
		if k <= lo {
			list[k] = cut(k)
		} else {
			list[k] = cut(k + hi - lo - 1)
		}
	}
	return rowset{list, lo, hi, count, true}
}

// strip is weights at nodes first..last that rows are cut from, with the sums of those before a place and of those from it on, each
// taken from its small end.
type strip struct {
	first, last          int
	weights, left, right []float64
	whole                float64
}

// strip is the normal row with a mean and all its reach.
func (b *board) strip(mean float64, part breadth) strip {
	s := strip{}
	if s.first, s.last = part.window(mean); s.first > s.last {
		return s
	}
	s.weights, s.whole = b.density(mean, part.sd, s.first, s.last)
	n := len(s.weights)
	s.left, s.right = b.line(n+1), b.line(n+1)
	s.accumulate()
	s.whole = 1 / s.whole
	return s
}

// accumulate fills the sums.
func (s *strip) accumulate() {
	n := len(s.weights)
	s.left[0], s.right[n] = 0, 0
	for k, w := range s.weights {
		s.left[k+1] = s.left[k] + w
		s.right[n-1-k] = s.right[n-k] + s.weights[n-1-k]
	}
}

// scale makes the weights lo..hi sum to 1.
func (s *strip) scale(lo, hi int) float64 {
	switch {
	case lo > s.first && hi < s.last:
		return 1 / total(s.weights[lo-s.first:hi-s.first+1])
	case lo > s.first:
		return 1 / s.right[lo-s.first]
	case hi < s.last:
		return 1 / s.left[hi-s.first+1]
	}
	return s.whole
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
