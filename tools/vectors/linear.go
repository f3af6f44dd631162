package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
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
	}, func() {
		for k, v := range partial {
			VMOVUPD(v, at(s, 8*k*l.rows))
		}
	})
}
