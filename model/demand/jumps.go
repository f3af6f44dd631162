package demand

import (
	"math"

	"ips2/internal/trig"
	"ips2/internal/vector"
)

// Jumps is what a compound Poisson process adds to a state in one period (R. C. Merton, "Option pricing when underlying stock
// returns are discontinuous", Journal of Financial Economics 3, 1976). It is not compensated: with jumps of the logarithm the
// expected value grows by exp(Rate*(Size.Moment(1)-1)).
type Jumps struct {
	Rate float64 // expected number in the period
	Size Size
}

// Size is the law of one jump of the state.
type Size interface {
	noise() []Noise // beside the uniform that counts the jumps
	// sum is the total of n jumps (n > 0), from row i of the columns xi.
	sum(n, i int, xi [][]float64) float64
	Mean() float64
	// Moment is E exp(theta*J), +Inf where it does not exist.
	Moment(theta float64) float64
	// Characteristic is E exp(i*omega*J).
	Characteristic(omega float64) (re, im float64)
	// Scale is the length over which the density varies; 0 if there is nothing to a jump.
	Scale() float64
	points(rate, h float64) [][]Point
}

// MostJumps is the largest Rate that is sampled: the counts are inverted one by one.
const MostJumps = 100

// Noise is a uniform that counts, and those of the sizes.
func (j *Jumps) noise() []Noise { return append([]Noise{Uniform}, j.Size.noise()...) }

// add puts the period's jumps on top of the states; xi has the columns of noise.
func (j *Jumps) add(state []float64, xi [][]float64) {
	none := vector.ExpOf(-j.Rate)
	for i, u := range xi[0][:len(state)] {
		if u >= none {
			state[i] += j.total(u, none, i, xi)
		}
	}
}

// total is the jumps of row i, whose uniform u says that there are some.
func (j *Jumps) total(u, none float64, i int, xi [][]float64) float64 {
	return j.Size.sum(poisson(u, j.Rate, none), i, xi[1:])
}

// poisson inverts the distribution function; none is the probability of 0.
func poisson(u, rate, none float64) int {
	n, p, below := 0, none, none
	for u >= below {
		n++
		p = float64(p * (rate / float64(n)))
		if below+p == below && float64(n) > rate {
			break // u is beyond what rounding can tell apart
		}
		below += p
	}
	return n
}

// Exponent is the logarithm of the characteristic function of the period's jumps less their mean.
func (j *Jumps) Exponent(omega float64) (re, im float64) {
	a, b := j.Size.Characteristic(omega)
	return float64(j.Rate * (a - 1)), float64(j.Rate * (b - float64(omega*j.Size.Mean())))
}

// Cumulant is log E exp(theta*(jumps less their mean)), at least 0; +Inf where it does not exist.
func (j *Jumps) Cumulant(theta float64) float64 {
	return float64(j.Rate * (j.Size.Moment(theta) - 1 - float64(theta*j.Size.Mean())))
}

// Mean is the expected total of the period.
func (j *Jumps) Mean() float64 { return float64(j.Rate * j.Size.Mean()) }

// NormalSize is a jump with a normal law.
type NormalSize struct{ Mu, Sd float64 }

func (NormalSize) noise() []Noise { return oneGauss }

func (s NormalSize) sum(n, i int, xi [][]float64) float64 {
	return float64(float64(n)*s.Mu) + float64(math.Sqrt(float64(n))*s.Sd*xi[0][i])
}

// Mean is that of the normal law.
func (s NormalSize) Mean() float64 { return s.Mu }

// Moment exists for every theta.
func (s NormalSize) Moment(theta float64) float64 {
	return vector.ExpOf(float64(theta*s.Mu) + float64(float64(theta*s.Sd*theta*s.Sd)/2))
}

// Characteristic is that of the normal law.
func (s NormalSize) Characteristic(omega float64) (re, im float64) {
	size := vector.ExpOf(-float64(omega*s.Sd*omega*s.Sd) / 2)
	return float64(size * trig.Cos(omega*s.Mu)), float64(size * trig.Sin(omega*s.Mu))
}

