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

// surfaces solves for all sides.
func (r *regression) surfaces() (list []*surface, rank int, condition float64) {
	coef, rank, condition := r.solve()
	for k := range r.bounds {
		list = append(list, &surface{coef: coef[k], bounds: r.bounds[k]})
	}
	return list, rank, condition
}
