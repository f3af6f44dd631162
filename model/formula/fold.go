package formula

import "math"

// The identities here hold bit for bit for finite numbers, the sign of a zero apart: nothing can see it, as dividing by either
// zero is a fault. One that drops an operand needs it to be total, or a fault would go unreported.

// binary is o of a and b, simplified.
func (g *Graph) binary(o op, a, b Ref) Ref {
	x, ac := g.Constant(a)
	y, bc := g.Constant(b)
	switch {
	case ac && x != x:
		return a
	case bc && y != y:
		return b
	case ac && bc:
		return g.fold(node{o, a, b, none, 0}, scalar(o, x, y, 0))
	}
	if commutes(o) && (ac || !bc && a > b) {
		a, b, y, bc = b, a, x, ac // constants to the right, the rest in order
	}
	if r, ok := g.identity(o, a, b); ok {
		return r
	}
	if o == opSub && bc {
		o, b = opAdd, g.Const(-y)
	}
	r := g.intern(node{o, a, b, none, 0})
	switch o {
	case opDiv:
		return g.taint(r, b) // a/Inf is 0
	case opMin, opMax, opLess, opLessEqual, opEqual, opNotEqual:
		return g.taint(g.taint(r, a), b)
	}
	return r // the others are not finite if an operand is not
}

// identity simplifies o(a, b) without computing; constants of operations that commute are to the right.
func (g *Graph) identity(o op, a, b Ref) (Ref, bool) {
	y, bc := g.Constant(b)
	switch {
	case bc && y == 0 && (o == opAdd || o == opSub), bc && y == 1 && (o == opMul || o == opDiv || o == opPow):
		return a, true
	case bc && y == 0 && o == opMul && g.total[a]:
		return b, true
	case bc && y == 0 && (o == opDiv || o == opMod):
		return g.fold(node{o, a, b, none, 0}, math.NaN()), true
	case bc && y == 2 && o == opPow:
		return g.Mul(a, a), true
	case bc && y == 0.5 && o == opPow:
		return g.unary(opSqrt, a), true
	case a == b && (o == opMin || o == opMax):
		return a, true
	}
	return none, false
}

// unary is o of a, simplified.
func (g *Graph) unary(o op, a Ref) Ref {
	if x, ok := g.Constant(a); ok {
		if x != x {
			return a
		}
		return g.fold(node{o, a, none, none, 0}, scalar(o, x, 0, 0))
	}
	return g.intern(node{o, a, none, none, 0})
}

// fold is the constant v in place of n, a fault if it is not finite.
func (g *Graph) fold(n node, v float64) Ref {
	if finite(v) {
		return g.Const(v)
	}
	return g.fault(n)
}

// fault is a NaN that remembers n, for Explain.
func (g *Graph) fault(n node) Ref {
	l := lapse{n, g.within}
	if r, ok := g.folded[l]; ok {
		return r
	}
	g.faults = append(g.faults, l)
	r := g.constant(quietNaN | uint64(len(g.faults)))
	g.folded[l] = r
	return r
}

// taint passes faults of b on to r.
func (g *Graph) taint(r, b Ref) Ref {
	if n := g.nodes[r]; g.total[b] || r == b || n.op == opTaint && n.b == b {
		return r
	}
	return g.intern(node{opTaint, r, b, none, 0})
}

func commutes(o op) bool {
	switch o {
	case opAdd, opMul, opMin, opMax, opEqual, opNotEqual:
		return true
	}
	return false
}
