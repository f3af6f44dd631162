package oracle

import (
	"testing"

	"ips2/internal/random"
)

// SciPy's Sobol sequence has the same polynomials and direction numbers: every digit must agree.
func TestSobolAgreesWithSciPy(t *testing.T) {
	var want [][]float64
	Script(t, "sobol.py", &want)
	for i, point := range want {
		for d, x := range point {
			if got := float64(random.Sobol(uint32(i), d)) / (1 << 32); got != x {
				t.Fatalf("coordinate %d of point %d is %g, SciPy says %g", d, i, got, x)
			}
		}
	}
}
