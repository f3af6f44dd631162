package vector

import (
	"math"
	"math/rand/v2"
	"testing"
)

// meaning is what an operation says of one row.
func meaning(op Operation, a, b, c float64) float64 {
	is := func(yes bool) float64 {
		if yes {
			return 1
		}
		return 0
	}
	pick := func(yes bool, x, y float64) float64 {
		if yes {
			return x
		}
		return y
	}
	switch op {
	case Plus:
		return a + b
	case Minus:
		return a - b
	case Times:
		return a * b
	case Over:
		return a / b
	case Least:
		return pick(b < a, b, a)
	case Most:
		return pick(b > a, b, a)
	case Less:
		return is(a < b)
	case LessEqual:
		return is(a <= b)
	case Equal:
		return is(a == b)
	case Unequal:
		return is(a != b)
	case Taint:
		return a + (b - b)
	case Absolute:
		return math.Abs(a)
	case Root:
		return math.Sqrt(a)
	case Choice:
		return pick(a != 0, b, c)
	}
	panic("no such operation")
}

// operand is a column of numbers, of which some are equal to those of others, or a constant.
func operand(r *rand.Rand, rows int) (x []float64, of func(row int) float64) {
	if r.IntN(3) == 0 {
		v := unusual(r)
		for range Copies {
			x = append(x, v)
		}
		return x, func(int) float64 { return v }
	}
	x = make([]float64, rows+8)[r.IntN(8):][:rows]
	for i := range x {
		x[i] = unusual(r)
	}
	y := append([]float64(nil), x...)
	return x, func(row int) float64 { return y[row] }
}

// unusual is often a number that operations treat apart, or one that others have, too.
func unusual(r *rand.Rand) float64 {
	special := []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), math.Float64frombits(0x7FF0000000000001), 1, -1, 2, math.MaxFloat64}
	if r.IntN(2) == 0 {
		return special[r.IntN(len(special))]
	}
	return r.NormFloat64()
}

// Bits are those of the meaning; of what is not a number only that it is none, as compilers exchange a and b in a + b.
func checkOperations(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 11))
	for op := range operations {
		for rows := range 70 {
			for range 8 {
				x, a := operand(r, rows)
				y, b := operand(r, rows)
				z, c := operand(r, rows)
				out := make([]float64, rows)
				if r.IntN(3) == 0 && len(y) == rows {
					out = y
				}
				Operate(op, out, x, y, z)
				for i, got := range out {
					if want := meaning(op, a(i), b(i), c(i)); math.Float64bits(got) != math.Float64bits(want) && (got == got || want == want) {
						t.Fatalf("operation %d of %x, %x, %x in row %d of %d: %x, not %x", op, a(i), b(i), c(i), i, rows, got, want)
					}
				}
			}
		}
	}
}

func checkFaults(t *testing.T) {
	for rows := range 70 {
		x := make([]float64, rows)
		for i := range x {
			x[i] = math.Copysign(math.MaxFloat64, float64(i%2)-0.5)
		}
		if got := FirstFault(x); got != -1 {
			t.Fatalf("%d finite rows have a fault in row %d", rows, got)
		}
		for i := range x {
			for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
				x[i], x[rows-1] = bad, math.NaN()
				if got := FirstFault(x); got != i {
					t.Fatalf("the first fault of %d rows is in row %d, not %d", rows, i, got)
				}
				x[i], x[rows-1] = 0, 1
			}
		}
	}
}

func TestOperations(t *testing.T) { checkOperations(t) }
func TestFirstFault(t *testing.T) { checkFaults(t) }
