package regression

import "math"

// Regression collects sides on a basis: sums for the fit, bounds for its values.
type Regression struct {
	sums
	shape  Shape
	bounds []Bounds // by side
}

// New makes a regression of some sides at once on a shape in so many cells.
func New(shape Shape, cells, sides int) *Regression {
	r := &Regression{sums: shape.newSums(cells, sides), shape: shape, bounds: make([]Bounds, sides)}
	for k := range r.bounds {
		r.bounds[k] = Bounds{make([]float64, cells), make([]float64, cells)}
	}
	r.Clear()
	return r
}

// Clear forgets the observations.
func (r *Regression) Clear() {
	r.sums.clear()
	for _, b := range r.bounds {
		for c := range b.Low {
			b.Low[c], b.High[c] = math.Inf(1), math.Inf(-1)
		}
	}
}

// Add takes the first n rows of a description; sides[k][i] is what side k observes there.
func (r *Regression) Add(d *Description, cell []int32, sides [][]float64, n int) {
	r.sums.add(d, cell, sides, n)
	for k, y := range sides {
		low, high := r.bounds[k].Low, r.bounds[k].High
		for i, v := range y[:n] {
			c := cell[i]
			low[c], high[c] = min(low[c], v), max(high[c], v)
		}
	}
}

// Merge adds later observations.
func (r *Regression) Merge(o *Regression) {
	r.sums.merge(o.sums)
	for k := range r.bounds {
		for c := range r.bounds[k].Low {
			r.bounds[k].Low[c] = min(r.bounds[k].Low[c], o.bounds[k].Low[c])
			r.bounds[k].High[c] = max(r.bounds[k].High[c], o.bounds[k].High[c])
		}
	}
}

// Surfaces solves for all sides. A cell that no observation fell into takes what is known of the nearest: points one step ahead and
// other paths may come there.
func (r *Regression) Surfaces() (list []*Surface, rank int, condition float64) {
	coef, rank, condition := r.solve()
	near := r.nearest()
	for k, b := range r.bounds {
		width := len(coef[k]) / len(near)
		for c, from := range near {
			if c != from {
				copy(coef[k][c*width:(c+1)*width], coef[k][from*width:])
				b.Low[c], b.High[c] = b.Low[from], b.High[from]
			}
		}
		list = append(list, &Surface{shape: r.shape, coef: coef[k], Bounds: b})
	}
	return list, rank, condition
}

// nearest is, by cell, the nearest one with observations: itself, as a rule.
func (r *Regression) nearest() []int {
	seen := func(c int) bool {
		return c >= 0 && c < len(r.bounds[0].Low) && r.bounds[0].Low[c] <= r.bounds[0].High[c]
	}
	near := make([]int, len(r.bounds[0].Low))
	for c := range near {
		for d := range near {
			if seen(c - d) {
				near[c] = c - d
				break
			}
			if seen(c + d) {
				near[c] = c + d
				break
			}
		}
	}
	return near
}
