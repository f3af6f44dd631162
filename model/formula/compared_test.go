package formula

import (
	"fmt"
	"testing"
)

func TestCompared(t *testing.T) {
	g := NewGraph(4)
	a, b, c, d := g.Input(0), g.Input(1), g.Input(2), g.Input(3)
	root := g.Div(a, d) // has no value where d is 0, which min and max pass on
	hundred := g.Const(100)
	var many []Ref
	for k := range 20 {
		many = append(many, g.Mul(a, g.Const(float64(k+2))))
	}
	for _, x := range []struct {
		name  string
		roots []Ref
		want  [][]Ref
	}{
		{"none", []Ref{g.Add(a, b)}, nil},
		{"with a constant", []Ref{g.Max(a, hundred)}, nil},
		{"nested", []Ref{g.Max(g.Sub(g.Max(a, g.Max(b, c)), hundred), g.Const(0))}, [][]Ref{{a, b, c}}},
		{"a rank", []Ref{g.Largest(2, []Ref{a, b, c})[1]}, [][]Ref{{a, b, c}}},
		{"two sets", []Ref{g.Max(a, b), g.Min(c, d)}, [][]Ref{{a, b}, {c, d}}},
		{"sets that meet", []Ref{g.Max(a, b), g.Min(c, d), g.Max(b, d)}, [][]Ref{{a, b, c, d}}},
		{"many", g.Largest(20, many), [][]Ref{many}},
		{"with a fault", []Ref{g.Max(root, a)}, [][]Ref{{a, root}}},
	} {
		if got := g.Compared(x.roots...); fmt.Sprint(got) != fmt.Sprint(x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}
