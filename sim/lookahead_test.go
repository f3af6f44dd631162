package sim

import (
	"math"
	"testing"
)

// Averaged over its shifts a grid gives the mean of a straight line to rounding, and that of an exponential but for what is said to be missed.
func TestGridReachesTheTails(t *testing.T) {
	const shifts = 1 << 10
	for _, c := range []struct {
		name       string
		f          func(z float64) float64
		want, miss float64
	}{
		{"line", func(z float64) float64 { return 3 + 2*z }, 3, 1e-13},
		{"square", func(z float64) float64 { return z * z }, 1, 4e-9},
		{"grows by 0.1", func(z float64) float64 { return math.Exp(.1 * z) }, math.Exp(.005), missed(.1)},
		{"grows by 0.3", func(z float64) float64 { return math.Exp(.3 * z) }, math.Exp(.045), missed(.3)},
		{"grows by 1", func(z float64) float64 { return math.Exp(z) }, math.Exp(.5), missed(1)},
	} {
		mean := 0.0
		for k := range shifts {
			start, weight := gridWeights((float64(k) + .5) / shifts)
			for i, w := range weight {
				mean += w / gridSize / shifts * c.f(start+float64(i)*gridStep)
			}
		}
		if off := math.Abs(mean/c.want - 1); off > c.miss+1e-13 {
			t.Errorf("%s: mean %.15g, want %.15g: off by %.2g, want %.2g", c.name, mean, c.want, off, c.miss)
		}
	}
}
