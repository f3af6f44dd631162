package formula

import (
	"math"

	"ips2/internal/vector"
)

// Range is where a number lies: between Low and High, both included, either of which may be infinite.
type Range struct{ Low, High float64 }

// anything is the range of a number of which nothing is known.
var anything = Range{math.Inf(-1), math.Inf(1)}

// Ranges are numbers between which the roots lie wherever the inputs lie in ranges of their own, faults apart. They are found by interval
// arithmetic: never too narrow but for rounding, and too wide where a formula reads an input twice.
func (g *Graph) Ranges(inputs []Range, roots ...Ref) []Range {
	known := map[Ref]Range{none: anything}
	for _, r := range g.parts(roots) {
		n := g.nodes[r]
		if n.op == opInput {
			known[r] = inputs[n.a]
		} else {
			known[r] = reach(n, known[n.a], known[n.b], known[n.c]).sound()
		}
	}
	list := make([]Range, len(roots))
	for k, r := range roots {
		list[k] = known[r]
	}
	return list
}

// reach is the range of an operation on ranges.
func reach(n node, a, b, c Range) Range {
	switch n.op {
	case opConst:
		v := math.Float64frombits(n.bits)
		if v != v {
			return anything
		}
		return Range{v, v}
	case opAdd:
		return Range{a.Low + b.Low, a.High + b.High}
	case opSub:
		return Range{a.Low - b.High, a.High - b.Low}
	case opMul:
		return a.times(b)
	case opDiv:
		if b.Low > 0 || b.High < 0 {
			return a.times(Range{1 / b.High, 1 / b.Low})
		}
	case opMin:
		return Range{math.Min(a.Low, b.Low), math.Min(a.High, b.High)}
	case opMax:
		return Range{math.Max(a.Low, b.Low), math.Max(a.High, b.High)}
	case opSelect:
		return Range{math.Min(b.Low, c.Low), math.Max(b.High, c.High)}
	case opLess, opLessEqual, opEqual, opNotEqual, opShare:
		return Range{0, 1}
	case opSin, opCos:
		return Range{-1, 1}
	case opTaint:
		return a
	case opPow:
		return a.power(b)
	}
	return a.through(n.op)
}

// sound is a range, or anything where arithmetic on infinite ends has no result.
func (a Range) sound() Range {
	if a.Low <= a.High {
		return a
	}
	return anything
}

// times is the range of a product; nothing times anything is nothing.
func (a Range) times(b Range) Range {
	product := func(x, y float64) float64 {
		if x == 0 || y == 0 {
			return 0
		}
		return x * y
	}
	p, q, r, s := product(a.Low, b.Low), product(a.Low, b.High), product(a.High, b.Low), product(a.High, b.High)
	return Range{math.Min(math.Min(p, q), math.Min(r, s)), math.Max(math.Max(p, q), math.Max(r, s))}
}

// power is the range of a positive number to a power: at the ends of both. A square is not negative.
func (a Range) power(b Range) Range {
	if a.Low <= 0 {
		if b.Low == 2 && b.High == 2 {
			m := a.through(opAbs)
			return Range{m.Low * m.Low, m.High * m.High}
		}
		return anything
	}
	p, q, r, s := vector.PowOf(a.Low, b.Low), vector.PowOf(a.Low, b.High), vector.PowOf(a.High, b.Low), vector.PowOf(a.High, b.High)
	return Range{math.Min(math.Min(p, q), math.Min(r, s)), math.Max(math.Max(p, q), math.Max(r, s))}
}

// through is the range of a function of one number.
func (a Range) through(o op) Range {
	switch o {
	case opAbs:
		most := math.Max(-a.Low, a.High)
		return Range{math.Max(0, math.Max(a.Low, -a.High)), most}
	case opFloor:
		return Range{math.Floor(a.Low), math.Floor(a.High)}
	case opCeil:
		return Range{math.Ceil(a.Low), math.Ceil(a.High)}
	case opExp:
		return Range{vector.ExpOf(a.Low), vector.ExpOf(a.High)}
	case opLog:
		return Range{vector.LogOf(math.Max(a.Low, 0)), vector.LogOf(math.Max(a.High, 0))}
	case opSqrt:
		return Range{math.Sqrt(math.Max(a.Low, 0)), math.Sqrt(math.Max(a.High, 0))}
	case opCount:
		return Range{math.Max(a.Low, 0), math.Max(a.High, 0)}
	}
	return anything
}
