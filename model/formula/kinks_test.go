package formula

import (
	"math"
	"testing"
)

// On either side of a kink a formula is the branch that the kink says, to the last digit at the place itself.
func TestKinks(t *testing.T) {
	g := NewGraph(2)
	x, y := g.Input(0), g.Input(1)
	one := g.Const(1)
	for name, root := range map[string]Ref{
		"max":     g.Add(g.Max(x, y), one),
		"min":     g.Mul(g.Min(x, y), y),
		"less":    g.Select(g.binary(opLess, x, y), y, x),
		"at most": g.Mul(g.binary(opLessEqual, x, y), y),
		"abs":     g.unary(opExp, g.unary(opAbs, g.Sub(x, y))),
		"floor":   g.Mul(g.unary(opFloor, x), y),
		"ceil":    g.Mul(g.unary(opCeil, x), y),
	} {
		kinks := g.Kinks(root)
		for _, s := range g.Stairs(root) {
			kinks = append(kinks, g.Step(s, 3))
		}
		if len(kinks) != 1 {
			t.Fatalf("%s has %d kinks", name, len(kinks))
		}
		k := kinks[0]
		above, below := g.Replace(k.Node, k.Above, root)[0], g.Replace(k.Node, k.Below, root)[0]
		p, s := g.Compile(root, k.Edge, above, below), NewScratch(5)
		p.Run(s, [][]float64{{2.5, math.Nextafter(3, 0), 3, math.Nextafter(3, 4), 3.5}, {3, 3, 3, 3, 3}}, 5)
		for i := range 5 {
			want := p.Column(s, 3)[i]
			if p.Column(s, 1)[i] > 0 {
				want = p.Column(s, 2)[i]
			}
			if got := p.Column(s, 0)[i]; math.Abs(got-want) > 1e-14*math.Abs(want) {
				t.Errorf("%s in row %d is %g, its branch %g", name, i, got, want)
			}
		}
		if p.Column(s, 1)[0] > 0 == (p.Column(s, 1)[4] > 0) {
			t.Errorf("the edge of %s does not change its sign", name)
		}
	}
}

// Truths joined by "or" and "and" go over where one of them does: the largest of them has no kink of its own, halfway.
func TestKinksOfTruths(t *testing.T) {
	g := NewGraph(2)
	less, more := g.binary(opLess, g.Input(0), g.Const(1)), g.binary(opLessEqual, g.Const(2), g.Input(1))
	root := g.Or(g.And(less, more), g.Not(g.Or(more, less)))
	for _, k := range g.Kinks(root) {
		if k.Node != less && k.Node != more {
			t.Errorf("a kink of %v", g.nodes[k.Node])
		}
	}
	if n := len(g.Kinks(root)); n != 2 {
		t.Errorf("%d kinks", n)
	}
	if n := len(g.Kinks(g.Max(g.Input(0), less))); n != 2 {
		t.Errorf("%d kinks of a number and a truth", n)
	}
}

// What a formula reads beside the part that is replaced stays the same computation.
func TestReplace(t *testing.T) {
	g := NewGraph(2)
	x, y := g.Input(0), g.Input(1)
	m := g.Max(x, y)
	other := g.Mul(x, y)
	if got := g.Replace(m, x, g.Add(m, other), other, m); got[0] != g.Add(x, other) || got[1] != other || got[2] != x {
		t.Errorf("replaced roots are %v", got)
	}
}
