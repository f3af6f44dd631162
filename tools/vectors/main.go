// Command vectors generates the assembly of package internal/vector.
//
//  1. The constants are read from the Go source of the package, where the plain kernels have them: constants.go.
//  2. A kernel is written once for registers of 4 and of 8 numbers: lanes.go has what differs.
//  3. Every kernel does the operations of its plain twin, in its order, without fusing any; so the bits agree.
//
// It is run by go generate in internal/vector.
package main

import (
	"flag"
	"log"

	"github.com/mmcloughlin/avo/attr"
	. "github.com/mmcloughlin/avo/build"
)

func main() {
	source := flag.String("source", ".", "folder of the package with the plain kernels")
	flag.Parse()
	table, err := readConstants(*source)
	if err != nil {
		log.Fatal(err)
	}
	ConstraintExpr("amd64,!purego")
	for _, l := range []lanes{{4, "256", table}, {8, "512", table}} {
		exponential(l)
		central(l)
		tail(l)
		linear(l)
		addScaled(l)
		dot(l)
		combine(l)
		tilt(l)
		columns(l)
		operations(l)
		finite(l)
		nested(l)
	}
	same(lanes{4, "256", table})
	best(lanes{4, "256", table})
	best(lanes{8, "512", table})
	improve(lanes{8, "512", table})
	dots(lanes{8, "512", table})
	uniforms(lanes{8, "512", table})
	scramble(lanes{8, "512", table})
	interpolate(lanes{8, "512", table}, "interpolate", 1)
	interpolate(lanes{8, "512", table}, "interpolateTwo", 2)
	collect(lanes{8, "512", table})
	expand(lanes{8, "512", table})
	table.emit()
	Generate()
}

// kernel writes a function that takes blocks of so many rows until fewer are left, and returns how many rows it has done. body gives
// the code of a block that starts at row i; a jump to stop ends the function before the block. after is what comes behind the
// last, and may move done on.
func kernel(name, signature, column string, rows int, before func(), body func(i row), after func(done, count row)) {
	TEXT(name, attr.NOSPLIT, signature)
	Pragma("noescape")
	count, done, next := GP64(), GP64(), GP64()
	Load(Param(column).Len(), count)
	before()
	XORQ(done, done)
	Label("loop")
	LEAQ(at(done, rows), next)
	CMPQ(next, count)
	JGT(stop)
	body(done)
	MOVQ(next, done)
	JMP(label("loop"))
	Label(string(stop))
	after(done, count)
	VZEROUPPER()
	Store(done, ReturnIndex(0))
	RET()
}

func nothing(done, count row) {}
