package sim

import (
	"fmt"
	"math"

	"ips2/internal/stats"
	"ips2/internal/vector"
)

// dense are global functions of standardised coordinates: constant, linear, products of pairs, and hinges of the first coordinate.
// They serve where there are too many coordinates for hats.
type dense struct {
	mean, scale []float64 // by coordinate
	products    int       // of the first so many coordinates
	hinges      []float64 // knots of the first coordinate, standardised
}

// productCoordinates is how many coordinates are multiplied with each other; hingeCount how many kinks the first one gets.
const (
	productCoordinates = 5
	hingeCount         = 6
)

// newDense standardises by a sample; products are of the first so many coordinates.
func newDense(sample [][]float64, products int) *dense {
	d := &dense{products: min(products, len(sample), productCoordinates)}
	for _, z := range sample {
		t := stats.Column(z)
		scale := 0.0 // a coordinate that does not vary says nothing
		if sd := math.Sqrt(t.Variance()); sd > 1e-12*math.Abs(t.Mean) {
			scale = 1 / sd
		}
		d.mean, d.scale = append(d.mean, t.Mean), append(d.scale, scale)
	}
	if k := newKnots(sample[0], hingeCount+2); k != nil {
		for _, x := range k.at[1 : len(k.at)-1] {
			d.hinges = append(d.hinges, (x-d.mean[0])*d.scale[0])
		}
	}
	return d
}

func (d *dense) name() string {
	return fmt.Sprintf("%d functions of %d features", d.width(), len(d.mean))
}

func (d *dense) width() int {
	return 1 + len(d.mean) + d.products*(d.products+1)/2 + len(d.hinges)
}

func (d *dense) describe(to *description, z [][]float64, n int) {
	f := to.feature
	one := f[0][:n]
	for i := range one {
		one[i] = 1
	}
	for k := range d.mean {
		mean, scale := d.mean[k], d.scale[k]
		for i, x := range z[k][:n] {
			f[1+k][i] = (x - mean) * scale
		}
	}
	at := 1 + len(d.mean)
	for a := range d.products {
		for b := a; b < d.products; b++ {
			x, y, out := f[1+a][:n], f[1+b][:n], f[at][:n]
			for i := range out {
				out[i] = x[i] * y[i]
			}
			at++
		}
	}
	for _, h := range d.hinges {
		x, out := f[1][:n], f[at][:n]
		for i := range out {
			out[i] = max(x[i]-h, 0)
		}
		at++
	}
}

func (d *dense) combine(from *description, coef []float64, cell, points []int32, out []float64) {
	w, n := d.width(), len(points)
	if n > 0 && len(coef) == w && points[0] == 0 && int(points[n-1]) == n-1 { // one cell, and the rows in their order
		fill(out[:n], coef[0])
		for k := 1; k < w; k++ {
			vector.AddScaled(out[:n], from.feature[k][:n], coef[k])
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
