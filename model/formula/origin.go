package formula

import "fmt"

// Origin is where a formula stands, for messages about its values.
type Origin struct {
	Name         string // as the file calls it: "customer.revenue"
	File         string
	Line, Column int    // from 1
	Source       string // the line
}

// Place is file, line and column as compilers write them.
func (o *Origin) Place() string { return fmt.Sprintf("%s:%d:%d", o.File, o.Line, o.Column) }

// At is e as a formula that stands there. What is computed for it in a graph can be traced back.
func (e *Expr) At(o Origin) *Expr {
	placed := *e
	placed.origin = &o
	return &placed
}

// Origin is where e stands; nil if nobody said.
func (e *Expr) Origin() *Origin { return e.origin }

// Of makes r, computed from the value of e, part of e's formula, as Bind does with the value itself: compute runs as part of it, so that a
// constant that becomes a fault there remembers whose it was.
func (g *Graph) Of(e *Expr, compute func() Ref) Ref {
	if e.origin == nil {
		return compute()
	}
	outer := g.within
	g.within = e.origin
	r := compute()
	g.within = outer
	if _, constant := g.Constant(r); !constant {
		g.note(r, e.origin)
	}
	return r
}

// note remembers the first formula that is a computation as a whole.
func (g *Graph) note(r Ref, o *Origin) {
	if g.origins == nil {
		g.origins = map[Ref]*Origin{}
	}
	if _, known := g.origins[r]; !known {
		g.origins[r] = o
	}
}

// Largest is the size beyond which constant amounts are refused: products of three, their squares, and sums of these over all paths
// are still finite numbers.
const Largest = 1e50

// Bounded is r, the value of e, and a fault if it is a constant beyond Largest.
func (g *Graph) Bounded(r Ref, e *Expr) Ref {
	v, constant := g.Constant(r)
	if !constant || v != v || v >= -Largest && v <= Largest {
		return r
	}
	return g.Of(e, func() Ref { return g.fault(node{opBounded, r, none, none, 0}) })
}
