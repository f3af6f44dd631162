package tree

import (
	"math"
	"testing"
)

// The sum over nodes of a density from a place on, with the weights of a stencil, is the distribution function: off by a seventh power of
// the spacing, whatever the place.
func TestStencil(t *testing.T) {
	sum := func(s *stencil, h, x float64) float64 {
		node, total := int(math.Floor(x/h)), 0.0
		density := func(i int) float64 { return h * math.Exp(-float64(i)*h*float64(i)*h/2) / math.Sqrt(2*math.Pi) }
		for i := 1; i < int(12/h); i++ {
			total += density(node + i)
		}
		for i, w := range s.weights(x/h - float64(node)) {
			total += w * density(node+s.first+i)
		}
		return total
	}
	for _, c := range []struct {
		s     *stencil
		bound float64 // of the error, in powers of the spacing: B_6/6! and less, times the derivatives of the density
	}{{across, 0.02}, {beyond, 4}} {
		for _, h := range []float64{1.0 / 4, 1.0 / 8, 1.0 / 16} {
			for x := -2.0; x < 2; x += 0.0371 {
				if e := math.Abs(sum(c.s, h, x) - normal(-x)); e > c.bound*math.Pow(h, order+1)+1e-14 {
					t.Errorf("first %d, h=%g, x=%g: off by %.2g, %.2g h⁷", c.s.first, h, x, e, e/math.Pow(h, order+1))
				}
			}
		}
	}
}
