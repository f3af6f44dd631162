package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// stepSize is the bytes of a step: column, weight, steps below.
const stepSize = 24

// nesting is what a nested sum keeps in general registers.
type nesting struct {
	lanes
	together         int // registers of rows
	columns, weights row
	first, step      row
	i                row
}

// nested keeps the sums of all three levels in registers while it goes through the steps, for as many rows at a time as hide how long
// an addition takes.
func nested(l lanes) {
	n := nesting{lanes: l, together: l.rows / 2, columns: GP64(), weights: GP64(), first: GP64(), step: GP64()}
	kernel("nested"+l.suffix, "func(out []float64, columns [][]float64, weights []float64, first *int, size int) int", "out", n.together*l.rows, func() {
		Load(Param("columns").Base(), n.columns)
		Load(Param("weights").Base(), n.weights)
		Load(Param("first"), n.first)
	}, func(i row) {
		n.i = i
		total := n.registers()
		MOVQ(n.first, n.step)
		n.spread(at(n.weights, 0), total)
		n.level("branch", func() {
			n.open("twigs", total, func(sum []vector, below row) {
				n.level("twig", func() {
					n.open("leaves", sum, func(inner []vector, below row) { n.leaves(inner, below) })
				}, func(again label) { repeat(below, again) })
			})
		}, func(again label) {
			end := GP64()
			Load(Param("size"), end)
			LEAQ(operand.Mem{Base: end, Index: end, Scale: 2}, end)
			SHLQ(operand.U8(3), end)
			ADDQ(n.first, end)
			CMPQ(n.step, end)
			JB(again)
		})
		out := GP64()
		Load(Param("out").Base(), out)
		for k, v := range total {
			VMOVUPD(v, n.rows(out, k))
		}
	}, nothing)
}

// level is a loop over the steps of a level.
func (n *nesting) level(name string, body func(), again func(label)) {
	Label(name)
	body()
	again(label(name))
}

// open takes a step: begins its sum, adds what is below it, and adds it all times its column to the level above.
func (n *nesting) open(name string, above []vector, below func(sum []vector, count row)) {
	sum, from, count := n.registers(), n.column(), GP64()
	n.spread(n.weight(), sum)
	MOVQ(at(n.step, 16), count)
	ADDQ(operand.U8(stepSize), n.step)
	TESTQ(count, count)
	JE(label("no_" + name))
	below(sum, count)
	Label("no_" + name)
	for k, v := range sum {
		product := n.register()
		VMULPD(n.rows(from, k), v, product)
		VADDPD(product, above[k], above[k])
	}
}

// leaves adds the steps of the lowest level.
func (n *nesting) leaves(sum []vector, count row) {
	n.level("leaf", func() {
		from, weight := n.column(), n.register()
		VBROADCASTSD(n.weight(), weight)
		for k, v := range sum {
			product := n.register()
			VMULPD(n.rows(from, k), weight, product)
			VADDPD(product, v, v)
		}
		ADDQ(operand.U8(stepSize), n.step)
	}, func(again label) { repeat(count, again) })
}

// repeat jumps back until a count is used up.
func repeat(count row, again label) {
	DECQ(count)
	JNE(again)
}

func (n *nesting) registers() []vector {
	list := make([]vector, n.together)
	for k := range list {
		list[k] = n.register()
	}
	return list
}

// spread fills registers with one number.
func (n *nesting) spread(number operand.Mem, registers []vector) {
	for k, v := range registers {
		if k == 0 {
			VBROADCASTSD(number, v)
		} else {
			VMOVAPD(registers[0], v)
		}
	}
}

// column is where that of the step begins.
func (n *nesting) column() row {
	from := GP64()
	MOVQ(at(n.step, 0), from)
	LEAQ(operand.Mem{Base: from, Index: from, Scale: 2}, from)
	MOVQ(operand.Mem{Base: n.columns, Index: from, Scale: 8}, from)
	return from
}

// weight is that of the step.
func (n *nesting) weight() operand.Mem {
	k := GP64()
	MOVQ(at(n.step, 8), k)
	return operand.Mem{Base: n.weights, Index: k, Scale: 8}
}

// rows is register k of a column's block.
func (n *nesting) rows(base reg.Register, k int) operand.Mem {
	return operand.Mem{Base: base, Index: n.i, Scale: 8, Disp: 8 * k * n.lanes.rows}
}
