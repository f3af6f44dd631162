package formula

import (
	"math"

	"ips2/internal/trig"
	"ips2/internal/vector"
)

// scalar is an operation on single values: what folds constants, and what the kernels must equal. It is not finite if an operand
// that counts is not, or if the operation has no value.
func scalar(o op, a, b, c float64) float64 {
	switch o {
	case opSelect:
		return choose(a, b, c)
	case opAdd:
		return a + b
	case opSub:
		return a - b
	case opMul:
		return a * b
	case opDiv:
		return a/b + (b - b)
	case opMin:
		return smaller(a, b) + ((a - a) + (b - b))
	case opMax:
		return larger(a, b) + ((a - a) + (b - b))
	case opTaint:
		return a + (b - b)
	case opMod:
		return remainder(a, b)
	case opPow:
		return power(a, b)
	}
	if compares(o) {
		return compare(o, a, b) + ((a - a) + (b - b))
	}
	return functionOf(o)(a)
}

func compares(o op) bool { return opLess <= o && o <= opNotEqual }

func compare(o op, a, b float64) float64 {
	switch o {
	case opLess:
		return truth(a < b)
	case opLessEqual:
		return truth(a <= b)
	case opEqual:
		return truth(a == b)
	}
	return truth(a != b)
}

func choose(c, a, b float64) float64 {
	if c != 0 {
		return a + (c - c)
	}
	return b
}

// functionOf is the function of one number that o stands for.
func functionOf(o op) func(float64) float64 {
	switch o {
	case opAbs:
		return math.Abs
	case opFloor:
		return math.Floor
	case opCeil:
		return math.Ceil
	case opSqrt:
		return math.Sqrt
	case opCount:
		return notNegative
	case opShare:
		return probability
	case opExp:
		return exponential
	case opLog:
		return vector.LogOf
	case opSin:
		return trig.Sin
	case opCos:
		return trig.Cos
	}
	panic("formula: not a function of one number")
}

func notNegative(a float64) float64 {
	if a < 0 {
		return math.NaN()
	}
	return a
}

// rounded is how far rounding may carry a sum of probabilities beyond 0 or 1.
const rounded = 1e-9

func probability(a float64) float64 {
	if a < -rounded || a > 1+rounded {
		return math.NaN()
	}
	return smaller(larger(a, 0), 1)
}

func smaller(a, b float64) float64 {
	if b < a {
		return b
	}
	return a
}

func larger(a, b float64) float64 {
	if a < b {
		return b
	}
	return a
}

// remainder has a fault where math.Mod would ignore one, by an infinite divisor.
func remainder(a, b float64) float64 { return math.Mod(a, b) + (b - b) }

// power has a fault where vector.PowOf would ignore one, as in 1^NaN. A square is a product, here as where the graph makes it one.
func power(a, b float64) float64 {
	if b == 2 {
		return a * a
	}
	return vector.PowOf(a, b) + ((a - a) + (b - b))
}

// exponential has a fault where vector.ExpOf would ignore one, as exp(-Inf) is 0.
func exponential(a float64) float64 { return vector.ExpOf(a) + (a - a) }

func truth(t bool) float64 {
	if t {
		return 1
	}
	return 0
}

func finite(x float64) bool { return x-x == 0 }
