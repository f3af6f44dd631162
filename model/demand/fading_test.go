package demand

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
)

var plainSizes = map[string]Size{
	"normal": NormalSize{-0.1, 0.3}, "same": NormalSize{Mu: 0.4}, "up": ExponentialSize{Share: 1, Up: 0.2}, "down": ExponentialSize{Share: 0, Down: 0.4}, "both": ExponentialSize{0.3, 0.15, 0.25},
}

// What is left of a jump after a uniform time, by 200 points of Gauss's rule in the time: moments, transforms, the mean.
func TestFadingTransforms(t *testing.T) {
	for name, size := range plainSizes {
		for _, decay := range []float64{1e-6, 0.3, 2, 12} {
			s := Fading(size, decay)
			left := func(f func(left float64) float64) float64 {
				return quad.Fixed(func(u float64) float64 { return f(math.Exp(-decay * u)) }, 0, 1, 200, nil, 1)
			}
			check := func(what string, got, want float64) {
				if math.Abs(got-want) > 1e-12*(1+math.Abs(want)) {
					t.Errorf("%s, decay %g: %s %.15g, want %.15g", name, decay, what, got, want)
				}
			}
			check("mean", s.Mean(), left(func(x float64) float64 { return x * size.Mean() }))
			for _, theta := range []float64{-2, 0, 1, 2.2} {
				check("moment", s.Moment(theta), left(func(x float64) float64 { return size.Moment(theta * x) }))
				for _, omega := range []float64{0.1, 3, 40} {
					re, im := s.Transform(theta, omega)
					check("real part", re, left(func(x float64) float64 { a, _ := size.Transform(theta*x, omega*x); return a }))
					check("imaginary part", im, left(func(x float64) float64 { _, b := size.Transform(theta*x, omega*x); return b }))
				}
			}
		}
	}
	if m := Fading(plainSizes["up"], 2).Moment(5); !math.IsInf(m, 1) {
		t.Errorf("a moment that does not exist is %g", m)
	}
}

// Points integrate exp(theta·J).
func TestPoints(t *testing.T) {
	for name, size := range plainSizes {
		for _, decay := range []float64{0, 0.3, 2} {
			s := Fading(size, decay)
			for _, theta := range []float64{-1, 0, 1} {
				sum := 0.0
				for x, p := range s.Points(0.02, -20, 20) {
					sum += p * math.Exp(theta*x)
				}
				if want := s.Moment(theta); math.Abs(sum-want) > 1e-10*want {
					t.Errorf("%s, decay %g: E exp(%g J) is %.15g, want %.15g", name, decay, theta, sum, want)
				}
			}
		}
	}
}

// One yearly period of an Ornstein–Uhlenbeck process of speed 2 whose jumps come in continuous time, sampled: its mean and variance, of the
// factor and of its exponential, are those of the law in continuous time. With first two moments m and m2 of a jump, jumps add
// rate·m·(1-e^-2)/2 to the mean of the state and rate·m2·(1-e^-4)/4 to the variance. An autoregression takes them whole.
// Limits are five standard errors.
func TestYearlyJumps(t *testing.T) {
	const n, rate, speed, volatility = 1 << 17, 1.5, 2, 0.2
	moves := []bool{false, true}
	for name, m := range map[string]struct{ first, second float64 }{
		"normal": {-0.1, 0.1*0.1 + 0.3*0.3}, "same": {0.4, 0.16}, "up": {0.2, 2 * 0.04}, "down": {-0.4, 2 * 0.16}, "both": {0.3*0.15 - 0.7*0.25, 2 * (0.3*0.15*0.15 + 0.7*0.25*0.25)},
	} {
		for _, log := range []bool{false, true} {
			for _, whole := range []bool{false, true} {
				p := NewOU(2, 1.2, speed, volatility, 1, log, moves)
				if phi, drift, sigma := p.Law(1); whole {
					p = NewAR1(2, drift, phi, sigma, log, moves)
				}
				p = p.Jumping(&Jumps{Rate: rate, Size: plainSizes[name]})
				phi, drift, sigma := p.Law(1)
				keeps, squares := -math.Expm1(-speed)/speed, -math.Expm1(-2*speed)/(2*speed)
				if whole {
					keeps, squares = 1, 1
				}
				middle := phi*p.Start() + drift
				mean, variance := middle+rate*m.first*keeps, sigma*sigma+rate*m.second*squares
				if log {
					moment := func(theta float64) float64 {
						exponent := plainSizes[name].Moment(theta) - 1
						if !whole {
							exponent = quad.Fixed(func(u float64) float64 { return plainSizes[name].Moment(theta*math.Exp(-speed*u)) - 1 }, 0, 1, 50, nil, 1)
						}
						return math.Exp(theta*middle + theta*theta*sigma*sigma/2 + rate*exponent)
					}
					mean, variance = moment(1), moment(2)-moment(1)*moment(1)
				}
				x := sampled(p, n)
				near(t, name+": mean", x, mean)
				for i := range x {
					x[i] = (x[i] - mean) * (x[i] - mean)
				}
				near(t, name+": variance", x, variance)
			}
		}
	}
}

// sampled is the values of a factor after its first period.
func sampled(p *Linear, n int) []float64 {
	s := &System{Factors: []Factor{{Name: "x", Process: p}}}
	random := rand.New(rand.NewPCG(5, 6))
	var xi [][]float64
	for _, column := range s.Innovations() {
		list := make([]float64, n)
		for i := range list {
			if list[i] = random.Float64(); column.Noise == Gauss {
				list[i] = random.NormFloat64()
			}
		}
		xi = append(xi, list)
	}
	b := s.NewBlock(n)
	s.Begin(b, n)
	s.Step(1, b, xi)
	return b.Value[0]
}

func near(t *testing.T, what string, x []float64, want float64) {
	t.Helper()
	sum, square := 0.0, 0.0
	for _, v := range x {
		sum, square = sum+v, square+v*v
	}
	n := float64(len(x))
	mean := sum / n
	if e := math.Sqrt((square/n - mean*mean) / n); math.Abs(mean-want) > 5*e {
		t.Errorf("%s: %.6g, want %.6g ± %.2g", what, mean, want, e)
	}
}
