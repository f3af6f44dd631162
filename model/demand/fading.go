package demand

import (
	"iter"
	"math"

	"ips2/internal/trig"
	"ips2/internal/vector"
)

// fading is what is left at the end of a period of a jump in the course of it, where the state reverts: J·exp(-decay·U), with decay the
// speed times the length of the period and U, the part of the period since the jump, uniform. Jumps come at independent uniform
// times, given their number, so their total is again compound Poisson, with the same rate and these sizes (O. E. Barndorff-Nielsen
// and N. Shephard, "Non-Gaussian Ornstein–Uhlenbeck-based models", Journal of the Royal Statistical Society B 63, 2001).
type fading struct {
	Size
	decay float64
	mean  float64 // of exp(-decay·U)
}

// Fading is the size at the end of a period of jumps that decay to exp(-decay) of themselves in a whole one; decay is not negative.
func Fading(size Size, decay float64) Size {
	if decay == 0 {
		return size
	}
	s := fading{Size: size, decay: decay}
	for u, weight := range s.times(0) {
		s.mean += float64(weight * s.after(u))
	}
	return s
}

// after is what is left of a jump after such a part of the period.
func (s fading) after(u float64) float64 { return vector.ExpOf(-float64(s.decay * u)) }

// noise is a uniform for the time of the first jump, and one for its size. Further jumps take theirs from the same two.
func (fading) noise() []Noise { return []Noise{Uniform, Uniform} }

// sum gives further jumps random numbers of their own, of which those of the first are the counter.
func (s fading) sum(n, i int, xi [][]float64) float64 {
	time, size := xi[0][i], xi[1][i]
	total := s.left(time, size)
	for k := 1; k < n; k++ {
		a, b := vector.Philox(math.Float64bits(time), math.Float64bits(size), uint64(k))
		total += s.left(vector.Open(a), vector.Open(b))
	}
	return total
}

func (s fading) left(time, size float64) float64 {
	return float64(s.after(time) * s.Size.draw(size))
}

// Mean is that of the jump times that of the decay: time and size are independent.
func (s fading) Mean() float64 { return float64(s.Size.Mean() * s.mean) }

// Moment of exponential sizes is a logarithm; others are integrated over the time.
func (s fading) Moment(theta float64) float64 {
	if s.Size.Moment(theta) > most {
		return math.Inf(1)
	}
	if e, ok := s.Size.(ExponentialSize); ok {
		re, _ := s.exponential(e, theta, 0)
		return re
	}
	sum := 0.0
	for u, weight := range s.times(math.Abs(vector.LogOf(s.Size.Moment(theta)))) {
		sum += float64(weight * s.Size.Moment(float64(theta*s.after(u))))
	}
	return sum
}

// most is where a moment counts as infinite: nothing is asked about larger ones.
const most = 1e300

// Transform is like Moment.
func (s fading) Transform(theta, omega float64) (re, im float64) {
	if e, ok := s.Size.(ExponentialSize); ok {
		return s.exponential(e, theta, omega)
	}
	turns := math.Abs(float64(omega*s.Size.Mean())) + math.Abs(vector.LogOf(s.Size.Moment(theta)))
	for u, weight := range s.times(turns) {
		left := s.after(u)
		a, b := s.Size.Transform(float64(theta*left), float64(omega*left))
		re, im = re+float64(weight*a), im+float64(weight*b)
	}
	return re, im
}

// mostTurns is more than a logarithm of a number that is not 0.
const mostTurns = 1000

// times is Gauss's rule on (0, 1), fine enough for the exponential of something that changes by so much, in angle or size, before it decays.
func (s fading) times(turns float64) iter.Seq2[float64, float64] {
	return cells(1, 1/float64(s.decay*(2+min(turns, mostTurns)/3)))
}

// exponential is ∫ 1/(1 - z·mean·exp(-decay·u)) du = 1 + log((1 - z·mean·exp(-decay))/(1 - z·mean))/decay, for either sign.
func (s fading) exponential(e ExponentialSize, theta, omega float64) (re, im float64) {
	gone := float64(s.decay * s.mean)
	for _, part := range e.parts() {
		x, y := float64(theta*part.mean), float64(omega*part.mean)
		a := 1 - x
		size := float64(a*a) + float64(y*y)
		// the quotient is 1 + w
		wx, wy := gone*(float64(x*a)-float64(y*y))/size, gone*y/size
		re += float64(part.share * (1 + vector.Log1pOf(float64(wx*(2+wx))+float64(wy*wy))/(2*s.decay)))
		im += float64(part.share*trig.Angle(1+wx, wy)) / s.decay
	}
	return re, im
}

// Points are those of a jump at each of the times that take it from one node of an h to the next. A jump twice as large as what is
// asked for is too rare to matter, whatever is left of it.
func (s fading) Points(h, down, up float64) iter.Seq2[float64, float64] {
	return func(yield func(x, p float64) bool) {
		for x, p := range s.Size.Points(8*h, 2*down, 2*up) {
			for u, weight := range cells(1, 1/(s.decay*max(2, math.Abs(x)/(8*h)))) {
				if !yield(float64(x*s.after(u)), float64(p*weight)) {
					return
				}
			}
		}
	}
}
