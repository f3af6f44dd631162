package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

type (
	row    = reg.GPVirtual
	vector = reg.VecVirtual
	label  = operand.LabelRef
)

// stop is the label behind the loop of a kernel.
const stop = label("stop")

// lanes is a width of register: 4 numbers (AVX2) or 8 (AVX-512).
type lanes struct {
	rows   int
	suffix string
	table  *table
}

// instruction has the form whose second operand is one number in memory, spread over all lanes; only wide registers know it.
type instruction struct{ of, spread func(...operand.Op) }

var (
	plus      = instruction{VADDPD, VADDPD_BCST}
	minus     = instruction{VSUBPD, VSUBPD_BCST}
	times     = instruction{VMULPD, VMULPD_BCST}
	over      = instruction{VDIVPD, VDIVPD_BCST}
	least     = instruction{VMINPD, VMINPD_BCST}
	most      = instruction{VMAXPD, VMAXPD_BCST}
	bitAnd    = instruction{VANDPD, VANDPD_BCST}
	bitOr     = instruction{VORPD, VORPD_BCST}
	wholePlus = instruction{VPADDQ, VPADDQ_BCST}
)

func (l lanes) register() vector {
	if l.rows == 8 {
		return ZMM()
	}
	return YMM()
}

// load is the rows from i of a column.
func (l lanes) load(column reg.Register, i row) vector {
	v := l.register()
	VMOVUPD(operand.Mem{Base: column, Index: i, Scale: 8}, v)
	return v
}

func (l lanes) store(v vector, column reg.Register, i row) {
	VMOVUPD(v, operand.Mem{Base: column, Index: i, Scale: 8})
}

// do is a op b.
func (l lanes) do(a vector, op instruction, b vector) vector {
	out := l.register()
	op.of(b, a, out)
	return out
}

// with is a op constant.
func (l lanes) with(a vector, op instruction, constant string) vector {
	out := l.register()
	if l.rows == 8 {
		op.spread(l.table.at(constant), a, out)
	} else {
		op.of(l.table.at(constant), a, out)
	}
	return out
}

// constant is a register full of one number.
func (l lanes) constant(name string) vector {
	v := l.register()
	VBROADCASTSD(l.table.at(name), v)
	return v
}

// parameter is a register full of an argument.
func (l lanes) parameter(name string) vector {
	place, err := Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	v := l.register()
	VBROADCASTSD(place.Addr, v)
	return v
}

func (l lanes) shiftRight(a vector, bits uint8) vector {
	out := l.register()
	VPSRLQ(operand.U8(bits), a, out)
	return out
}

func (l lanes) shiftLeft(a vector, bits uint8) vector {
	out := l.register()
	VPSLLQ(operand.U8(bits), a, out)
	return out
}

func (l lanes) root(a vector) vector {
	out := l.register()
	VSQRTPD(a, out)
	return out
}

// horner is the polynomial in r with the coefficients from the highest power down.
func (l lanes) horner(r vector, coefficients ...string) vector {
	sum := l.constant(coefficients[0])
	for _, c := range coefficients[1:] {
		sum = l.with(l.do(sum, times, r), plus, c)
	}
	return sum
}

// notLessOrEqual is the predicate of a comparison: greater, or not a number.
const notLessOrEqual = 6

// stopUnless ends the kernel unless all of a are at most the constant.
func (l lanes) stopUnless(a vector, limit string) {
	if l.rows == 8 {
		mask := K()
		VCMPPD_BCST(operand.U8(notLessOrEqual), l.table.at(limit), a, mask)
		KORTESTB(mask, mask)
	} else {
		mask, bits := l.register(), GP32()
		VCMPPD(operand.U8(notLessOrEqual), l.table.at(limit), a, mask)
		VMOVMSKPD(mask, bits)
		TESTL(bits, bits)
	}
	JNE(stop)
}

// at is so many bytes behind a register.
func at(base reg.Register, bytes int) operand.Mem { return operand.Mem{Base: base, Disp: bytes} }
