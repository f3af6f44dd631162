package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
)

const digits = 6

// scramble keeps the tree in one register: its words are picked by the upper three digits, the bytes of a word by the lower three.
func scramble(l lanes) {
	out, cells := GP64(), GP64()
	var tree, inside vector
	weyl := l.table.bits("weyl")
	first := l.table.sequence("multiples of weyl", 0, weyl, 2*weyl, 3*weyl, 4*weyl, 5*weyl, 6*weyl, 7*weyl)
	kernel("scramble"+l.suffix, "func(out []float64, cells []uint16, tree *[8]uint64, inside uint64) int", "out", l.rows, func() {
		Load(Param("out").Base(), out)
		Load(Param("cells").Base(), cells)
		words := GP64()
		Load(Param("tree"), words)
		tree, inside = l.register(), l.register()
		VMOVUPD(at(words, 0), tree)
		VPADDQ(first, l.parameter("inside"), inside)
	}, func(i row) {
		cell, leaf := l.register(), l.register()
		VPMOVZXWQ(operand.Mem{Base: cells, Index: i, Scale: 2}, cell)
		VPERMPD(tree, l.shiftRight(cell, digits), leaf)
		VPSRLVQ(l.with(cell, bitAnd, "byte"), leaf, leaf)
		l.store(l.open(l.do(l.shiftLeft(leaf, 64-digits), bitOr, l.shiftRight(inside, digits))), out, i)
		VPADDQ_BCST(l.table.at("eight weyls"), inside, inside)
	}, nothing)
}
