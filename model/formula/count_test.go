package formula

import "testing"

func TestCountFaultsWhereNegative(t *testing.T) {
	g, s := NewGraph(1), NewScratch(4)
	r := g.Count(g.Input(0))
	p := g.Compile(r)
	if fault := p.Run(s, [][]float64{{0, 2, 5}}, 3); fault != nil {
		t.Errorf("fault %v without a negative number", fault)
	}
	if fault := p.Run(s, [][]float64{{0, 2, -3}}, 3); fault == nil || fault.Row != 2 {
		t.Errorf("fault %v, want row 2", fault)
	}
	if got, want := g.Explain(r, []float64{-3}), "-3 is negative"; got != want {
		t.Errorf("explained as %q, want %q", got, want)
	}
	if v, known := g.Constant(g.Count(g.Const(-1))); !known || v == v {
		t.Error("a negative constant must fold to a fault")
	}
}
