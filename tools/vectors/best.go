package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// headerSize is the bytes of a slice's header, which begins with the pointer.
const headerSize = 24

// pair is how many registers of nodes best compares at a time: going through the columns costs as much as a comparison.
const pair = 2

// best keeps the best so far and its number in registers while it goes through the columns. A column that is nowhere larger is passed
// over: where one option is the best it mostly is for many nodes in a row.
func best(l lanes) {
	v, number, columns, last, shifts, start := GP64(), GP64(), GP64(), GP64(), GP64(), GP64()
	var tie, ones vector
	if l.rows == 4 {
		l.table.sequence("words of quadwords", lowWords, none, lowWords, none)
	}
	kernel("best"+l.suffix, "func(v []float64, best []uint16, columns [][]float64, shifts []float64, start int, tie float64) int", "v", pair*l.rows, func() {
		Load(Param("v").Base(), v)
		Load(Param("best").Base(), number)
		Load(Param("columns").Base(), columns)
		Load(Param("columns").Len(), last)
		Load(Param("shifts").Base(), shifts)
		Load(Param("start"), start)
		tie, ones = l.parameter("tie"), l.constant("count")
	}, func(i row) {
		header, column, m, from := GP64(), GP64(), GP64(), GP64()
		rows := func(k int) operand.Mem {
			return operand.Mem{Base: column, Index: from, Scale: 8, Disp: 8 * k * l.rows}
		}
		LEAQ(operand.Mem{Base: start, Index: i, Scale: 1}, from)
		MOVQ(operand.Mem{Base: columns}, column)
		MOVQ(columns, header)
		XORQ(m, m)
		var top, index, x [pair]vector
		shift, count := l.register(), l.register()
		VBROADCASTSD(operand.Mem{Base: shifts}, shift)
		for k := range top {
			top[k], index[k], x[k] = l.register(), l.register(), l.register()
			VADDPD(rows(k), shift, top[k])
			VXORPD(index[k], index[k], index[k])
		}
		VXORPD(count, count, count)
		JMP(label("next"))
		Label("option")
		MOVQ(at(header, 0), column)
		VBROADCASTSD(operand.Mem{Base: shifts, Index: m, Scale: 8}, shift)
		var larger [pair]reg.Register
		for k := range x {
			VADDPD(rows(k), shift, x[k])
			larger[k] = l.compare(x[k], greater, top[k])
		}
		l.unlessAny(larger, label("next"))
		for k := range x {
			better := l.better(x[k], l.with(x[k], bitAnd, "all but sign"), top[k], l.with(top[k], bitAnd, "all but sign"), tie)
			l.move(better, x[k], top[k])
			l.move(better, count, index[k])
		}
		Label("next")
		ADDQ(operand.U8(headerSize), header)
		VPADDQ(ones, count, count)
		INCQ(m)
		CMPQ(m, last)
		JLT(label("option"))
		for k := range top {
			VMOVUPD(top[k], operand.Mem{Base: v, Index: i, Scale: 8, Disp: 8 * k * l.rows})
			l.storeWords(index[k], operand.Mem{Base: number, Index: i, Scale: 2, Disp: 2 * k * l.rows})
		}
	}, nothing)
}

// better masks the rows where x is more than best by more than tie times the size of both.
func (l lanes) better(x, sizeOfX, best, sizeOfBest, tie vector) reg.Register {
	return l.compare(l.do(x, minus, best), greater, l.do(l.do(sizeOfX, plus, sizeOfBest), times, tie))
}

// unlessAny goes elsewhere if no mask of a pair is set anywhere.
func (l lanes) unlessAny(masks [pair]reg.Register, elsewhere label) {
	if l.rows == 8 {
		KORTESTB(masks[0], masks[1])
	} else {
		both, bits := l.register(), GP32()
		VORPD(masks[0], masks[1], both)
		VMOVMSKPD(both, bits)
		TESTL(bits, bits)
	}
	JEQ(elsewhere)
}

// move writes from to to where the mask is set.
func (l lanes) move(mask reg.Register, from, to vector) {
	if l.rows == 8 {
		VMOVAPD(from, mask, to)
	} else {
		VBLENDVPD(mask, from, to, to)
	}
}

// The bytes of the words that begin a quadword, of each half of a register, and none.
const (
	lowWords = 0x8080808009080100
	none     = 0x8080808080808080
)

// storeWords writes numbers of 64 bits as numbers of 16.
func (l lanes) storeWords(v vector, to operand.Mem) {
	if l.rows == 8 {
		VPMOVQW(v, to)
		return
	}
	words, high := YMM(), XMM()
	VPSHUFB(l.table.at("words of quadwords"), v, words)
	VEXTRACTI128(operand.U8(1), words, high)
	VPUNPCKLDQ(high, words.AsX(), high)
	VMOVQ(high, to)
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

// same stops at a block of 16 numbers of 16 bits that differs.
func same(l lanes) {
	a, b := GP64(), GP64()
	kernel("same"+l.suffix, "func(a, b []uint16) int", "a", 4*l.rows, func() {
		Load(Param("a").Base(), a)
		Load(Param("b").Base(), b)
	}, func(i row) {
		x, equal := YMM(), GP32()
		VMOVDQU(operand.Mem{Base: a, Index: i, Scale: 2}, x)
		VPCMPEQW(operand.Mem{Base: b, Index: i, Scale: 2}, x, x)
		VPMOVMSKB(x, equal)
		CMPL(equal, operand.I8(-1))
		JNE(stop)
	}, nothing)
}
