package vector

import "math"

// The logarithm of FreeBSD's e_log.c (Sun Microsystems 1993), error below one unit in the last place: with x = 2^k (1+f),
// √½ <= 1+f < √2, and s = f/(2+f), log(1+f) = f - f²/2 + s (f²/2 + R(s²)).
const (
	l1, l2, l3, l4 = 6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01
	l5, l6, l7     = 1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860510658591e-01

	rootHalf = 0x3FE6A09E667F3BCD // the bits of √½
	fromRoot = one - rootHalf
	mantissa = 1<<52 - 1
	exponent = 0x433 << 52    // the bits of 2^52: a small whole number in the last bits is added to it
	bias     = 1<<52 + 1023.0 // what then stands before the exponent of two
)

// minusLog is -log x of a normal number x > 0.
func minusLog(x float64) float64 {
	u := math.Float64bits(x) + fromRoot
	k := math.Float64frombits(u>>52|exponent) - bias
	f := math.Float64frombits(u&mantissa+rootHalf) - 1
	s := f / (2 + f)
	z := float64(s * s)
	w := float64(z * z)
	odd := float64(z * (l1 + float64(w*(l3+float64(w*(l5+float64(w*l7)))))))
	even := float64(w * (l2 + float64(w*(l4+float64(w*l6)))))
	square := float64(float64(half*f) * f)
	return ((square - (float64(s*(square+(odd+even))) + float64(k*ln2Low))) - f) - float64(k*ln2High)
}
