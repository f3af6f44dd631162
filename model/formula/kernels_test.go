package formula

import (
	"math"
	"testing"
)

// A column may have a fault in one row: every kernel of one operand must do with it what folding does.
func TestKernelsOfOneOperandEqualTheScalar(t *testing.T) {
	inf := math.Inf(1)
	a := []float64{0, 1, -1, 0.5, 2, -inf, inf, math.NaN(), 700, -800, 1e300, -0.25, 3, 0.1, -inf, 5, 0.75, -2, 1e-310}
	for o := opAbs; o <= opCos; o++ {
		for _, n := range []int{5, len(a)} { // without faults, and with
			d := make([]float64, n)
			kernels[o](d, a[:n], nil, nil)
			for i, got := range d {
				want := scalar(o, a[i], 0, 0)
				if finite(want) != finite(got) || finite(want) && got != want {
					t.Errorf("%s of %v is %v in a column, %v alone", symbols[o], a[i], got, want)
				}
			}
		}
	}
}
