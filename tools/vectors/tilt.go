package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
)

func tilt(l lanes) {
	out, g, s := GP64(), GP64(), GP64()
	var step vector
	var power, sum []vector
	kernel("tilt"+l.suffix, "func(out, g []float64, step float64, s *[16]float64) int", "g", sums, func() {
		Load(Param("out").Base(), out)
		Load(Param("g").Base(), g)
		Load(Param("s"), s)
		step = l.parameter("step")
		for k := 0; k < sums; k += l.rows {
			p, q := l.register(), l.register()
			VMOVUPD(at(s, 8*k), p)
			VMOVUPD(at(s, 8*(sums+k)), q)
			power, sum = append(power, p), append(sum, q)
		}
	}, func(i row) {
		for k := range power {
			x := l.register()
			VMULPD(operand.Mem{Base: g, Index: i, Scale: 8, Disp: 8 * k * l.rows}, power[k], x)
			VMOVUPD(x, operand.Mem{Base: out, Index: i, Scale: 8, Disp: 8 * k * l.rows})
			VADDPD(x, sum[k], sum[k])
			VMULPD(step, power[k], power[k])
		}
	}, func(_, _ row) {
		for k := range power {
			VMOVUPD(power[k], at(s, 8*k*l.rows))
			VMOVUPD(sum[k], at(s, 8*(sums+k*l.rows)))
		}
	})
}
