package regression

import "ips2/internal/vector"

// Hats are the piecewise linear functions on no, one or two axes (their products on two): local, so that their normal equations
// are banded and well conditioned, and free of the swings of polynomials at the kinks of a contract.
type Hats struct{ axes []*knots }

// NewHats puts at most so many knots on each axis by a sample and its core. Axes that do not vary are left out: kept are the others.
func NewHats(sample, core [][]float64, most int) (h *Hats, kept []int) {
	h = &Hats{}
	for k, z := range sample {
		if a := newKnots(z, core[k], most); a != nil {
			h.axes, kept = append(h.axes, a), append(kept, k)
		}
	}
	return h, kept
}

func (h *Hats) Name() string {
	return [...]string{"means by cell", "piecewise linear", "piecewise bilinear"}[len(h.axes)]
}

func (h *Hats) Width() int {
	n := 1
	for _, a := range h.axes {
		n *= len(a.at)
	}
	return n
}

// inner is the number of functions along the last axis: the step of the first.
func (h *Hats) inner() int {
	if len(h.axes) == 2 {
		return len(h.axes[1].at)
	}
	return 1
}

func (h *Hats) Describe(d *Description, z [][]float64, n int) {
	for k, a := range h.axes {
		a.index.Locate(z[k][:n], d.places[k].At, d.places[k].Weight)
	}
}

func (h *Hats) combine(d *Description, coef []float64, cell, points []int32, out []float64) {
	n := len(points)
	if n == 0 {
		return
	}
	rows := int(points[n-1]) + 1
	switch {
	case n == rows:
		h.between(d, coef, cell, 0, out[:n])
	case n >= rows/worthwhile:
		h.between(d, coef, cell, 0, d.all[:rows])
		pick(out, d.all, points)
	default:
		for i, r := range points {
			h.between(d, coef, cell, int(r), out[i:i+1])
		}
	}
}

// between writes the values of rows that follow each other.
func (h *Hats) between(d *Description, coef []float64, cell []int32, first int, out []float64) {
	cell = cell[first:]
	switch p := d.places; len(h.axes) {
	case 0:
		for i := range out {
			out[i] = coef[cell[i]]
		}
	case 1:
		vector.Interpolate(out, coef, h.Width(), cell, p[0].From(first))
	case 2:
		vector.Interpolate2(out, coef, h.Width(), h.inner(), cell, p[0].From(first), p[1].From(first))
	}
}
