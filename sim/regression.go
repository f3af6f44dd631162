package sim

import "math"

// regression collects sides on a basis: sums for the fit, bounds for its values.
type regression struct {
	sums
	bounds []bounds // by side
}

func newRegression(b *basis, sides int) *regression {
	r := &regression{sums: b.shape.newSums(b.cells, sides), bounds: make([]bounds, sides)}
	for k := range r.bounds {
		r.bounds[k] = bounds{make([]float64, b.cells), make([]float64, b.cells)}
	}
	r.clear()
	return r
}

func (r *regression) clear() {
	r.sums.clear()
	for _, b := range r.bounds {
		for c := range b.low {
			b.low[c], b.high[c] = math.Inf(1), math.Inf(-1)
		}
	}
}

func (r *regression) add(d *description, cell []int32, sides [][]float64, n int) {
	r.sums.add(d, cell, sides, n)
	for k, y := range sides {
		low, high := r.bounds[k].low, r.bounds[k].high
		for i, v := range y[:n] {
			c := cell[i]
			low[c], high[c] = min(low[c], v), max(high[c], v)
		}
	}
}

func (r *regression) merge(o *regression) {
	r.sums.merge(o.sums)
	for k := range r.bounds {
		for c := range r.bounds[k].low {
			r.bounds[k].low[c] = min(r.bounds[k].low[c], o.bounds[k].low[c])
			r.bounds[k].high[c] = max(r.bounds[k].high[c], o.bounds[k].high[c])
		}
	}
}

// surfaces solves for all sides. A cell that no observation fell into takes what is known of the nearest: points one step ahead and
// other paths may come there.
func (r *regression) surfaces() (list []*surface, rank int, condition float64) {
	coef, rank, condition := r.solve()
	near := r.nearest()
	for k, b := range r.bounds {
		width := len(coef[k]) / len(near)
		for c, from := range near {
			if c != from {
				copy(coef[k][c*width:(c+1)*width], coef[k][from*width:])
				b.low[c], b.high[c] = b.low[from], b.high[from]
			}
		}
		list = append(list, &surface{coef: coef[k], bounds: b})
	}
	return list, rank, condition
}

// nearest is, by cell, the nearest one with observations: itself, as a rule.
func (r *regression) nearest() []int {
	seen := func(c int) bool {
		return c >= 0 && c < len(r.bounds[0].low) && r.bounds[0].low[c] <= r.bounds[0].high[c]
	}
	near := make([]int, len(r.bounds[0].low))
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
