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

// Graph holds computations on numbers, each once; a truth is 0 or 1. It only grows. One goroutine at a time may use it; compiled
// programs do not refer to it.
type Graph struct {
	inputs int
	nodes  []node
	total  []bool        // by node: it has a value for all finite inputs, overflow apart
	known  []Ref         // of the nodes, by hash, each in the first free place from its own on; 0: free, else the Ref and 1
	folded map[lapse]Ref // operations on constants that have no finite value, and what they became
	faults []lapse       // the same by payload of the NaN they became, less 1

	origins map[Ref]*Origin // formulas by the computation that they are as a whole
	within  *Origin         // the formula that is being bound
}

// lapse is an operation on constants that has no finite value, and the formula that it is in. Formulas do not share one.
type lapse struct {
	node
	of *Origin
}

// A NaN constant tells in its payload where it came from: 0 for nowhere.
const (
	quietNaN = 0x7FF8 << 48
	payload  = 1<<48 - 1
)

// NewGraph makes an empty graph over so many input columns. Their values must be finite.
func NewGraph(inputs int) *Graph {
	return &Graph{known: make([]Ref, 64), folded: map[lapse]Ref{}, inputs: inputs}
}

// Const is the number v; a number that is not finite becomes NaN, a fault.
func (g *Graph) Const(v float64) Ref {
	switch {
	case v == 0:
		v = 0 // -0 is the same number
	case !finite(v):
		v = math.Float64frombits(quietNaN)
	}
	return g.constant(math.Float64bits(v))
}

func (g *Graph) constant(bits uint64) Ref { return g.intern(node{opConst, none, none, none, bits}) }

// Input is input column k, from 0.
func (g *Graph) Input(k int) Ref {
	if k < 0 || k >= g.inputs {
		panic("formula: no such input")
	}
	return g.intern(node{op: opInput, a: Ref(k), b: none, c: none})
}

// Constant tells whether r is a constant, and its value: NaN if it is a fault.
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

// Div is a / b; a fault where b is 0.
func (g *Graph) Div(a, b Ref) Ref { return g.binary(opDiv, a, b) }

// Min is the smaller of a and b.
func (g *Graph) Min(a, b Ref) Ref { return g.binary(opMin, a, b) }

// Max is the larger of a and b.
func (g *Graph) Max(a, b Ref) Ref { return g.binary(opMax, a, b) }

// Count is a where it is not negative, and a fault elsewhere: for minutes, executions, whatever is counted.
func (g *Graph) Count(a Ref) Ref { return g.unary(opCount, a) }

// Share is a where it is a probability, and a fault elsewhere. What leaves [0, 1] by rounding is 0 or 1.
func (g *Graph) Share(a Ref) Ref { return g.unary(opShare, a) }

// Neg is -a.
func (g *Graph) Neg(a Ref) Ref { return g.Sub(g.Const(0), a) }

// And is 1 where the truths a and b are both 1. A fault of b does not count where a is 0.
func (g *Graph) And(a, b Ref) Ref {
	x, ac := g.Constant(a)
	y, bc := g.Constant(b)
	switch {
	case ac && x == 1, bc && y == 0 && g.total[a]:
		return b
	case ac, bc && y == 1:
		return a
	case g.total[a] && g.total[b]:
		return g.Mul(a, b)
	}
	return g.Select(a, b, g.Const(0))
}

// Or is 1 where one of the truths a and b is 1. A fault of b does not count where a is 1.
func (g *Graph) Or(a, b Ref) Ref {
	x, ac := g.Constant(a)
	y, bc := g.Constant(b)
	switch {
	case ac && x == 0, bc && y == 1 && g.total[a]:
		return b
	case ac, bc && y == 0:
		return a
	case g.total[a] && g.total[b]:
		return g.Max(a, b)
	}
	return g.Select(a, g.Const(1), b)
}

// Not is 1 where the truth a is 0.
func (g *Graph) Not(a Ref) Ref { return g.Sub(g.Const(1), a) }

// Select is a where the truth c is 1, b where it is 0. Faults of the other branch do not count.
func (g *Graph) Select(c, a, b Ref) Ref {
	if x, ok := g.Constant(c); ok {
		switch x {
		case 1:
			return a
		case 0:
			return b
		}
		return c
	}
	if a == b && g.total[c] {
		return a
	}
	return g.taint(g.intern(node{opSelect, c, a, b, 0}), c)
}

// intern gives the node's Ref, a new one if the graph does not have it.
func (g *Graph) intern(n node) Ref {
	place := g.place(n)
	if r := g.known[place]; r != 0 {
		return r - 1
	}
	r := Ref(len(g.nodes))
	g.nodes = append(g.nodes, n)
	g.total = append(g.total, g.isTotal(n))
	if g.known[place] = r + 1; 2*len(g.nodes) > len(g.known) {
		g.grow()
	}
	return r
}

// place is where a node is known, or would be.
func (g *Graph) place(n node) int {
	last := len(g.known) - 1
	for p := int(n.hash()) & last; ; p = (p + 1) & last {
		if r := g.known[p]; r == 0 || g.nodes[r-1] == n {
			return p
		}
	}
}

// hash multiplies by odd numbers without a pattern, and mixes the upper bits into the lower ones.
func (n node) hash() uint64 {
	h := (uint64(n.op)<<32|uint64(uint32(n.a)))*0x9E3779B97F4A7C15 ^ (uint64(uint32(n.b))<<32|uint64(uint32(n.c)))*0xC2B2AE3D27D4EB4F ^ n.bits
	h = (h ^ h>>32) * 0xD6E8FEB86659FD93
	return h ^ h>>32
}

// grow doubles the places.
func (g *Graph) grow() {
	g.known = make([]Ref, 2*len(g.known))
	for r, n := range g.nodes {
		g.known[g.place(n)] = Ref(r) + 1
	}
}

func (g *Graph) isTotal(n node) bool {
	switch n.op {
	case opInput:
		return true
	case opConst:
		return finite(math.Float64frombits(n.bits))
	case opLog, opSqrt, opCount, opShare:
		return false
	case opDiv, opMod:
		y, ok := g.Constant(n.b)
		return ok && y != 0 && g.total[n.a]
	case opPow:
		y, ok := g.Constant(n.b)
		return ok && y >= 0 && y == math.Floor(y) && g.total[n.a]
	}
	return g.total[n.a] && (n.b == none || g.total[n.b]) && (n.c == none || g.total[n.c])
}
