package formula

import "math"

// Ref is a computation in a Graph. Two that are the same computation have the same Ref.
type Ref int32

// none is the operand that an operation lacks.
const none Ref = -1

// node is an operation on earlier nodes; input k has a = k.
type node struct {
	op      op
	a, b, c Ref
	bits    uint64 // of a constant
}

// Graph holds computations on numbers, each once; a truth is 0 or 1. It only grows. Building is for one goroutine at a time;
// compiled programs do not refer to it.
type Graph struct {
	nodes  []node
	known  map[node]Ref
	total  []bool // by node: finite for finite inputs, short of overflow
	inputs int
}

// NewGraph makes an empty graph over so many input columns.
func NewGraph(inputs int) *Graph {
	return &Graph{known: map[node]Ref{}, inputs: inputs}
}

// Const is the number v.
func (g *Graph) Const(v float64) Ref {
	switch {
	case v == 0:
		v = 0 // -0 is the same number
	case v != v:
		v = math.NaN()
	}
	return g.intern(node{opConst, none, none, none, math.Float64bits(v)})
}

// Input is input column k.
func (g *Graph) Input(k int) Ref {
	if k < 0 || k >= g.inputs {
		panic("formula: no such input")
	}
	return g.intern(node{op: opInput, a: Ref(k), b: none, c: none})
}

// Constant tells whether r is a constant, and its value: NaN or infinite if computing it failed.
func (g *Graph) Constant(r Ref) (float64, bool) {
	n := g.nodes[r]
	return math.Float64frombits(n.bits), n.op == opConst
}

// Add is a + b.
func (g *Graph) Add(a, b Ref) Ref { return g.binary(opAdd, a, b) }

// Sub is a - b.
func (g *Graph) Sub(a, b Ref) Ref { return g.binary(opSub, a, b) }

// Mul is a * b.
func (g *Graph) Mul(a, b Ref) Ref { return g.binary(opMul, a, b) }

// Div is a / b; NaN if b is 0.
func (g *Graph) Div(a, b Ref) Ref { return g.binary(opDiv, a, b) }

// Min is the smaller of a and b.
func (g *Graph) Min(a, b Ref) Ref { return g.binary(opMin, a, b) }

// Max is the larger of a and b.
func (g *Graph) Max(a, b Ref) Ref { return g.binary(opMax, a, b) }

// Neg is -a.
func (g *Graph) Neg(a Ref) Ref { return g.Sub(g.Const(0), a) }

// Select is a where the truth c is 1, b where it is 0.
func (g *Graph) Select(c, a, b Ref) Ref { return g.choose(c, a, b) }

// intern gives the node's number, a new one if the graph does not have it.
func (g *Graph) intern(n node) Ref {
	if r, ok := g.known[n]; ok {
		return r
	}
	r := Ref(len(g.nodes))
	g.nodes = append(g.nodes, n)
	g.total = append(g.total, g.isTotal(n))
	g.known[n] = r
	return r
}

func (g *Graph) isTotal(n node) bool {
	switch n.op {
	case opConst:
		return finite(math.Float64frombits(n.bits))
	case opDiv, opMod, opPow, opExp, opLog, opSqrt:
		return false
	case opInput:
		return true
	}
	for _, r := range [...]Ref{n.a, n.b, n.c} {
		if r != none && !g.total[r] {
			return false
		}
	}
	return true
}
