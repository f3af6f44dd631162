package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func linear(l lanes) {
	state, noise := GP64(), GP64()
	var phi, sigma, drift vector
	kernel("linear"+l.suffix, "func(state, noise []float64, phi, sigma, drift float64) int", "state", l.rows, func() {
		Load(Param("state").Base(), state)
		Load(Param("noise").Base(), noise)
		phi, sigma, drift = l.parameter("phi"), l.parameter("sigma"), l.parameter("drift")
	}, func(i row) {
		moved := l.do(l.do(phi, times, l.load(state, i)), plus, l.do(sigma, times, l.load(noise, i)))
		l.store(l.do(moved, plus, drift), state, i)
	}, nothing)
}

func addScaled(l lanes) {
	to, from := GP64(), GP64()
	var factor vector
	kernel("addScaled"+l.suffix, "func(to, from []float64, factor float64) int", "to", l.rows, func() {
		Load(Param("to").Base(), to)
		Load(Param("from").Base(), from)
		factor = l.parameter("factor")
	}, func(i row) {
		l.store(l.do(l.load(to, i), plus, l.do(factor, times, l.load(from, i))), to, i)
	}, nothing)
}

// sums is the number of partial sums of a product of columns.
const sums = 8

// dot takes the rest of a column in part of a register where registers know how to.
func dot(l lanes) {
	a, b, s := GP64(), GP64(), GP64()
	var partial []vector
	kernel("dot"+l.suffix, "func(a, b []float64, s *[8]float64) int", "a", sums, func() {
		Load(Param("a").Base(), a)
		Load(Param("b").Base(), b)
		Load(Param("s"), s)
		for k := 0; k < sums; k += l.rows {
			v := l.register()
			VMOVUPD(at(s, 8*k), v)
			partial = append(partial, v)
		}
	}, func(i row) {
		for k, v := range partial {
			x, y := l.register(), l.register()
			VMOVUPD(operand.Mem{Base: a, Index: i, Scale: 8, Disp: 8 * k * l.rows}, x)
			VMULPD(operand.Mem{Base: b, Index: i, Scale: 8, Disp: 8 * k * l.rows}, x, y)
			VADDPD(y, v, v)
		}
	}, func(done, count row) {
		if l.rows == sums {
			x, y, rest := l.register(), l.register(), l.rest(done, count)
			VMOVUPD_Z(operand.Mem{Base: a, Index: done, Scale: 8}, rest, x)
			VMOVUPD_Z(operand.Mem{Base: b, Index: done, Scale: 8}, rest, y)
			VMULPD(x, y, y)
			VADDPD(y, partial[0], rest, partial[0])
			MOVQ(count, done)
		}
		for k, v := range partial {
			VMOVUPD(v, at(s, 8*k*l.rows))
		}
	})
}

// rest masks the rows that are left of a column, fewer than a register has.
func (l lanes) rest(done, count row) reg.Register {
	left, bits, mask := GP64(), GP64(), K()
	MOVQ(count, left)
	SUBQ(done, left)
	MOVQ(operand.U32(1<<l.rows-1), bits)
	BZHIQ(left, bits, bits)
	KMOVB(bits.As32(), mask)
	return mask
}