// ExponentialSize is a jump up with probability Share, exponential with mean Up, or else down, exponential with mean Down
// (S. G. Kou, "A jump-diffusion model for option pricing", Management Science 48, 2002). With a Share of 1 or 0 it is one-sided.
type ExponentialSize struct{ Share, Up, Down float64 }

// noise is a uniform for the number of jumps up, and one for the sum of either kind.
func (s ExponentialSize) noise() []Noise {
	if s.Share == 0 || s.Share == 1 {
		return oneUniform
	}
	return []Noise{Uniform, Uniform, Uniform}
}

func (s ExponentialSize) sum(n, i int, xi [][]float64) float64 {
	switch s.Share {
	case 1:
		return float64(s.Up * gamma(n, xi[0][i]))
	case 0:
		return -float64(s.Down * gamma(n, xi[0][i]))
	}
	up, total := binomial(n, s.Share, xi[0][i]), 0.0
	if up > 0 {
		total += float64(s.Up * gamma(up, xi[1][i]))
	}
	if up < n {
		total -= float64(s.Down * gamma(n-up, xi[2][i]))
	}
	return total
}

// Mean weighs both kinds.
func (s ExponentialSize) Mean() float64 {
	return float64(s.Share*s.Up) - float64((1-s.Share)*s.Down)
}

// Moment exists for -1/Down < theta < 1/Up.
func (s ExponentialSize) Moment(theta float64) float64 {
	up, down := 1-float64(theta*s.Up), 1+float64(theta*s.Down)
	if s.Share > 0 && up <= 0 || s.Share < 1 && down <= 0 {
		return math.Inf(1)
	}
	total := 0.0
	if s.Share > 0 {
		total += s.Share / up
	}
	if s.Share < 1 {
		total += (1 - s.Share) / down
	}
	return total
}

// Characteristic is Share/(1-i*omega*Up) + (1-Share)/(1+i*omega*Down).
func (s ExponentialSize) Characteristic(omega float64) (re, im float64) {
	a, b := omega*s.Up, omega*s.Down
	up, down := s.Share/(1+float64(a*a)), (1-s.Share)/(1+float64(b*b))
	return up + down, float64(up*a) - float64(down*b)
}

// binomial inverts the distribution function of the number of successes among n; from the side on which it does not underflow.
func binomial(n int, p, u float64) int {
	if p > 0.5 {
		return n - binomial(n, 1-p, 1-u)
	}
	term := vector.PowOf(1-p, float64(n))
	below, k := term, 0
	for u >= below && k < n {
		term = float64(term * (p / (1 - p) * float64(n-k) / float64(k+1)))
		k++
		below += term
	}
	return k
}

// gamma is the quantile u of the sum of n exponential variables of mean 1, whose distribution function is
// 1 - exp(-x) Σ_{k<n} x^k/k!: Newton's method, kept inside a shrinking bracket.
func gamma(n int, u float64) float64 {
	if n == 1 {
		return -vector.Log1pOf(-u)
	}
	low, high, x := 0.0, math.Inf(1), float64(n)
	for range 200 {
		above, density := erlang(n, x)
		gap := above - (1 - u)
		if gap > 0 {
			low = x
		} else {
			high = x
		}
		next := x + gap/density
		if !(next > low && next < high) {
			next = 2 * x
			if high < math.Inf(1) {
				next = (low + high) / 2
			}
		}
		if math.Abs(next-x) <= 1e-13*next {
			return next
		}
		x = next
	}
	return x
}

// erlang is the probability that the sum exceeds x, and its density there.
func erlang(n int, x float64) (above, density float64) {
	density = vector.ExpOf(-x)
	for k := 1; k < n; k++ {
		above += density
		density = float64(density * (x / float64(k)))
	}
	return above + density, density
}
