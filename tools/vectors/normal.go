package main

import . "github.com/mmcloughlin/avo/build"

func central(l lanes) {
	p := GP64()
	kernel("central"+l.suffix, "func(p []float64) int", "p", l.rows, func() { Load(Param("p").Base(), p) }, func(i row) {
		q := l.with(l.load(p, i), minus, "half")
		r := l.do(l.constant("shift"), minus, l.do(q, times, q))
		x := l.horner(r, "a7", "a6", "a5", "a4", "a3", "a2", "a1", "a0")
		y := l.horner(r, "b7", "b6", "b5", "b4", "b3", "b2", "b1", "1")
		l.store(l.do(l.do(q, times, x), over, y), p, i)
	}, nothing)
}

// tail stops at a block with a number beyond the split.
func tail(l lanes) {
	p := GP64()
	kernel("tail"+l.suffix, "func(p []float64) int", "p", l.rows, func() { Load(Param("p").Base(), p) }, func(i row) {
		v := l.load(p, i)
		low := l.do(v, least, l.do(l.constant("1"), minus, v))
		r := l.root(l.minusLog(low))
		l.stopUnless(r, "split")
		r = l.with(r, minus, "offset")
		x := l.horner(r, "c7", "c6", "c5", "c4", "c3", "c2", "c1", "c0")
		y := l.horner(r, "d7", "d6", "d5", "d4", "d3", "d2", "d1", "1")
		sign := l.with(l.with(v, minus, "half"), bitAnd, "sign bit")
		l.store(l.do(l.do(x, over, y), bitOr, sign), p, i)
	}, nothing)
}

func (l lanes) minusLog(x vector) vector {
	u := l.with(x, wholePlus, "fromRoot")
	k := l.with(l.with(l.shiftRight(u, 52), bitOr, "exponent"), minus, "bias")
	f := l.with(l.with(l.with(u, bitAnd, "mantissa"), wholePlus, "rootHalf"), minus, "1")
	s := l.do(f, over, l.with(f, plus, "2"))
	z := l.do(s, times, s)
	w := l.do(z, times, z)
	odd := l.do(z, times, l.horner(w, "l7", "l5", "l3", "l1"))
	even := l.do(w, times, l.horner(w, "l6", "l4", "l2"))
	square := l.do(l.with(f, times, "half"), times, f)
	curve := l.do(s, times, l.do(square, plus, l.do(odd, plus, even)))
	inner := l.do(square, minus, l.do(curve, plus, l.with(k, times, "ln2Low")))
	return l.do(l.do(inner, minus, f), minus, l.with(k, times, "ln2High"))
}
