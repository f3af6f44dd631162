package main

import (
	"strconv"

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
			rest := l.rest(done, count)
			l.addRest(l.loadRest(a, done, rest), b, done, rest, partial[0])
			MOVQ(count, done)
		}
		for k, v := range partial {
			VMOVUPD(v, at(s, 8*k*l.rows))
		}
	})
}

// abreast is how many products share a column.
const abreast = 4

// dots is the products of one column with four others: its rows are loaded once, and no addition waits for the one before.
func dots(l lanes) {
	w, out := GP64(), GP64()
	var x [abreast]reg.GPVirtual
	var partial [abreast]vector
	kernel("dots"+l.suffix, "func(w []float64, x0, x1, x2, x3 *float64, out *[4]float64) int", "w", sums, func() {
		Load(Param("w").Base(), w)
		Load(Param("out"), out)
		for j := range x {
			x[j], partial[j] = GP64(), l.register()
			Load(Param("x"+strconv.Itoa(j)), x[j])
			VXORPD(partial[j], partial[j], partial[j])
		}
	}, func(i row) {
		weight := l.load(w, i)
		for j, sum := range partial {
			product := l.register()
			VMULPD(operand.Mem{Base: x[j], Index: i, Scale: 8}, weight, product)
			VADDPD(product, sum, sum)
		}
	}, func(done, count row) {
		rest := l.rest(done, count)
		weight := l.loadRest(w, done, rest)
		for j, sum := range partial {
			l.addRest(weight, x[j], done, rest, sum)
			VMOVSD(fold(sum), at(out, 8*j))
		}
		MOVQ(count, done)
	})
}

// fold is the sum of eight numbers as package vector takes it.
func fold(sum vector) reg.VecVirtual {
	half, quarter, odd := YMM(), XMM(), XMM()
	VEXTRACTF64X4(operand.U8(1), sum, half)
	VADDPD(half, sum.AsY(), half)
	VEXTRACTF128(operand.U8(1), half, quarter)
	VADDPD(quarter, half.AsX(), quarter)
	VPERMILPD(operand.U8(1), quarter, odd)
	VADDSD(odd, quarter, quarter)
	return quarter
}

// loadRest is the rest of a column, and zeros.
func (l lanes) loadRest(column reg.Register, done row, rest reg.Register) vector {
	v := l.register()
	VMOVUPD_Z(operand.Mem{Base: column, Index: done, Scale: 8}, rest, v)
	return v
}

// addRest adds products with the rest of a column.
func (l lanes) addRest(v vector, column reg.Register, done row, rest reg.Register, sum vector) {
	x := l.loadRest(column, done, rest)
	VMULPD(v, x, x)
	VADDPD(x, sum, rest, sum)
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
