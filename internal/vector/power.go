package vector

import "math"

const (
	leastNormal = 0x1p-1022
	mostWhole   = 0x1p53 // from here on every number is whole
)

// PowOf is x^y by the rules of math.Pow, whose digits vary with the processor. The error is about 1 + |log x| units in the last place,
// more where x^y is not normal.
func PowOf(x, y float64) float64 {
	whole := math.Trunc(y)
	switch {
	case x == 0 || x-x != 0 || !(math.Abs(y) < mostWhole): // what remains is exact, or 0, or infinite
		return math.Pow(x, y)
	case y == whole:
		return wholePower(x, y)
	case x < 0:
		return math.NaN()
	case y == half:
		return math.Sqrt(x)
	case y == -half:
		return 1 / math.Sqrt(x)
	}
	return wholePower(x, whole) * ExpOf((y-whole)*LogOf(x))
}

// farTwos is a power of two that no number reaches, in either direction.
const farTwos = 1 << 12

// wholePower multiplies the squares of the mantissa and adds up the powers of two, so that nothing overflows on the way.
func wholePower(x, y float64) float64 {
	power, twos := 1.0, 0
	square, each := math.Frexp(x)
	for n := int64(math.Abs(y)); n != 0; n >>= 1 {
		if each < -farTwos || each > farTwos {
			twos += each
			break
		}
		if n&1 == 1 {
			power, twos = float64(power*square), twos+each
		}
		square, each = float64(square*square), 2*each
		if square < half {
			square, each = 2*square, each-1
		}
	}
	if y < 0 {
		power, twos = 1/power, -twos
	}
	return math.Ldexp(power, twos)
}
