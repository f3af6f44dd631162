package formula

import "slices"

// Kink is where a formula may bend or jump: where Edge rises through zero, Node, which is part of it, goes over from Below to Above,
// both of which go on smoothly beyond. At zero itself it is still Below. Of a staircase this is the step that Edge passes at zero.
type Kink struct{ Node, Edge, Below, Above Ref }

// Kinks lists the kinks of the roots, those of staircases apart. Equality is none: it has no width. The largest of truths goes over where
// one of them does, and has no kink of its own.
func (g *Graph) Kinks(roots ...Ref) []Kink {
	var kinks []Kink
	for _, r := range g.parts(roots) {
		n := g.nodes[r]
		if (n.op == opMin || n.op == opMax) && g.truth(n.a) && g.truth(n.b) {
			continue
		}
		switch n.op {
		case opMin:
			kinks = append(kinks, Kink{r, g.Sub(n.a, n.b), n.a, n.b})
		case opMax:
			kinks = append(kinks, Kink{r, g.Sub(n.a, n.b), n.b, n.a})
		case opLess:
			kinks = append(kinks, Kink{r, g.Sub(n.b, n.a), g.Const(0), g.Const(1)})
		case opLessEqual:
			kinks = append(kinks, Kink{r, g.Sub(n.a, n.b), g.Const(1), g.Const(0)})
		case opAbs:
			kinks = append(kinks, Kink{r, n.a, g.Neg(n.a), n.a})
		}
	}
	return kinks
}

// truth tells whether a computation is seen to be 0 or 1.
func (g *Graph) truth(r Ref) bool {
	switch n := g.nodes[r]; n.op {
	case opConst:
		x, _ := g.Constant(r)
		return x == 0 || x == 1
	case opLess, opLessEqual, opEqual:
		return true
	case opMin, opMax, opMul:
		return g.truth(n.a) && g.truth(n.b)
	case opSub:
		x, known := g.Constant(n.a)
		return known && x == 1 && g.truth(n.b)
	case opSelect:
		return g.truth(n.b) && g.truth(n.c)
	case opTaint:
		return g.truth(n.a)
	}
	return false
}

// Stairs lists the staircases of the roots, floor and ceil, each as the number that it rounds.
func (g *Graph) Stairs(roots ...Ref) []Stair {
	var stairs []Stair
	for _, r := range g.parts(roots) {
		if n := g.nodes[r]; n.op == opFloor || n.op == opCeil {
			stairs = append(stairs, Stair{r, n.a})
		}
	}
	return stairs
}

// Stair is a staircase, with a step at every whole value of Of.
type Stair struct{ Node, Of Ref }

// Step is the kink at one of the steps.
func (g *Graph) Step(s Stair, at float64) Kink {
	if g.nodes[s.Node].op == opFloor { // at the whole number itself it is up already
		return Kink{s.Node, g.Sub(g.Const(at), s.Of), g.Max(s.Node, g.Const(at)), g.Min(s.Node, g.Const(at-1))}
	}
	return Kink{s.Node, g.Sub(s.Of, g.Const(at)), g.Min(s.Node, g.Const(at)), g.Max(s.Node, g.Const(at+1))}
}

// parts lists what the roots are computed from, earlier computations first.
func (g *Graph) parts(roots []Ref) []Ref {
	met := map[Ref]bool{}
	var visit func(r Ref)
	visit = func(r Ref) {
		if r == none || met[r] {
			return
		}
		met[r] = true
		if n := g.nodes[r]; n.op != opInput {
			visit(n.a)
			visit(n.b)
			visit(n.c)
		}
	}
	for _, r := range roots {
		visit(r)
	}
	list := make([]Ref, 0, len(met))
	for r := range met {
		list = append(list, r)
	}
	slices.Sort(list)
	return list
}

// Replace is every root with one part of it replaced; a root that does not read the part stays as it is.
func (g *Graph) Replace(part, by Ref, roots ...Ref) []Ref {
	replaced := map[Ref]Ref{part: by}
	for _, r := range g.parts(roots) {
		if _, done := replaced[r]; !done {
			replaced[r] = g.rebuild(r, replaced)
		}
	}
	out := make([]Ref, len(roots))
	for k, r := range roots {
		out[k] = replaced[r]
	}
	return out
}

// rebuild is a computation on replaced operands.
func (g *Graph) rebuild(r Ref, replaced map[Ref]Ref) Ref {
	n := g.nodes[r]
	if n.op == opConst || n.op == opInput {
		return r
	}
	of := func(r Ref) Ref {
		if r == none {
			return none
		}
		return replaced[r]
	}
	a, b, c := of(n.a), of(n.b), of(n.c)
	switch {
	case a == n.a && b == n.b && c == n.c:
		return r
	case n.op == opSelect:
		return g.Select(a, b, c)
	case n.op == opTaint:
		return g.taint(a, b)
	case b == none:
		return g.unary(n.op, a)
	}
	return g.binary(n.op, a, b)
}
