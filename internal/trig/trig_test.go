package trig

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
		if d := math.Abs(Sin(x) - math.Sin(x)); d > 2*ulp {
			t.Fatalf("sin(%v) is off by %v", x, d)
		}
		if d := math.Abs(Cos(x) - math.Cos(x)); d > 2*ulp {
			t.Fatalf("cos(%v) is off by %v", x, d)
		}
	}
	for x, want := range map[float64]float64{0: 0, math.Pi / 6: 0.5, math.Pi / 2: 1, -math.Pi / 2: -1, 1e-300: 1e-300} {
		if d := math.Abs(Sin(x) - want); d > 2*ulp {
			t.Errorf("sin(%v) = %v", x, Sin(x))
		}
	}
	for _, x := range []float64{farAngle, 1e15, -1e300} {
		if s, c := Sin(x), Cos(x); math.Abs(s*s+c*c-1) > 4*ulp {
			t.Errorf("at %v: %v %v", x, s, c)
		}
	}
	if !math.IsNaN(Sin(math.Inf(1))) || !math.IsNaN(Cos(math.NaN())) {
		t.Error("a fault is lost")
	}
}

func TestCircle(t *testing.T) {
	for i, p := range Circle(12) {
		x := math.Pi * float64(i) / 6
		if math.Abs(p[0]-math.Cos(x)) > 1e-15 || math.Abs(p[1]-math.Sin(x)) > 1e-15 {
			t.Errorf("%d twelfths: %v", i, p)
		}
	}
}

func TestAngle(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 100000 {
		x, y := r.NormFloat64(), math.Ldexp(r.NormFloat64(), -r.IntN(60))
		if r.IntN(2) == 0 {
			x, y = y, x
		}
		if d := math.Abs(Angle(x, y) - math.Atan2(y, x)); d > 8*0x1p-53 {
			t.Fatalf("angle of (%v, %v) is off by %v", x, y, d)
		}
	}
	for _, p := range [][3]float64{{0, 0, 0}, {1, 0, 0}, {0, 2, math.Pi / 2}, {0, -3, -math.Pi / 2}, {-1, 0, math.Pi}} {
		if math.Abs(Angle(p[0], p[1])-p[2]) > 1e-15 {
			t.Errorf("angle of (%v, %v) is %v", p[0], p[1], Angle(p[0], p[1]))
		}
	}
}
