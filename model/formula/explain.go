package formula

import (
	"fmt"
	"math"
)

// Explain finds why r has a fault for a row of input values: the first operation that has no finite value although its operands
// do, as in "1000 / 0 is not a finite number". Empty if there is no fault.
func (g *Graph) Explain(r Ref, row []float64) string {
	why, _ := g.Trace(r, row)
	return why
}

// Trace explains a fault, and finds the innermost formula that it is part of; nil if that is not known. Of an operation that puts formulas
// together, the one with the largest value counts. Without a row the fault must be one that is there whatever the inputs are.
func (g *Graph) Trace(r Ref, row []float64) (why string, of *Origin) {
	e := explainer{g: g, row: row, values: map[Ref]float64{}}
	if finite(e.value(r)) {
		return "", nil
	}
	for {
		if o := g.origins[r]; o != nil {
			of = o
		}
		next := e.faulty(r)
		if next == none {
			break
		}
		r = next
	}
	n := g.nodes[r]
	if k := n.bits & payload; n.op == opConst && k != 0 {
		if o := g.faults[k-1].of; o != nil {
			of = o
		}
	}
	for at := r; of == nil && at != none; at = e.largest(at) {
		of = g.origins[at]
	}
	return e.describe(n), of
}

type explainer struct {
	g      *Graph
	row    []float64 // nil where the inputs are not known
	values map[Ref]float64
}

// unseen is the value of an input that is not known.
var unseen = math.NaN()

func (e *explainer) value(r Ref) float64 {
	if r == none {
		return 0
	}
	v, ok := e.values[r]
	if ok {
		return v
	}
	switch n := e.g.nodes[r]; n.op {
	case opConst:
		v = math.Float64frombits(n.bits)
	case opInput:
		v = unseen
		if e.row != nil {
			v = e.row[n.a]
		}
	default:
		v = scalar(n.op, e.value(n.a), e.value(n.b), e.value(n.c))
	}
	e.values[r] = v
	return v
}

// faulty is the operand that a fault came from.
func (e *explainer) faulty(r Ref) Ref {
	n := e.g.nodes[r]
	if n.op == opConst || n.op == opInput {
		return none
	}
	operands := []Ref{n.a, n.b, n.c}
	if n.op == opSelect {
		operands = []Ref{n.a, n.c}
		if e.value(n.a) != 0 {
			operands[1] = n.b
		}
	}
	for _, o := range operands {
		if o != none && !finite(e.value(o)) {
			return o
		}
	}
	return none
}

// largest is the operand of a sum, difference or product that is the largest in size.
func (e *explainer) largest(r Ref) Ref {
	n := e.g.nodes[r]
	switch {
	case n.op != opAdd && n.op != opSub && n.op != opMul:
		return none
	case math.Abs(e.value(n.b)) > math.Abs(e.value(n.a)):
		return n.b
	}
	return n.a
}

func (e *explainer) describe(n node) string {
	switch n.op {
	case opConst:
		if k := n.bits & payload; k != 0 {
			return e.describe(e.g.faults[k-1].node)
		}
		return "a constant is not a finite number"
	case opInput:
		return "a factor is not a finite number"
	}
	name, a, b := symbols[n.op], e.shown(n.a), e.shown(n.b)
	switch {
	case n.op == opCount:
		return a + " is negative"
	case n.op == opShare:
		return a + " is not a probability"
	case n.op == opBounded:
		return fmt.Sprintf("%s is beyond %.7g, too large to compute with", a, Largest)
	case n.b == none:
		return fmt.Sprintf("%s(%s) is not a finite number", name, a)
	case e.value(n.b) < 0:
		b = "(" + b + ")"
	}
	return fmt.Sprintf("%s %s %s is not a finite number", a, name, b)
}

// shown is the value of an operand; what depends on an input that is not known is left open.
func (e *explainer) shown(r Ref) string {
	v := e.value(r)
	if e.row == nil && math.IsNaN(v) {
		return "…"
	}
	return fmt.Sprintf("%.7g", v)
}
