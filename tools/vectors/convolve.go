package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
)

// strands is how many registers of outputs share a weight: enough for the additions not to wait for each other.
const strands = 4

// combine has a convolution as the case of stride 1.
func combine(l lanes) {
	out, w, x, size, stride := GP64(), GP64(), GP64(), GP64(), GP64()
	kernel("combine"+l.suffix, "func(out, w, x []float64, stride int) int", "out", strands*l.rows, func() {
		Load(Param("out").Base(), out)
		Load(Param("w").Base(), w)
		Load(Param("w").Len(), size)
		Load(Param("x").Base(), x)
		Load(Param("stride"), stride)
		SHLQ(operand.U8(3), stride)
	}, func(i row) {
		var sum [strands]vector
		for j := range sum {
			sum[j] = l.register()
			VXORPD(sum[j], sum[j], sum[j])
		}
		from, k := GP64(), GP64()
		LEAQ(operand.Mem{Base: x, Index: i, Scale: 8}, from)
		XORQ(k, k)
		Label("term")
		weight := l.register()
		VBROADCASTSD(operand.Mem{Base: w, Index: k, Scale: 8}, weight)
		for j := range sum {
			product := l.register()
			VMULPD(at(from, 8*j*l.rows), weight, product)
			VADDPD(product, sum[j], sum[j])
		}
		ADDQ(stride, from)
		INCQ(k)
		CMPQ(k, size)
		JLT(label("term"))
		for j := range sum {
			VMOVUPD(sum[j], operand.Mem{Base: out, Index: i, Scale: 8, Disp: 8 * j * l.rows})
		}
	}, nothing)
}
