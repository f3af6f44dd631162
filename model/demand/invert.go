package demand

import (
	"math"

	"ips2/internal/vector"
)

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
