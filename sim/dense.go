package sim

import (
	"fmt"
	"math"

	"ips2/internal/stats"
	"ips2/internal/vector"
)

// dense are global functions of standardised coordinates: products and hinges, made one from another. They serve where there are too
// many coordinates for hats.
type dense struct {
	mean, scale []float64 // by coordinate
	terms       []term    // of functions 1+len(mean) on; before them the constant and the coordinates
}

// term is a function made from earlier ones: the product of two, or what one is beyond a point.
type term struct {
	of, by int // by 0: a hinge
	beyond float64
}

// hingeCount is how many kinks a coordinate gets.
const hingeCount = 3

// newDense standardises by a sample, and follows a recipe as far as so many functions go.
func newDense(sample [][]float64, r recipe, most int) *dense {
	d := &dense{}
	for _, z := range sample {
		t := stats.Column(z)
		scale := 0.0 // a coordinate that does not vary says nothing
		if sd := math.Sqrt(t.Variance()); sd > 1e-12*math.Abs(t.Mean) {
			scale = 1 / sd
		}
		d.mean, d.scale = append(d.mean, t.Mean), append(d.scale, scale)
	}
	for ; r.degree > 1; r.degree-- {
		d.terms = nil
		if d.cook(sample, r); d.width() <= most {
			return d
		}
	}
	d.terms = nil
	return d
}

// cook adds the products and hinges of a recipe.
func (d *dense) cook(sample [][]float64, r recipe) {
	d.monomials(r.lead, r.degree)
	for a := r.lead; a < r.paired; a++ {
		for b := a; b < r.paired; b++ {
			d.add(term{of: 1 + a, by: 1 + b})
		}
	}
	for _, k := range r.kinked {
		knots := newKnots(sample[k], hingeCount+2)
		if knots == nil {
			continue
		}
		for _, x := range knots.at[1 : len(knots.at)-1] {
			hinge := d.add(term{of: 1 + k, beyond: (x - d.mean[k]) * d.scale[k]})
			for b := 0; b < r.paired && r.degree > 2; b++ {
				d.add(term{of: hinge, by: 1 + b})
			}
		}
	}
}

// monomials adds the products of the leading coordinates.
func (d *dense) monomials(lead, degree int) {
	type monomial struct{ at, last int }
	level := make([]monomial, lead)
	for k := range level {
		level[k] = monomial{1 + k, k}
	}
	for range degree - 1 {
		var next []monomial
		for _, m := range level {
			for k := m.last; k < lead; k++ {
				next = append(next, monomial{d.add(term{of: m.at, by: 1 + k}), k})
			}
		}
		level = next
	}
}

// add appends a function and tells its number.
func (d *dense) add(t term) int {
	d.terms = append(d.terms, t)
	return d.width() - 1
}

func (d *dense) name() string {
	return fmt.Sprintf("%d functions of %d features", d.width(), len(d.mean))
}

func (d *dense) width() int { return 1 + len(d.mean) + len(d.terms) }

func (d *dense) describe(to *description, z [][]float64, n int) {
	f := to.feature
	fill(f[0][:n], 1)
	for k := range d.mean {
		vector.Standardize(f[1+k][:n], z[k], d.mean[k], d.scale[k])
	}
	for k, t := range d.terms {
		out := f[1+len(d.mean)+k][:n]
		if t.by > 0 {
			vector.Product(out, f[t.of], f[t.by])
		} else {
			vector.Beyond(out, f[t.of], t.beyond)
		}
	}
}

func (d *dense) combine(from *description, coef []float64, cell, points []int32, out []float64) {
	w, n := d.width(), len(points)
	if n == 0 {
		return
	}
	if rows := int(points[n-1]) + 1; len(coef) == w && n >= rows/worthwhile { // one cell: all rows in columns
		all := out[:n]
		if n < rows {
			all = from.all[:rows]
		}
		fill(all, coef[0])
		vector.AddWeighted(all, from.feature[1:w], coef[1:])
		if n < rows {
			pick(out, all, points)
		}
		return
	}
	for i, r := range points {
		out[i] = coef[int(cell[r])*w]
	}
	for k := 1; k < w; k++ {
		f := from.feature[k]
		for i, r := range points {
			out[i] += float64(coef[int(cell[r])*w+k] * f[r])
		}
	}
}

// worthwhile is how many rows of columns take as long as one row alone.
const worthwhile = 8

// pick gathers rows, ascending.
func pick(out, from []float64, rows []int32) {
	for i, r := range rows {
		out[i] = from[r]
	}
}

func (d *dense) newSums(cells, sides int) sums {
	s := &denseSums{d: d, sides: sides, cells: make([]*tall, cells)}
	return s
}

// room is how many rows a cell collects before it reduces them.
const room = 256

// denseSums are a tall matrix per cell.
type denseSums struct {
	d     *dense
	sides int
	cells []*tall // nil where nothing was seen yet
}

func (s *denseSums) cell(c int) *tall {
	if s.cells[c] == nil {
		s.cells[c] = newTall(s.d.width(), s.sides, room)
	}
	return s.cells[c]
}

func (s *denseSums) clear() {
	for _, t := range s.cells {
		if t != nil {
			t.rows = 0
		}
	}
}

func (s *denseSums) add(d *description, cell []int32, sides [][]float64, n int) {
	p := s.d.width()
	for i := range n {
		t := s.cell(int(cell[i]))
		if t.full() {
			t.reduce()
		}
		for k := range p {
			t.cols[k][t.rows] = d.feature[k][i]
		}
		for k, y := range sides {
			t.cols[p+k][t.rows] = y[i]
		}
		t.rows++
	}
}

func (s *denseSums) merge(later sums) {
	for c, t := range later.(*denseSums).cells {
		if t != nil && t.rows > 0 {
			s.cell(c).merge(t)
		}
	}
}

func (s *denseSums) solve() (coef [][]float64, rank int, condition float64) {
	p := s.d.width()
	coef, condition = make([][]float64, s.sides), 1
	for k := range coef {
		coef[k] = make([]float64, len(s.cells)*p)
	}
	for c, t := range s.cells {
		if t == nil || t.rows == 0 {
			continue
		}
		own, r, cond := t.solve()
		rank, condition = rank+r, max(condition, cond)
		for k := range own {
			copy(coef[k][c*p:], own[k])
		}
	}
	return coef, rank, condition
}
