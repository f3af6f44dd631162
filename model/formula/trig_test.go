package formula

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Against package math, which has its own implementation, to two units in the last place of 1.
func TestTrig(t *testing.T) {
	const ulp = 0x1p-53
	r := rand.New(rand.NewPCG(7, 7))
	for range 200000 {
		x := (r.Float64() - 0.5) * math.Ldexp(1, r.IntN(30))
		if d := math.Abs(sine(x) - math.Sin(x)); d > 2*ulp {
			t.Fatalf("sin(%v) is off by %v", x, d)
		}
		if d := math.Abs(cosine(x) - math.Cos(x)); d > 2*ulp {
			t.Fatalf("cos(%v) is off by %v", x, d)
		}
	}
	for x, want := range map[float64]float64{0: 0, math.Pi / 6: 0.5, math.Pi / 2: 1, -math.Pi / 2: -1, 1e-300: 1e-300} {
		if d := math.Abs(sine(x) - want); d > 2*ulp {
			t.Errorf("sin(%v) = %v", x, sine(x))
		}
	}
	for _, x := range []float64{farAngle, 1e15, -1e300} {
		if s, c := sine(x), cosine(x); math.Abs(s*s+c*c-1) > 4*ulp {
			t.Errorf("at %v: %v %v", x, s, c)
		}
	}
	if finite(sine(math.Inf(1))) || finite(cosine(math.NaN())) {
		t.Error("a fault is lost")
	}
}
