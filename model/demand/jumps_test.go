package demand

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

var sizes = map[string]Size{
	"normal": NormalSize{-0.1, 0.3}, "up": ExponentialSize{Share: 1, Up: 0.2}, "down": ExponentialSize{Share: 0, Down: 0.4},
	"both": ExponentialSize{0.3, 0.15, 0.25}, "mostly up": ExponentialSize{0.9, 0.15, 0.25},
	"fading normal": Fading(NormalSize{-0.1, 0.3}, 2), "fading up": Fading(ExponentialSize{Share: 1, Up: 0.2}, 0.4), "fading both": Fading(ExponentialSize{0.3, 0.15, 0.25}, 5),
}

// Moments of the sampled jumps: mean λm, E exp(J) = exp(λ(M(1)-1)), and the characteristic function. Limits are five standard
// errors.
func TestJumpsAreThoseOfTheirLaw(t *testing.T) {
	const n = 1 << 16
	for name, size := range sizes {
		for _, rate := range []float64{0.05, 2, 40} {
			j := &Jumps{Rate: rate, Size: size}
			state := draw(j, n)
			re, im := j.Exponent(0, 0.7)
			angle := im + 0.7*j.Mean()
			for what, c := range map[string]struct {
				f    func(float64) float64
				want float64
			}{
				"mean":   {func(x float64) float64 { return x }, j.Mean()},
				"half":   {func(x float64) float64 { return math.Exp(x / 2) }, math.Exp(rate * (size.Moment(0.5) - 1))},
				"cosine": {func(x float64) float64 { return math.Cos(0.7 * x) }, math.Exp(re) * math.Cos(angle)},
				"sine":   {func(x float64) float64 { return math.Sin(0.7 * x) }, math.Exp(re) * math.Sin(angle)},
				"none": {func(x float64) float64 {
					if x == 0 {
						return 1
					}
					return 0
				}, math.Exp(-rate)},
			} {
				if what == "half" && rate > 10 {
					continue // its variance is that of one path in a million
				}
				sum, square := 0.0, 0.0
				for _, x := range state {
					sum, square = sum+c.f(x), square+c.f(x)*c.f(x)
				}
				mean := sum / n
				if e := math.Sqrt((square/n - mean*mean) / n); math.Abs(mean-c.want) > 5*e+1e-12+2.0/n {
					t.Errorf("%s, rate %g: %s %.6g, want %.6g ± %.2g", name, rate, what, mean, c.want, e)
				}
			}
		}
	}
}

func draw(j *Jumps, n int) []float64 {
	random := rand.New(rand.NewPCG(3, 4))
	var xi [][]float64
	for _, kind := range j.noise() {
		column := make([]float64, n)
		for i := range column {
			if column[i] = random.Float64(); kind == Gauss {
				column[i] = random.NormFloat64()
			}
		}
		xi = append(xi, column)
	}
	state := make([]float64, n)
	j.add(state, xi)
	return state
}

// The inverted counts and sums against an independent implementation of the distribution functions.
func TestInversions(t *testing.T) {
	for _, u := range []float64{1e-9, 0.01, 0.3, 0.5, 0.77, 0.99, 1 - 1e-9} {
		for _, rate := range []float64{0.01, 1, 30, 100} {
			n := poisson(u, rate, math.Exp(-rate))
			law := distuv.Poisson{Lambda: rate}
			if law.CDF(float64(n)) < u-1e-12 || n > 0 && law.CDF(float64(n-1)) > u+1e-12 {
				t.Errorf("poisson(%g, %g) = %d", u, rate, n)
			}
		}
		for _, p := range []float64{0.01, 0.4, 0.6, 0.995} {
			for _, n := range []int{1, 7, 200} {
				k := binomial(n, p, u)
				law := distuv.Binomial{N: float64(n), P: p}
				if law.CDF(float64(k)) < u-1e-12 || k > 0 && law.CDF(float64(k-1)) > u+1e-12 {
					t.Errorf("binomial(%d, %g, %g) = %d", n, p, u, k)
				}
			}
		}
		for _, n := range []int{1, 2, 5, 40, 200} {
			x, law := gamma(n, u), distuv.Gamma{Alpha: float64(n), Beta: 1}
			if math.Abs(law.CDF(x)-u) > 1e-11 {
				t.Errorf("gamma(%d, %g) = %g of probability %.12g", n, u, x, law.CDF(x))
			}
		}
	}
	if n := poisson(1-0x1p-53, 100, math.Exp(-100)); n < 150 || n > 250 {
		t.Errorf("the largest uniform is %d jumps", n)
	}
}
