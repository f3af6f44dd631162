package demand

import (
	"math"

	"ips2/internal/trig"
	"ips2/internal/vector"
)

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

// Transform exists for every theta.
func (s NormalSize) Transform(theta, omega float64) (re, im float64) {
	variance := float64(s.Sd * s.Sd)
	size := vector.ExpOf(float64(theta*s.Mu) + float64(float64(variance*(theta-omega)*(theta+omega))/2))
	angle := float64(omega * (s.Mu + float64(theta*variance)))
	return float64(size * trig.Cos(angle)), float64(size * trig.Sin(angle))
}

func (s NormalSize) draw(u float64) float64 { return s.Mu + float64(s.Sd*vector.Quantile(u)) }

// Scale is the standard deviation; of jumps that are all the same their size.
func (s NormalSize) Scale() float64 {
	if s.Sd > 0 {
		return s.Sd
	}
	return math.Abs(s.Mu)
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

// Transform is Share/(1-z*Up) + (1-Share)/(1+z*Down), z = theta+i*omega.
func (s ExponentialSize) Transform(theta, omega float64) (re, im float64) {
	for _, part := range s.parts() {
		a, b := 1-float64(theta*part.mean), float64(omega*part.mean)
		size := part.share / (float64(a*a) + float64(b*b))
		re, im = re+float64(size*a), im+float64(size*b)
	}
	return re, im
}

// oneSided is the jumps of one sign: their share of all, and their mean, negative of those down.
type oneSided struct{ share, mean float64 }

func (s ExponentialSize) parts() []oneSided {
	switch s.Share {
	case 1:
		return []oneSided{{1, s.Up}}
	case 0:
		return []oneSided{{1, -s.Down}}
	}
	return []oneSided{{s.Share, s.Up}, {1 - s.Share, -s.Down}}
}

// draw is up from the quantile on that is the probability of down.
func (s ExponentialSize) draw(u float64) float64 {
	if down := 1 - s.Share; u < down {
		return float64(s.Down * vector.Log1pOf(u/down-1))
	}
	return -float64(s.Up * vector.Log1pOf((1-u)/s.Share-1))
}

// Scale is the smaller mean of those that there are.
func (s ExponentialSize) Scale() float64 {
	switch s.Share {
	case 0:
		return s.Down
	case 1:
		return s.Up
	}
	return min(s.Up, s.Down)
}
