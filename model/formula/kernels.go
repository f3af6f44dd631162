package formula

import "ips2/internal/vector"

// kernel computes the rows of d from the operands a, b, c, of which it has as many as it needs: columns, or constants as
// vector.Operate takes them. d may be one of the columns.
type kernel func(d, a, b, c []float64)

// kernels are by operation; the graph knows no others.
var kernels = [...]kernel{
	opAdd: operation(vector.Plus), opSub: operation(vector.Minus), opMul: operation(vector.Times), opDiv: operation(vector.Over),
	opMin: operation(vector.Least), opMax: operation(vector.Most), opTaint: operation(vector.Taint),
	opLess: operation(vector.Less), opLessEqual: operation(vector.LessEqual), opEqual: operation(vector.Equal), opNotEqual: operation(vector.Unequal),
	opSelect: operation(vector.Choice), opAbs: operation(vector.Absolute), opSqrt: operation(vector.Root), opExp: exponentials,
	opMod: pairwise(remainder), opPow: pairwise(power),
	opFloor: elementwise(opFloor), opCeil: elementwise(opCeil), opLog: elementwise(opLog), opSin: elementwise(opSin), opCos: elementwise(opCos),
	opCount: elementwise(opCount), opShare: elementwise(opShare),
}

func operation(o vector.Operation) kernel {
	return func(d, a, b, c []float64) { vector.Operate(o, d, a, b, c) }
}

// elementwise applies a function that costs more than its call.
func elementwise(o op) kernel {
	f := functionOf(o)
	return func(d, a, _, _ []float64) {
		a = a[:len(d)]
		for i := range d {
			d[i] = f(a[i])
		}
	}
}

func pairwise(f func(a, b float64) float64) kernel {
	return func(d, a, b, _ []float64) {
		i, j := last(a, len(d)), last(b, len(d))
		for r := range d {
			d[r] = f(a[min(r, i)], b[min(r, j)])
		}
	}
}

// last is the row of an operand that later ones have, too: of a constant.
func last(x []float64, rows int) int { return min(len(x), rows) - 1 }

func exponentials(d, a, _, _ []float64) {
	a = a[:len(d)]
	if vector.FirstFault(a) < 0 {
		vector.Exp(d, a)
		return
	}
	for i := range d {
		d[i] = exponential(a[i])
	}
}
