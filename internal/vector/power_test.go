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

// naturalLog keeps math.Log from subnormal numbers, which it gets wrong on amd64.
func naturalLog(x float64) float64 {
	if x > 0 && x < leastNormal {
		return math.Log(x*0x1p60) - 60*math.Ln2
	}
	return math.Log(x)
}

// Each function against its namesake in package math, over all magnitudes and what is special.
func TestOfOneNumberAgainstTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 3))
	for _, c := range []struct {
		name      string
		got, want func(float64) float64
		limit     float64
	}{
		{"log", LogOf, naturalLog, 1}, {"log2", Log2Of, math.Log2, 3}, {"log10", Log10Of, func(x float64) float64 { return naturalLog(x) / math.Ln10 }, 3}, {"expm1", Expm1Of, math.Expm1, 4},
		{"cube", func(x float64) float64 { return PowOf(x, 3) }, func(x float64) float64 { return math.Pow(x, 3) }, 0},
		{"tenth power", func(x float64) float64 { return PowOf(x, -10) }, func(x float64) float64 { return math.Pow(x, -10) }, 0},
	} {
		numbers := []float64{0, math.Copysign(0, -1), 1, -1, 1e-320, 1e-17, -1e-17, -30, -40, -745, 709.5, 710, 0x1p-1074, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN()}
		for range 100_000 {
			numbers = append(numbers, math.Exp(r.NormFloat64()*20), r.NormFloat64()*math.Ldexp(1, r.IntN(80)-70))
		}
		for _, x := range numbers {
			got, want := c.got(x), c.want(x)
			if got != want && (got == got || want == want) && !(units(got, want) <= c.limit) {
				t.Fatalf("%s of %v is %v, package math says %v", c.name, x, got, want)
			}
			if math.Signbit(got) != math.Signbit(want) && want == want {
				t.Fatalf("%s of %v has the wrong sign", c.name, x)
			}
		}
	}
}

func TestLogarithmsOfPowersAreWhole(t *testing.T) {
	for k := -307; k <= 307; k++ {
		if two, ten := Log2Of(math.Ldexp(1, k)), Log10Of(math.Pow10(k)); two != float64(k) || ten != float64(k) {
			t.Errorf("logarithms of 2^%d and 10^%[1]d are %v and %v", k, two, ten)
		}
	}
}

func TestHypotAgainstTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 4))
	ends := []float64{0, 1e-320, 1e300, -3, math.Inf(1), math.Inf(-1), math.NaN()}
	for range 10_000 {
		a, b := r.NormFloat64()*math.Ldexp(1, r.IntN(600)-300), r.NormFloat64()*math.Ldexp(1, r.IntN(600)-300)
		if k := r.IntN(20); k < len(ends) {
			a = ends[k]
		}
		got, want := HypotOf(a, b), math.Hypot(a, b)
		if got != want && (got == got || want == want) && !(units(got, want) <= 2) {
			t.Errorf("√(%v²+%v²) is %v, math.Hypot says %v", a, b, got, want)
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
