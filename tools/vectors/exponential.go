package main

import . "github.com/mmcloughlin/avo/build"

// exponential stops at a block with a number that is not usual.
func exponential(l lanes) {
	to, from := GP64(), GP64()
	kernel("exp"+l.suffix, "func(dst, src []float64) int", "dst", l.rows, func() {
		Load(Param("dst").Base(), to)
		Load(Param("src").Base(), from)
	}, func(i row) {
		x := l.load(from, i)
		l.stopUnless(l.with(x, bitAnd, "all but sign"), "usual")
		t := l.with(l.with(x, times, "perLn2"), plus, "whole")
		y := l.reduced(x, l.with(t, minus, "whole"))
		l.store(l.do(y, wholePlus, l.shiftLeft(t, 52)), to, i)
	}, nothing)
}

func (l lanes) reduced(x, k vector) vector {
	high, low := l.do(x, minus, l.with(k, times, "ln2High")), l.with(k, times, "ln2Low")
	r := l.do(high, minus, low)
	z := l.do(r, times, r)
	even := l.horner(z, "p10", "p8", "p6", "p4", "p2", "p0")
	odd := l.horner(z, "p9", "p7", "p5", "p3", "p1")
	sum := l.with(high, plus, "1")
	rest := l.do(high, minus, l.with(sum, minus, "1"))
	curve := l.do(l.do(z, times, l.do(even, plus, l.do(odd, times, r))), minus, low)
	return l.do(sum, plus, l.do(rest, plus, curve))
}
