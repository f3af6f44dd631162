package vector

import (
	"math"
	"math/rand/v2"
	"testing"
)

// units is how far apart two numbers are in the last place.
func units(got, want float64) float64 {
	return math.Abs(got-want) / (math.Nextafter(math.Abs(want), math.Inf(1)) - math.Abs(want))
}

// package math is an independent implementation.
func TestPowAgainstTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	for range 100_000 {
		x, y := math.Exp(r.NormFloat64()*20), r.NormFloat64()*10
		got, want := PowOf(x, y), math.Pow(x, y)
		if units(got, want) > 8+2*math.Abs(math.Log(x)) {
			t.Errorf("%v^%v is %v, math.Pow says %v", x, y, got, want)
		}
	}
	special := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 2, -3, 1.5, -1.5, 1e-310, 1e300, math.Inf(1), math.Inf(-1), math.NaN(), 1 << 54, math.MaxFloat64}
	for _, x := range special {
		for _, y := range special {
			got, want := PowOf(x, y), math.Pow(x, y)
			if got != want && (got == got || want == want) && units(got, want) > 1000 {
				t.Errorf("%v^%v is %v, math.Pow says %v", x, y, got, want)
			}
		}
	}
}

// Neither factor may leave the range of numbers where their product does not.
func TestPowNearTheEnds(t *testing.T) {
	for _, c := range [][3]float64{{1e200, 1.54, 1e308}, {1e-200, 1.53, 1e-306}, {1e-200, -1.54, 1e308}, {1e308, 0.9999999999999999, 1e308}} {
		if got := PowOf(c[0], c[1]); math.Abs(got/c[2]-1) > 1e-12 {
			t.Errorf("%v^%v is %v, want %v", c[0], c[1], got, c[2])
		}
	}
}

func TestLog1pAgainstTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 2))
	for range 100_000 {
		x := math.Ldexp(r.Float64(), r.IntN(80)-60)
		if r.IntN(2) == 0 {
			x = -math.Ldexp(r.Float64(), -r.IntN(60))
		}
		if got, want := Log1pOf(x), math.Log1p(x); units(got, want) > 4 {
			t.Errorf("log(1 + %v) is %v, math.Log1p says %v", x, got, want)
		}
	}
	for _, x := range []float64{0, math.Copysign(0, -1), -1, -2, math.Inf(1), math.Inf(-1), math.NaN(), 1e-320, math.MaxFloat64} {
		got, want := Log1pOf(x), math.Log1p(x)
		if math.Float64bits(got) != math.Float64bits(want) && (got == got || want == want) {
			t.Errorf("log(1 + %v) is %v, math.Log1p says %v", x, got, want)
		}
	}
}
