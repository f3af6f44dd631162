package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// all is a mask of all rows.
func (l lanes) all() reg.Register {
	mask := K()
	KXNORB(mask, mask, mask)
	return mask
}

// gather picks numbers by index.
func (l lanes) gather(base reg.Register, index reg.VecVirtual) vector {
	v := l.register()
	VGATHERDPD(operand.Mem{Base: base, Index: index, Scale: 8}, l.all(), v)
	return v
}

// between is low, and a share of the way from there to high.
func (l lanes) between(low, high, weight vector) vector {
	return l.do(low, plus, l.do(weight, times, l.do(high, minus, low)))
}

// interpolate is a piecewise linear function of one axis or of two.
func interpolate(l lanes, name string, axes int) {
	out, coef, cell := GP64(), GP64(), GP64()
	var at, weight []row
	width, step, later := YMM(), YMM(), GP64()
	signature := "func(out []float64, coef *float64, width, step int32, cell, at0 *int32, weight0 *float64) int"
	if axes == 2 {
		signature = "func(out []float64, coef *float64, width, step int32, cell, at0 *int32, weight0 *float64, at1 *int32, weight1 *float64) int"
	}
	kernel(name+l.suffix, signature, "out", l.rows, func() {
		Load(Param("out").Base(), out)
		Load(Param("coef"), coef)
		Load(Param("cell"), cell)
		VPBROADCASTD(Load(Param("width"), GP32()), width)
		apart := Load(Param("step"), GP32())
		VPBROADCASTD(apart, step)
		LEAQ(operand.Mem{Base: coef, Index: apart.(reg.GPVirtual).As64(), Scale: 8}, later)
		for _, k := range []string{"0", "1"}[:axes] {
			at, weight = append(at, GP64()), append(weight, GP64())
			Load(Param("at"+k), at[len(at)-1])
			Load(Param("weight"+k), weight[len(weight)-1])
		}
	}, func(i row) {
		place := func(base reg.Register) operand.Mem { return operand.Mem{Base: base, Index: i, Scale: 4} }
		index, part := YMM(), YMM()
		VPMULLD(place(cell), width, index)
		VPMULLD(place(at[0]), step, part)
		VPADDD(part, index, index)
		if axes == 2 {
			VPADDD(place(at[1]), index, index)
		}
		line := func(base row, axis int) vector {
			return l.between(l.gather(base, index), l.gatherNext(base, index), l.load(weight[axis], i))
		}
		value := line(coef, axes-1)
		if axes == 2 {
			value = l.between(value, line(later, 1), l.load(weight[0], i))
		}
		l.store(value, out, i)
	}, nothing)
}

// gatherNext picks the numbers behind those.
func (l lanes) gatherNext(base reg.Register, index reg.VecVirtual) vector {
	v := l.register()
	VGATHERDPD(operand.Mem{Base: base, Index: index, Scale: 8, Disp: 8}, l.all(), v)
	return v
}
