package regression

import (
	"math"

	"ips2/internal/vector"
)

// Bounds are the least and largest that a side showed, by cell. A conditional expectation lies between them; a fit need not.
type Bounds struct{ Low, High []float64 }

// Surface is a fitted function: coefficients of a shape.
type Surface struct {
	shape Shape
	coef  []float64
	Bounds
}

// Value writes the surface at points that lie in cells, within the bounds.
func (s *Surface) Value(d *Description, cell, points []int32, out []float64) {
	s.shape.combine(d, s.coef, cell, points, out)
	if len(s.Low) == 1 {
		vector.Clamp(out[:len(points)], out, s.Low[0], s.High[0])
		return
	}
	for i, r := range points {
		out[i] = min(max(out[i], s.Low[cell[r]]), s.High[cell[r]])
	}
}

// Lift adds another surface of the same shape, and takes its bounds.
func (s *Surface) Lift(o *Surface) {
	addTo(s.coef, o.coef)
	s.Bounds = o.Bounds
}

// Unbind takes the bounds away, for what is a sum of amounts that may grow without bound; but not from what showed one amount only.
func (s *Surface) Unbind() {
	if s.Single() {
		return
	}
	for c := range s.Low {
		s.Low[c], s.High[c] = math.Inf(-1), math.Inf(1)
	}
}

// Constant tells whether the side showed one amount only, by cell.
func (s *Surface) Constant() bool {
	for c := range s.Low {
		if s.Low[c] < s.High[c] {
			return false
		}
	}
	return true
}

// Single tells whether it showed one amount only.
func (b *Bounds) Single() bool {
	low, high := math.Inf(1), math.Inf(-1)
	for c := range b.Low {
		low, high = min(low, b.Low[c]), max(high, b.High[c])
	}
	return low == high
}
