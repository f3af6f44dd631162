package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
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
		better := l.better(x, sizeOfX, top, size, tie)
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

// better masks the rows where x is more than best by more than tie times the size of both.
func (l lanes) better(x, sizeOfX, best, sizeOfBest, tie vector) reg.Register {
	mask := K()
	VCMPPD(operand.U8(greater), l.do(l.do(sizeOfX, plus, sizeOfBest), times, tie), l.do(x, minus, best), mask)
	return mask
}

// improve compares a column with the best so far.
func improve(l lanes) {
	best, chosen, v := GP64(), GP64(), GP64()
	var tie, option reg.VecVirtual
	kernel("improve"+l.suffix, "func(best []float64, chosen []int32, v []float64, option int32, tie float64) int", "best", l.rows, func() {
		Load(Param("best").Base(), best)
		Load(Param("chosen").Base(), chosen)
		Load(Param("v").Base(), v)
		number := Load(Param("option"), GP32())
		tie, option = l.parameter("tie"), YMM()
		VPBROADCASTD(number, option)
	}, func(i row) {
		x, top := l.load(v, i), l.load(best, i)
		mask := l.better(x, l.with(x, bitAnd, "all but sign"), top, l.with(top, bitAnd, "all but sign"), tie)
		VMOVUPD(x, mask, operand.Mem{Base: best, Index: i, Scale: 8})
		VMOVDQU32(option, mask, operand.Mem{Base: chosen, Index: i, Scale: 4})
	}, nothing)
}

// greater is the predicate of a comparison that is false for what is not a number.
const greater = 14
