package demand

import (
	"math"

	"ips2/internal/vector"
)

// Reversion is the speed of a law in continuous time, times the length of a period. Laws of a period, and regimes of several speeds, have none.
func Reversion(p Process) (decay float64, ok bool) {
	switch law := p.(type) {
	case *Linear:
		return law.decay, law.steady
	case *Regime:
		for _, l := range law.laws {
			if !l.steady || l.decay != law.laws[0].decay {
				return 0, false
			}
		}
		return law.laws[0].decay, true
	}
	return 0, false
}

// Increments is the correlation of the normal increments of a period where rho is that of the Brownian motions, and the processes revert
// by decays a and b in the period: what moves both early in the period is forgotten by the faster of them. It is rho where a = b.
func Increments(rho, a, b float64) float64 {
	return rho * (left(a+b) / math.Sqrt(left(2*a)*left(2*b)))
}

// left is the integral of exp(-decay*u) over (0, 1).
func left(decay float64) float64 {
	if decay == 0 {
		return 1
	}
	return -vector.Expm1Of(-decay) / decay
}
