package vector

import "math"

// Reduction of the exponent: x = k ln 2 + r with |r| <= ln(2)/2. The high part of ln 2 has 21 trailing zeros, so that its product with
// k is exact (W. J. Cody, W. Waite, Software Manual for the Elementary Functions, 1980, chapter 6).
const (
	perLn2  = 1.44269504088896338700
	ln2High = 6.93147180369123816490e-01
	ln2Low  = 1.90821492927058770002e-10
	whole   = 0x1.8p52 // adding it rounds to whole numbers, into the last bits
	usual   = 708.0    // |x| up to which neither the exponential nor its scale leaves the normal numbers
)

// The interpolant of (e^r - 1 - r)/r² at the eleven Chebyshev nodes of [-ln(2)/2, ln(2)/2], from the constant up. Its error
// moves the result by 2^-61; a test derives it again.
const (
	p0, p1, p2, p3 = 0x1p-1, 0x1.5555555555557p-3, 0x1.5555555555556p-5, 0x1.11111111100dfp-7
	p4, p5, p6, p7 = 0x1.6c16c16c162d6p-10, 0x1.a01a01abe62ddp-13, 0x1.a01a01a6d7808p-16, 0x1.71de02375656cp-19
	p8, p9, p10    = 0x1.27e4db67b4303p-22, 0x1.af4ddd84882fep-26, 0x1.1f72fc730b4ffp-29
)

// Exp fills dst with the exponentials of src, which has as many rows; both may be one column. The error is below 0.65 units in the
// last place where the result is normal, and one unit where it is not; NaN stays what it is.
func Exp(dst, src []float64) {
	src = src[:len(dst)]
	for len(dst) > 0 {
		n := expBlocks(dst, src)
		rest := n + min(stride, len(dst)-n)
		expPlain(dst[n:rest], src[n:rest])
		dst, src = dst[rest:], src[rest:]
	}
}

// ExpOf is the exponential of one number.
func ExpOf(x float64) float64 {
	one := [1]float64{x}
	expPlain(one[:], one[:])
	return one[0]
}

func expPlain(dst, src []float64) {
	for i, x := range src {
		if !(math.Abs(x) <= usual) {
			dst[i] = unusualExp(x)
			continue
		}
		t := float64(x*perLn2) + whole
		y := reducedExp(x, t-whole)
		dst[i] = math.Float64frombits(math.Float64bits(y) + math.Float64bits(t)<<52)
	}
}

// unusualExp scales in two steps, either of them a normal number.
func unusualExp(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 710:
		return math.Inf(1)
	case x < -746:
		return 0
	}
	k := math.RoundToEven(x * perLn2)
	half := math.Floor(k / 2)
	return reducedExp(x, k) * math.Ldexp(1, int(half)) * math.Ldexp(1, int(k-half))
}

// reducedExp is the exponential of x less k ln 2. 1 and the high part of the remainder are added without an error; even and odd
// powers are summed apart, so that the processor has two things to do.
func reducedExp(x, k float64) float64 {
	high, low := x-float64(k*ln2High), float64(k*ln2Low)
	r := high - low
	z := float64(r * r)
	even := float64((float64((float64((float64((float64(p10*z)+p8)*z)+p6)*z)+p4)*z)+p2)*z) + p0
	odd := float64((float64((float64((float64(p9*z)+p7)*z)+p5)*z)+p3)*z) + p1
	sum := 1 + high
	return sum + ((high - (sum - 1)) + (float64(z*(even+float64(odd*r))) - low))
}
