package costs

import "ips2/internal/vector"

// tail sums the multipliers of whole executions far from the first. It works on differences throughout: subtracting two
// cumulative sums would lose as many digits as the counter has.
type tail struct {
	model       Model
	b           float64 // log2(rate)
	flat, slope float64 // multiplier of execution n: flat + slope*g(x0+n)
	x0          float64
}

func newTail(l Learning) tail {
	flat, slope := l.weights()
	return tail{l.Model, l.exponent(), flat, slope, l.Experience}
}

// sum is that over executions done+1 … done+n, for whole n >= 0 and done >= tabled-1.
func (t tail) sum(done, n float64) float64 {
	from := t.x0 + done
	if t.model == Wright {
		return float64(t.flat*n) + float64(t.slope*wrightBlock(from, n, t.b))
	}
	return float64(t.flat*n) + float64(t.slope*crawfordBlock(from, n, t.b))
}

// crawfordBlock is the sum of k^b over k = from+1 … from+n by Euler–Maclaurin at the midpoints: the integral over
// [from+1/2, from+n+1/2] (model A2 of Camm, Evans and Womer, "The Unit Learning Curve Approximation of Total Cost",
// Computers & Industrial Engineering 12, 1987) less 1/24 of the change of the derivative. What is left out is below
// 7/5760*b(b-1)(b-2)(b-3)/from^4 of the result, less than a rounding for from >= tabled-1 and rates above 25%.
func crawfordBlock(from, n, b float64) float64 {
	p := from + 0.5
	width := vector.Log1pOf(n / p)
	integral := float64(p*growth(1+b, width)) - float64(b*vector.Expm1Of((b-1)*width))/(24*p)
	return vector.PowOf(p, b) * integral
}

// growth is (e^(a*x) - 1)/a, and x where a is 0 (a rate of 50%).
func growth(a, x float64) float64 {
	if a == 0 {
		return x
	}
	return vector.Expm1Of(a*x) / a
}

// wrightBlock is (from+n)^(1+b) - from^(1+b), exactly the total of executions from+1 … from+n.
func wrightBlock(from, n, b float64) float64 {
	return vector.PowOf(from, 1+b) * vector.Expm1Of((1+b)*vector.Log1pOf(n/from))
}
