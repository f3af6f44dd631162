package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mmcloughlin/avo/attr"
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
)

// table is the constants that kernels use, each in a row of its own in memory, filled with copies: constants that are built in registers
// were four times slower. Four copies are 32 bytes, which the linker aligns so that no row crosses a line of the cache.
type table struct {
	scope  *types.Scope
	places map[string]int
	words  []uint64
}

const copies = 4

// masks are words that only vector kernels need.
var masks = map[string]uint64{
	"sign bit": 1 << 63, "all but sign": 1<<63 - 1, "lower half": 1<<32 - 1, "eight": 8, "count": 1,
	"largest finite": math.Float64bits(math.MaxFloat64), "byte": 0x38, "eight weyls": 0xF1BBCDCBFA53E0A8,
}

// readConstants type-checks the package as far as it can be before its assembly is there.
func readConstants(folder string) (*table, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	places, sources := token.NewFileSet(), []*ast.File{}
	for _, name := range names {
		if !written(filepath.Base(name)) {
			continue
		}
		f, err := parser.ParseFile(places, name, nil, 0)
		if err != nil {
			return nil, err
		}
		sources = append(sources, f)
	}
	check := types.Config{Importer: importer.ForCompiler(places, "source", nil), Error: func(error) {}}
	pkg, _ := check.Check(folder, places, sources, nil)
	return &table{scope: pkg.Scope(), places: map[string]int{}}, nil
}

// written tells the sources from the tests and from what this program is about to write.
func written(name string) bool {
	return !strings.HasSuffix(name, "_test.go") && !strings.HasPrefix(name, "kernels_")
}

// at is the row of a constant of the package, of a number or a mask.
func (t *table) at(name string) operand.Mem {
	if _, ok := t.places[name]; !ok {
		t.add(name, t.bits(name))
	}
	return operand.NewDataAddr(symbol, t.places[name])
}

// sequence is a row of its own for eight words.
func (t *table) sequence(name string, words ...uint64) operand.Mem {
	t.places[name] = 8 * len(t.words)
	t.words = append(t.words, words...)
	return operand.NewDataAddr(symbol, t.places[name])
}

func (t *table) add(name string, word uint64) {
	t.places[name] = 8 * len(t.words)
	for range copies {
		t.words = append(t.words, word)
	}
}

// bits are those of a float64 if the constant is written as one, or else those of a whole number.
func (t *table) bits(name string) uint64 {
	if x, err := strconv.ParseFloat(name, 64); err == nil {
		return math.Float64bits(x)
	}
	if word, ok := masks[name]; ok {
		return word
	}
	c, ok := t.scope.Lookup(name).(*types.Const)
	if !ok {
		panic(fmt.Sprintf("the package has no constant %s", name))
	}
	if c.Val().Kind() == constant.Float || c.Type() == types.Typ[types.UntypedFloat] {
		x, _ := constant.Float64Val(c.Val())
		return math.Float64bits(x)
	}
	n, exact := constant.Uint64Val(c.Val())
	if !exact {
		panic(fmt.Sprintf("%s does not fit a word", name))
	}
	return n
}

var symbol = operand.Symbol{Name: "constants", Static: true}

func (t *table) emit() {
	GLOBL(symbol.Name, attr.RODATA|attr.NOPTR)
	for i, w := range t.words {
		DATA(8*i, operand.U64(w))
	}
}
