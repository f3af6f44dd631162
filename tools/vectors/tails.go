package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// collect packs the tails of a column, and notes for every register which of its rows they are. It returns how many there are.
func collect(l lanes) {
	tails(l, "collect", func(p, tails, note row, found, i row) reg.GPVirtual {
		v, packed, mask, rows := l.load(p, i), l.register(), K(), GP32()
		VCMPPD_BCST(operand.U8(greater), l.table.at("central"), l.with(l.with(v, minus, "half"), bitAnd, "all but sign"), mask)
		VCOMPRESSPD(v, mask, packed)
		l.store(packed, tails, found)
		KMOVB(mask, rows)
		MOVB(rows.As8(), at(note, 0))
		return rows
	})
}

// expand puts the tails back to where collect took them.
func expand(l lanes) {
	tails(l, "expand", func(p, tails, note row, found, i row) reg.GPVirtual {
		v, mask, rows := l.load(p, i), K(), GP32()
		MOVBLZX(at(note, 0), rows)
		KMOVB(rows, mask)
		VEXPANDPD(l.load(tails, found), mask, v)
		l.store(v, p, i)
		return rows
	})
}

// tails is a kernel that goes through a column and through its tails.
func tails(l lanes, name string, body func(p, tails, note, found, i row) reg.GPVirtual) {
	p, tails, note, found := GP64(), GP64(), GP64(), GP64()
	kernel(name+l.suffix, "func(p, tails []float64, notes []uint8) int", "p", l.rows, func() {
		Load(Param("p").Base(), p)
		Load(Param("tails").Base(), tails)
		Load(Param("notes").Base(), note)
		XORQ(found, found)
	}, func(i row) {
		rows := body(p, tails, note, found, i)
		INCQ(note)
		POPCNTL(rows, rows)
		ADDQ(rows.As64(), found)
	}, func(done, _ row) { MOVQ(found, done) })
}
