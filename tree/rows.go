package tree

import (
	"slices"

	"ips2/internal/vector"
)

// row is the distribution of an axis's next node: weights of start, start+1, …, times scale.
type row struct {
	start   int
	scale   float64
	weights []float64
}

// certain are rows of one node.
var certain = []float64{1}

// same is the rows of an axis that stays.
func same(size int) []row {
	rows := make([]row, size)
	for i := range rows {
		rows[i] = row{i, 1, certain}
	}
	return rows
}

// rowset is the rows from all nodes of an axis, for one place of the axes that it reads. Those of lo..hi-1 have the same weights, each one
// node further than the last: a convolution. They are there once.
type rowset struct {
	list          []row
	lo, hi, count int
	ordered       bool // rows begin and end one behind the other, so that those which lead to a node are neighbours
}

func newRowset(rows []row) rowset {
	mid := len(rows) / 2
	shifted := func(i int) bool {
		r, m := &rows[i], &rows[mid]
		return r.start-i == m.start-mid && r.scale == m.scale && equal(r.weights, m.weights)
	}
	s := rowset{list: rows, lo: mid, hi: mid + 1, count: len(rows)}
	for ; s.lo > 0 && shifted(s.lo-1); s.lo-- {
	}
	for ; s.hi < len(rows) && shifted(s.hi); s.hi++ {
	}
	if s.hi > s.lo+1 {
		s.list = slices.Concat(rows[:s.lo+1], rows[s.hi:])
	}
	s.ordered = s.ascends()
	return s
}

// ascends looks at every row whether it begins and ends behind the one before. Of those that are there once each is a node further than
// the last, so that the first and the last of them speak for all.
func (s *rowset) ascends() bool {
	begin, end := 0, 0
	for i := 0; i < s.count; i++ {
		if i > s.lo && i < s.hi {
			i = s.hi - 1
		}
		r, start := s.at(i)
		if start < begin || start+len(r.weights) < end {
			return false
		}
		begin, end = start, start+len(r.weights)
	}
	return true
}

// at is the row from one node, and where it starts.
func (s *rowset) at(i int) (r *row, start int) {
	switch {
	case i < s.lo:
		r = &s.list[i]
	case i < s.hi:
		r = &s.list[s.lo]
		return r, r.start + i - s.lo
	default:
		r = &s.list[i-s.hi+s.lo+1]
	}
	return r, r.start
}

// rowsets divides rows by the places of the axes that are read.
func rowsets(rows []row, from int) []rowset {
	var sets []rowset
	for part := range slices.Chunk(rows, from) {
		sets = append(sets, newRowset(part))
	}
	return sets
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

// still tells whether nothing moves.
func (s *rowset) still(to int) bool {
	from := s.count
	r, start := s.at(from / 2)
	return from == to && s.hi-s.lo == from && start == from/2 && len(r.weights) == 1 && float64(r.weights[0]*r.scale) == 1
}

func scale(x []float64, by float64) {
	if by == 1 {
		return
	}
	for i := range x {
		x[i] *= by
	}
}

// push writes the adjoint of the rows: probabilities go forward.
func (s *rowset) push(in, out []float64, inner int, b *board) {
	if inner >= fewestLines && s.ordered {
		s.collect(in, out, inner, b)
		return
	}
	clear(out)
	for i := range s.count {
		r, start := s.at(i)
		if inner == 1 {
			spread(float64(in[i]*r.scale), r.weights, out[start:])
			continue
		}
		for j, w := range r.weights {
			spread(float64(w*r.scale), in[i*inner:(i+1)*inner], out[(start+j)*inner:])
		}
	}
}

// fewestLines is the values of a line from which on it pays to look up the weights that lead to it.
const fewestLines = 16

// collect is push with every line of out as a combination of lines of in, of rows that are ordered.
func (s *rowset) collect(in, out []float64, inner int, b *board) {
	lo, hi := 0, 0
	for j := range len(out) / inner {
		for ; hi < s.count; hi++ {
			if _, start := s.at(hi); start > j {
				break
			}
		}
		for ; lo < hi; lo++ {
			if r, start := s.at(lo); start+len(r.weights) > j {
				break
			}
		}
		b.sums = b.sums[:0]
		for i := lo; i < hi; i++ {
			r, start := s.at(i)
			b.sums = append(b.sums, float64(r.weights[j-start]*r.scale))
		}
		vector.Combine(out[j*inner:(j+1)*inner], b.sums, in[lo*inner:], inner)
	}
}

// spread adds w times x to y.
func spread(w float64, x, y []float64) {
	if w != 0 {
		vector.AddScaled(y[:len(x)], x, w)
	}
}
