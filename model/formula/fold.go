package formula

// Identities hold bit for bit for finite numbers, the sign of a zero apart (nothing can see it: to divide by either zero is a
// fault). Where one drops an operand, that operand must be total, or a division by zero would go unreported.

// binary is op(a, b), simplified.
func (g *Graph) binary(o op, a, b Ref) Ref {
	x, xc := g.Constant(a)
	y, yc := g.Constant(b)
	if xc && yc {
		return g.Const(scalar(o, x, y, 0))
	}
	if xc {
		if r, ok := g.constantLeft(o, x, a, b); ok {
			return r
		}
	}
	if yc {
		if r, ok := g.constantRight(o, a, y, b); ok {
			return r
		}
	}
	if commutes(o) && (xc || !yc && a > b) {
		a, b = b, a // constants to the right, otherwise in order
	}
	return g.intern(node{o, a, b, none, 0})
}

// constantLeft simplifies op(x, b); a is the node of x.
func (g *Graph) constantLeft(o op, x float64, a, b Ref) (Ref, bool) {
	switch {
	case o == opAdd && x == 0, o == opMul && x == 1, o == opAnd && x == 1, o == opOr && x == 0:
		return b, true
	case o == opMul && x == 0 && g.total[b], o == opAnd && x == 0, o == opOr && x == 1:
		return a, true
	}
	return none, false
}

// constantRight simplifies op(a, y); b is the node of y.
func (g *Graph) constantRight(o op, a Ref, y float64, b Ref) (Ref, bool) {
	switch {
	case (o == opAdd || o == opSub) && y == 0, (o == opMul || o == opDiv || o == opPow) && y == 1, o == opAnd && y == 1, o == opOr && y == 0:
		return a, true
	case g.total[a] && (o == opMul && y == 0 || o == opAnd && y == 0 || o == opOr && y == 1):
		return b, true
	case o == opPow && y == 2:
		return g.binary(opMul, a, a), true
	case o == opPow && y == 0.5:
		return g.unary(opSqrt, a), true
	}
	return none, false
}

// unary is op(a), simplified.
func (g *Graph) unary(o op, a Ref) Ref {
	if x, ok := g.Constant(a); ok {
		return g.Const(scalar(o, x, 0, 0))
	}
	if o == opNot && g.nodes[a].op == opNot {
		return g.nodes[a].a
	}
	return g.intern(node{o, a, none, none, 0})
}

// choose is c ? a : b, simplified.
func (g *Graph) choose(c, a, b Ref) Ref {
	if x, ok := g.Constant(c); ok {
		switch {
		case x != x:
			return c
		case x != 0:
			return a
		}
		return b
	}
	if a == b && g.total[c] {
		return a
	}
	return g.intern(node{opSelect, c, a, b, 0})
}

func commutes(o op) bool {
	switch o {
	case opAdd, opMul, opMin, opMax, opEqual, opNotEqual:
		return true
	}
	return false
}
