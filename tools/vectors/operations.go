package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// Predicates of comparisons that are false for what is not a number, but for unlike.
const (
	equal       = 0
	unlike      = 4
	less        = 17
	lessOrEqual = 18
)

// operations are kernels of one, two or three operands, each a column or a constant.
func operations(l lanes) {
	for _, o := range []struct {
		name string
		does instruction
	}{{"plus", plus}, {"minus", minus}, {"times", times}, {"over", over}} {
		l.operation(o.name, 2, func(x []vector) vector { return l.do(x[0], o.does, x[1]) })
	}
	l.operation("least", 2, func(x []vector) vector { return l.do(x[1], least, x[0]) }) // of equals the second operand
	l.operation("most", 2, func(x []vector) vector { return l.do(x[1], most, x[0]) })
	for _, c := range []struct {
		name      string
		predicate operand.U8
	}{{"less", less}, {"lessEqual", lessOrEqual}, {"equal", equal}, {"unequal", unlike}} {
		l.operation(c.name, 2, func(x []vector) vector {
			return l.choose(l.compare(x[0], c.predicate, x[1]), l.constant("1"), l.zero())
		})
	}
	l.operation("taint", 2, func(x []vector) vector { return l.do(x[0], plus, l.do(x[1], minus, x[1])) })
	l.operation("absolute", 1, func(x []vector) vector { return l.with(x[0], bitAnd, "all but sign") })
	l.operation("root", 1, func(x []vector) vector { return l.root(x[0]) })
	l.operation("choice", 3, func(x []vector) vector { return l.choose(l.compare(x[0], unlike, l.zero()), x[1], x[2]) })
}

// operation moves the place of a column on from block to block; that of a constant stays.
func (l lanes) operation(name string, operands int, f func(x []vector) vector) {
	out := GP64()
	var place, step []row
	kernel(name+l.suffix, "func(out, a, b, c []float64) int", "out", l.rows, func() {
		rows, none := GP64(), GP64()
		Load(Param("out").Base(), out)
		Load(Param("out").Len(), rows)
		XORQ(none, none)
		for _, name := range []string{"a", "b", "c"}[:operands] {
			base, size, bytes := GP64(), GP64(), GP64()
			Load(Param(name).Base(), base)
			Load(Param(name).Len(), size)
			MOVQ(operand.U32(8*l.rows), bytes)
			CMPQ(size, rows)
			CMOVQLT(none, bytes)
			place, step = append(place, base), append(step, bytes)
		}
	}, func(i row) {
		x := make([]vector, operands)
		for k, p := range place {
			x[k] = l.register()
			VMOVUPD(at(p, 0), x[k])
			ADDQ(step[k], p)
		}
		l.store(f(x), out, i)
	}, nothing)
}

func (l lanes) zero() vector {
	v := l.register()
	VXORPD(v, v, v)
	return v
}

// compare is a mask: a register for wide lanes too, but of another kind.
func (l lanes) compare(a vector, predicate operand.U8, b vector) reg.Register {
	if l.rows == 8 {
		mask := K()
		VCMPPD(predicate, b, a, mask)
		return mask
	}
	mask := l.register()
	VCMPPD(predicate, b, a, mask)
	return mask
}

// choose is a where the mask is set, b elsewhere.
func (l lanes) choose(mask reg.Register, a, b vector) vector {
	out := l.register()
	if l.rows == 8 {
		VBLENDMPD(a, b, mask, out)
	} else {
		VBLENDVPD(mask, a, b, out)
	}
	return out
}

// finite stops at a block with a number that is none.
func finite(l lanes) {
	x := GP64()
	kernel("finite"+l.suffix, "func(x []float64) int", "x", l.rows, func() { Load(Param("x").Base(), x) }, func(i row) {
		l.stopUnless(l.with(l.load(x, i), bitAnd, "all but sign"), "largest finite")
	}, nothing)
}
