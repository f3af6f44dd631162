package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
)

const rounds = 10

// cipher is what the rounds of Philox keep in registers.
type cipher struct {
	keys             [rounds]vector
	low, high, words vector // the multiplier, its upper half, a mask of the lower half
}

// uniforms takes eight counters at a time. Four lanes would gain nothing: the processor multiplies 64 by 64 bits only one at a time.
func uniforms(l lanes) {
	out := GP64()
	var c cipher
	var pair, place vector
	first := l.table.sequence("counters", 0, 1, 2, 3, 4, 5, 6, 7)
	lower := l.table.sequence("lower", 0, 8, 1, 9, 2, 10, 3, 11)
	upper := l.table.sequence("upper", 4, 12, 5, 13, 6, 14, 7, 15)
	kernel("uniforms512", "func(out []float64, pair, place, key uint64) int", "out", 2*l.rows, func() {
		Load(Param("out").Base(), out)
		pair, place = l.register(), l.parameter("place")
		VPADDQ(first, l.parameter("pair"), pair)
		c = l.cipher()
	}, func(i row) {
		a, b := l.philox(&c, pair, place)
		VPADDQ_BCST(l.table.at("eight"), pair, pair)
		a, b = l.open(a), l.open(b)
		l.store(l.interleave(a, b, lower), out, i)
		VMOVUPD(l.interleave(a, b, upper), operand.Mem{Base: out, Index: i, Scale: 8, Disp: 8 * l.rows})
	}, nothing)
}

func (l lanes) cipher() cipher {
	c := cipher{low: l.constant("multiplier"), words: l.constant("lower half")}
	c.high = l.shiftRight(c.low, 32)
	c.keys[0] = l.parameter("key")
	for k := range c.keys[1:] {
		c.keys[k+1] = l.with(c.keys[k], wholePlus, "weyl")
	}
	return c
}

// philox multiplies by halves: the product's upper word is that of the halves, with what the middle ones carry.
func (l lanes) philox(c *cipher, c0, c1 vector) (vector, vector) {
	for _, key := range c.keys {
		upper := l.shiftRight(c0, 32)
		t := l.do(l.do(upper, halves, c.low), wholePlus, l.shiftRight(l.do(c0, halves, c.low), 32))
		u := l.do(l.do(c0, halves, c.high), wholePlus, l.do(t, bitAnd, c.words))
		carried := l.do(l.shiftRight(t, 32), wholePlus, l.shiftRight(u, 32))
		hi := l.do(l.do(upper, halves, c.high), wholePlus, carried)
		VPTERNLOGQ(operand.U8(exclusiveOr), key, c1, hi)
		c0, c1 = hi, l.do(c0, product, c.low)
	}
	return c0, c1
}

// exclusiveOr of three words, as a table of truth.
const exclusiveOr = 0x96

var (
	halves  = instruction{of: VPMULUDQ}
	product = instruction{of: VPMULLQ}
)

func (l lanes) open(word vector) vector {
	return l.with(l.with(l.shiftRight(word, 12), bitOr, "one"), minus, "belowHalf")
}

// interleave picks from the rows of a and b by an index: b counts from 8.
func (l lanes) interleave(a, b vector, index operand.Mem) vector {
	order := l.register()
	VMOVUPD(index, order)
	VPERMI2PD(b, a, order)
	return order
}
