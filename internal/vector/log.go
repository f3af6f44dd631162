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

// LogOf is the logarithm of one number by the rules of math.Log.
func LogOf(x float64) float64 {
	switch {
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case !(x <= math.MaxFloat64):
		return x
	case x < leastNormal:
		return LogOf(x*0x1p54) - 54*math.Ln2
	}
	return 0 - minusLog(x)
}

// Log2Of is the logarithm to base 2, exact for powers of two.
func Log2Of(x float64) float64 {
	if x-x != 0 || x == 0 {
		return LogOf(x)
	}
	part, twos := math.Frexp(x)
	if part == half {
		return float64(twos - 1)
	}
	return float64(LogOf(part)*perLn2) + float64(twos)
}

// Log10Of is the logarithm to base 10, exact for powers of ten that are normal numbers.
func Log10Of(x float64) float64 {
	log := LogOf(x) / math.Ln10
	if tens := math.Round(log); math.Abs(tens) < 308 && math.Pow10(int(tens)) == x {
		return tens
	}
	return log
}

// Log1pOf is log(1+x) by the rules of math.Log1p. The rounding error of 1+x is made up for by the ratio, which has the opposite one
// (D. Goldberg, "What every computer scientist should know about floating-point arithmetic", ACM Computing Surveys 23, 1991,
// theorem 4). The error is a few units in the last place.
func Log1pOf(x float64) float64 {
	switch sum := 1 + x; {
	case sum == 1:
		return x
	case sum >= leastNormal && sum <= math.MaxFloat64:
		return -minusLog(sum) * (x / (sum - 1))
	default:
		return LogOf(sum)
	}
}

// Expm1Of is e^x - 1 by the rules of math.Expm1. The rounding error of e^x is in its logarithm, too, and the ratio makes up for it (as
// above; W. Kahan). The error is a few units in the last place.
func Expm1Of(x float64) float64 {
	switch power := ExpOf(x); {
	case power == 1:
		return x
	case power <= 0x1p-54 || !(power <= math.MaxFloat64): // NaN, too
		return power - 1
	default:
		return (power - 1) * (x / LogOf(power))
	}
}

// HypotOf is the root of a²+b², which neither overflows nor vanishes where the result does not.
func HypotOf(a, b float64) float64 {
	a, b = math.Abs(a), math.Abs(b)
	large, small := max(a, b), min(a, b)
	if small == 0 || !(large <= math.MaxFloat64) {
		return large
	}
	ratio := small / large
	return large * math.Sqrt(1+float64(ratio*ratio))
}
