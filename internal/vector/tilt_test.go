package vector

import (
	"math"
	"testing"
)

// The same powers with 300 bits.
func TestTilt(t *testing.T) {
	for _, r := range []float64{1, 0.97, 1.13} {
		g, out, power, total := make([]float64, 230), make([]float64, 230), number(1), number(0)
		for k := range g {
			g[k] = 1 / float64(k+1)
		}
		sum := Tilt(out, g, r)
		for k := range g {
			want := number(0).Mul(number(g[k]), power)
			total.Add(total, want)
			if off, _ := number(0).Sub(number(0).Quo(number(out[k]), want), number(1)).Float64(); math.Abs(off) > float64(k/8+10)*0x1p-53 {
				t.Errorf("row %d at %g is off by %g of itself", k, r, off)
			}
			power.Mul(power, number(r))
		}
		if off, _ := number(0).Sub(number(0).Quo(number(sum), total), number(1)).Float64(); math.Abs(off) > 60*0x1p-53 {
			t.Errorf("the sum at %g is off by %g of itself", r, off)
		}
	}
}
