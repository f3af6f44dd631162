package formula

// kernel computes the rows of d from the columns a, b, c, of which it has as many as it needs; x and y stand in for operands that
// are constants, in order. d may be one of the columns.
type kernel func(d, a, b, c []float64, x, y float64)

// shape tells which operands are constants.
type shape uint8

const (
	columns     shape = 0
	firstFixed  shape = 1
	secondFixed shape = 2
	thirdFixed  shape = 4
)

// kernelOf is the kernel of an operation and shape. Operations that commute have their constant second; the graph folds the rest.
func kernelOf(o op, s shape) kernel {
	if k, ok := kernels[o][s]; ok {
		return k
	}
	switch {
	case o == opPow || o == opMod:
		return pairwise(o, s)
	case opAbs <= o && o <= opCos && s == columns:
		return elementwise(functionOf(o))
	}
	panic("formula: no kernel for " + symbols[o])
}

var kernels = map[op]map[shape]kernel{
	opAdd:       {columns: add, secondFixed: addFixed},
	opSub:       {columns: sub, firstFixed: subFrom},
	opMul:       {columns: mul, secondFixed: mulFixed},
	opDiv:       {columns: div, firstFixed: divOf, secondFixed: divFixed},
	opMin:       {columns: minimum, secondFixed: minimumFixed},
	opMax:       {columns: maximum, secondFixed: maximumFixed},
	opLess:      {columns: less, firstFixed: lessOf, secondFixed: lessFixed},
	opLessEqual: {columns: lessEqual, firstFixed: lessEqualOf, secondFixed: lessEqualFixed},
	opEqual:     {columns: equal, secondFixed: equalFixed},
	opNotEqual:  {columns: notEqual, secondFixed: notEqualFixed},
	opSelect:    {columns: pick, secondFixed: pickFirstFixed, thirdFixed: pickSecondFixed, secondFixed | thirdFixed: pickFixed},
	opTaint:     {columns: taint},
	opAbs:       {columns: absolute},
	opSqrt:      {columns: squareRoot},
	opExp:       {columns: exponentials},
	opCount:     {columns: elementwise(notNegative)},
	opShare:     {columns: elementwise(probability)},
}

// elementwise applies a function that costs more than its call.
func elementwise(f func(float64) float64) kernel {
	return func(d, a, _, _ []float64, _, _ float64) {
		a = a[:len(d)]
		for i := range d {
			d[i] = f(a[i])
		}
	}
}

func pairwise(o op, s shape) kernel {
	f := power
	if o == opMod {
		f = remainder
	}
	switch s {
	case firstFixed:
		return func(d, _, b, _ []float64, x, _ float64) {
			b = b[:len(d)]
			for i := range d {
				d[i] = f(x, b[i])
			}
		}
	case secondFixed:
		return func(d, a, _, _ []float64, x, _ float64) {
			a = a[:len(d)]
			for i := range d {
				d[i] = f(a[i], x)
			}
		}
	}
	return func(d, a, b, _ []float64, _, _ float64) {
		a, b = a[:len(d)], b[:len(d)]
		for i := range d {
			d[i] = f(a[i], b[i])
		}
	}
}

// one is the bits of 1. Choices are made between integers: the compiler then uses conditional moves, which no data can mispredict.
const one = 0x3FF0000000000000
