package vector

import "math"

const (
	leastNormal = 0x1p-1022
	mostWhole   = 0x1p53 // from here on every number is whole
)

// PowOf is x^y by the rules of math.Pow, whose digits hang on those of its exponential where y is not whole. The error is about
// 1 + |log x| units in the last place, more where x^y is not normal.
func PowOf(x, y float64) float64 {
	whole := math.Trunc(y)
	if y == whole || math.Abs(y) == half || !(math.Abs(y) < mostWhole) || !(x >= leastNormal && x <= math.MaxFloat64) {
		return math.Pow(x, y)
	}
	return math.Pow(x, whole) * ExpOf(-(y-whole)*minusLog(x))
}

// Log1pOf is log(1+x) by the rules of math.Log1p, which leaves the compiler free to fuse. The rounding error of 1+x is made up for by
// the ratio, which has the opposite one (D. Goldberg, "What every computer scientist should know about floating-point arithmetic",
// ACM Computing Surveys 23, 1991, theorem 4). The error is a few units in the last place.
func Log1pOf(x float64) float64 {
	sum := 1 + x
	if sum == 1 || !(sum >= leastNormal && sum <= math.MaxFloat64) {
		return math.Log1p(x)
	}
	return -minusLog(sum) * (x / (sum - 1))
}
