package demand

import (
	"iter"

	"ips2/internal/vector"
)

// Jumps is what a compound Poisson process adds to a state in one period (R. C. Merton, "Option pricing when underlying stock
// returns are discontinuous", Journal of Financial Economics 3, 1976). It is not compensated: with jumps of the logarithm the
// expected value grows by exp(Rate*(Size.Moment(1)-1)). Where the state reverts within the period, Size is what is left of a jump
// at its end: see fading.
type Jumps struct {
	Rate float64 // expected number in the period
	Size Size
}

// Size is the law of one jump of the state.
type Size interface {
	noise() []Noise // beside the uniform that counts the jumps
	// sum is the total of n jumps (n > 0), from row i of the columns xi.
	sum(n, i int, xi [][]float64) float64
	// draw is the quantile u of one jump.
	draw(u float64) float64
	Mean() float64
	// Moment is E exp(theta*J), +Inf where it does not exist.
	Moment(theta float64) float64
	// Transform is E exp((theta+i*omega)*J), where Moment(theta) exists.
	Transform(theta, omega float64) (re, im float64)
	// Scale is the length over which the density varies; 0 if there is nothing to a jump.
	Scale() float64
	// Points are the law of one jump between down (below 0) and up: they integrate what varies over a length h or more.
	Points(h, down, up float64) iter.Seq2[float64, float64]
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

// Exponent is log E exp((theta+i*omega)*(the period's jumps less their mean)), where Cumulant(theta) exists.
func (j *Jumps) Exponent(theta, omega float64) (re, im float64) {
	a, b := j.Size.Transform(theta, omega)
	mean := j.Size.Mean()
	return float64(j.Rate * (a - 1 - float64(theta*mean))), float64(j.Rate * (b - float64(omega*mean)))
}

// Cumulant is log E exp(theta*(jumps less their mean)), at least 0; +Inf where it does not exist.
func (j *Jumps) Cumulant(theta float64) float64 {
	return float64(j.Rate * (j.Size.Moment(theta) - 1 - float64(theta*j.Size.Mean())))
}

// Mean is the expected total of the period.
func (j *Jumps) Mean() float64 { return float64(j.Rate * j.Size.Mean()) }
