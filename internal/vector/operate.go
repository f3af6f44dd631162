package vector

import "math"

// Operation is what Operate does with the numbers a, b and c of a row.
type Operation uint8

const (
	Plus      Operation = iota // a + b
	Minus                      // a - b
	Times                      // a * b
	Over                       // a / b
	Least                      // the smaller of a and b; a where they are equal or one is not a number
	Most                       // the larger of a and b; a where they are equal or one is not a number
	Less                       // 1 where a < b, 0 elsewhere
	LessEqual                  // 1 where a <= b, 0 elsewhere
	Equal                      // 1 where a == b, 0 elsewhere
	Unequal                    // 1 where a != b, 0 elsewhere
	Taint                      // a + (b - b): not a number where b is not finite
	Absolute                   // |a|
	Root                       // the square root of a
	Choice                     // b where a is not 0, c where it is
	operations
)

// Copies is how many copies of a constant Operate wants: as many as a register has numbers.
const Copies = 8

// Operate writes the operation of every row. An operand that it does not have is nil. One is a column with as many rows as out, which
// may be out itself, or a constant: Copies times the same number.
func Operate(op Operation, out, a, b, c []float64) {
	n := operationBlocks(op, out, a, b, c)
	if n == len(out) {
		return
	}
	a, b, c = rest(a, n, len(out)), rest(b, n, len(out)), rest(c, n, len(out))
	operationPlain(op, out[n:], a, b, c)
}

// rest is an operand without its first n of so many rows.
func rest(x []float64, n, rows int) []float64 {
	if len(x) < rows {
		return x // a constant, or none
	}
	return x[n:]
}

// within masks the number of a row: a constant has Copies of them.
func within(x []float64, rows int) int {
	if len(x) < rows {
		return Copies - 1
	}
	return -1
}

// truth is the bits of 1. Choices are made between integers: the compiler then uses conditional moves, which no data can mispredict.
const truth = 0x3FF0000000000000

func operationPlain(op Operation, out, a, b, c []float64) {
	i, j, k := within(a, len(out)), within(b, len(out)), within(c, len(out))
	switch op {
	case Plus:
		for r := range out {
			out[r] = a[r&i] + b[r&j]
		}
	case Minus:
		for r := range out {
			out[r] = a[r&i] - b[r&j]
		}
	case Times:
		for r := range out {
			out[r] = a[r&i] * b[r&j]
		}
	case Over:
		for r := range out {
			out[r] = a[r&i] / b[r&j]
		}
	case Taint:
		for r := range out {
			out[r] = a[r&i] + (b[r&j] - b[r&j])
		}
	case Absolute:
		for r := range out {
			out[r] = math.Abs(a[r&i])
		}
	case Root:
		for r := range out {
			out[r] = math.Sqrt(a[r&i])
		}
	case Choice:
		for r := range out {
			t, u := math.Float64bits(b[r&j]), math.Float64bits(c[r&k])
			if a[r&i] != 0 {
				u = t
			}
			out[r] = math.Float64frombits(u)
		}
	default:
		comparePlain(op, out, a, b, i, j)
	}
}

func comparePlain(op Operation, out, a, b []float64, i, j int) {
	switch op {
	case Least:
		for r := range out {
			x, y := a[r&i], b[r&j]
			t, u := math.Float64bits(x), math.Float64bits(y)
			if y < x {
				t = u
			}
			out[r] = math.Float64frombits(t)
		}
	case Most:
		for r := range out {
			x, y := a[r&i], b[r&j]
			t, u := math.Float64bits(x), math.Float64bits(y)
			if x < y {
				t = u
			}
			out[r] = math.Float64frombits(t)
		}
	case Less:
		for r := range out {
			t := uint64(0)
			if a[r&i] < b[r&j] {
				t = truth
			}
			out[r] = math.Float64frombits(t)
		}
	case LessEqual:
		for r := range out {
			t := uint64(0)
			if a[r&i] <= b[r&j] {
				t = truth
			}
			out[r] = math.Float64frombits(t)
		}
	case Equal:
		for r := range out {
			t := uint64(0)
			if a[r&i] == b[r&j] {
				t = truth
			}
			out[r] = math.Float64frombits(t)
		}
	case Unequal:
		for r := range out {
			t := uint64(0)
			if a[r&i] != b[r&j] {
				t = truth
			}
			out[r] = math.Float64frombits(t)
		}
	}
}

// Add writes x + y. Both have as many rows as out.
func Add(out, x, y []float64) { Operate(Plus, out, x[:len(out)], y[:len(out)], nil) }

// Product writes x*y of every row.
func Product(out, x, y []float64) { Operate(Times, out, x[:len(out)], y[:len(out)], nil) }

// FirstFault is the first row that is not finite; -1 if all are.
func FirstFault(x []float64) int {
	n := finiteBlocks(x)
	if row := firstFaultPlain(x[n:]); row >= 0 {
		return n + row
	}
	return -1
}

func firstFaultPlain(x []float64) int {
	rest := x
	for len(rest) >= 8 {
		b := (*[8]float64)(rest)
		if (float64(b[0]*0)+float64(b[1]*0))+(float64(b[2]*0)+float64(b[3]*0))+((float64(b[4]*0)+float64(b[5]*0))+(float64(b[6]*0)+float64(b[7]*0))) != 0 {
			break // a NaN: zero times an infinity is one, too
		}
		rest = rest[8:]
	}
	for i, v := range rest {
		if v-v != 0 {
			return len(x) - len(rest) + i
		}
	}
	return -1
}
