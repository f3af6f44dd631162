package formula

import "math"

// scalar is an operation on single values. A NaN is a fault: every operation passes it on, except that the right side of and, or
// and the branch of a choice do not count where they are not needed. What has no value gives NaN, so that an infinity is only ever an overflow.
func scalar(o op, a, b, c float64) float64 {
	switch o {
	case opAdd:
		return a + b
	case opSub:
		return a - b
	case opMul:
		return a * b
	case opDiv:
		return divide(a, b)
	case opMod:
		return math.Mod(a, b)
	case opPow:
		return power(a, b)
	case opMin:
		return min(a, b)
	case opMax:
		return max(a, b)
	case opAbs:
		return math.Abs(a)
	case opFloor:
		return math.Floor(a)
	case opCeil:
		return math.Ceil(a)
	case opExp:
		return math.Exp(a)
	case opLog:
		return logarithm(a)
	case opSqrt:
		return math.Sqrt(a)
	case opSin:
		return math.Sin(a)
	case opCos:
		return math.Cos(a)
	}
	return scalarTruth(o, a, b, c)
}

func scalarTruth(o op, a, b, c float64) float64 {
	switch {
	case a != a:
		return a
	case o == opAnd && a == 0, o == opOr && a == 1:
		return a
	case o == opAnd, o == opOr:
		return b
	case o == opNot:
		return 1 - a
	case o == opSelect && a != 0:
		return b
	case o == opSelect:
		return c
	case b != b:
		return b
	case o == opLess:
		return truth(a < b)
	case o == opLessEqual:
		return truth(a <= b)
	case o == opEqual:
		return truth(a == b)
	case o == opNotEqual:
		return truth(a != b)
	}
	panic("formula: not an operation on values")
}

func truth(t bool) float64 {
	if t {
		return 1
	}
	return 0
}

func divide(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}

func logarithm(a float64) float64 {
	if a <= 0 {
		return math.NaN()
	}
	return math.Log(a)
}

func power(a, b float64) float64 {
	if a != a || b != b || a == 0 && b < 0 {
		return math.NaN()
	}
	return math.Pow(a, b)
}

func finite(x float64) bool { return x-x == 0 }
