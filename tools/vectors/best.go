package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
)

// headerSize is the bytes of a slice's header, which begins with the pointer.
const headerSize = 24

// best keeps the best so far, its size and its number in registers while it goes through the columns.
func best(l lanes) {
	v, number, columns, last, shifts, start := GP64(), GP64(), GP64(), GP64(), GP64(), GP64()
	var tie, ones vector
	kernel("best"+l.suffix, "func(v []float64, best []uint16, columns [][]float64, shifts []float64, start int, tie float64) int", "v", l.rows, func() {
		Load(Param("v").Base(), v)
		Load(Param("best").Base(), number)
		Load(Param("columns").Base(), columns)
		Load(Param("columns").Len(), last)
		Load(Param("shifts").Base(), shifts)
		Load(Param("start"), start)
		tie, ones = l.parameter("tie"), l.constant("count")
	}, func(i row) {
		header, column, m, from := GP64(), GP64(), GP64(), GP64()
		LEAQ(operand.Mem{Base: start, Index: i, Scale: 1}, from)
		MOVQ(operand.Mem{Base: columns}, column)
		MOVQ(columns, header)
		XORQ(m, m)
		top, index, count := l.register(), l.register(), l.register()
		VMOVUPD(operand.Mem{Base: column, Index: from, Scale: 8}, top)
		VADDPD_BCST(operand.Mem{Base: shifts}, top, top)
		size := l.with(top, bitAnd, "all but sign")
		VPXORQ(index, index, index)
		VPXORQ(count, count, count)
		JMP(label("next"))
		Label("option")
		MOVQ(at(header, 0), column)
		x := l.load(column, from)
		VADDPD_BCST(operand.Mem{Base: shifts, Index: m, Scale: 8}, x, x)
		sizeOfX := l.with(x, bitAnd, "all but sign")
		limit := l.do(l.do(sizeOfX, plus, size), times, tie)
		better := K()
		VCMPPD(operand.U8(greater), limit, l.do(x, minus, top), better)
		VMOVAPD(x, better, top)
		VMOVAPD(sizeOfX, better, size)
		VMOVDQA64(count, better, index)
		Label("next")
		ADDQ(operand.U8(headerSize), header)
		VPADDQ(ones, count, count)
		INCQ(m)
		CMPQ(m, last)
		JLT(label("option"))
		l.store(top, v, i)
		VPMOVQW(index, operand.Mem{Base: number, Index: i, Scale: 2})
	}, nothing)
}

// greater is the predicate of a comparison that is false for what is not a number.
const greater = 14
