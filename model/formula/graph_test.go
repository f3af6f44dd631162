package formula

import (
	"math"
	"testing"
)

// The same computation is the same Ref, however it was written.
func TestSharing(t *testing.T) {
	g := NewGraph(3)
	bind := func(source string, kind Kind) Ref {
		e, errs := Parse(source, contract(t), kind)
		if errs != nil {
			t.Fatal(source, errs)
		}
		return g.Bind(e, here(g.Input(0), g.Input(1), g.Input(2)))
	}
	for _, c := range []struct{ a, b string }{
		{"x + y", "y + x"},
		{"x * y + 0", "1 * (y * x)"},
		{"x - 2", "x + (0 - 2)"},
		{"twice", "2 * x + 1"},
		{"demand", "x"},
		{"x ^ 2", "x * x"},
		{"x ^ 1 / 1", "x - 0"},
		{"x ^ 0.5", "sqrt(x)"},
		{"max(x, x)", "min(x, x)"},
		{`frequency == "low" ? x : y`, "x"},
		{`staff > 4 ? (period == 3 ? x : y) : z`, "x"},
		{"x > 1 ? y : y", "y"},
		{"0 * (x + y)", "0"},
		{"(1 > 0 ? 2 : 3) * 2", "4"},
		{"x > y ? 1 : 0", "y < x ? 1 : 0"},
		{"x >= y ? 1 : 0", "y <= x ? 1 : 0"},
		{"x > 1 and true ? 1 : 2", "false or x > 1 ? 1 : 2"},
		{"x > 1 and false ? 1 : 2", "2"},
		{"x > 1 or true ? 1 : 2", "1"},
		{"1 / 0 * x + 2", "1 / 0"},
	} {
		if a, b := bind(c.a, Number), bind(c.b, Number); a != b {
			t.Errorf("%s and %s are computed apart", c.a, c.b)
		}
	}
	for _, c := range []struct{ a, b string }{
		{"x - y", "y - x"},
		{"0 * log(x)", "0"},
		{"1 / 0", "2 / 0"},
		{"log(x) > 1 and false ? 1 : 2", "2"},
	} {
		if bind(c.a, Number) == bind(c.b, Number) {
			t.Errorf("%s and %s are not the same", c.a, c.b)
		}
	}
}

func TestConstant(t *testing.T) {
	g := NewGraph(1)
	if v, ok := g.Constant(g.Add(g.Const(2), g.Const(3))); !ok || v != 5 {
		t.Error(v, ok)
	}
	if _, ok := g.Constant(g.Add(g.Input(0), g.Const(3))); ok {
		t.Error("an input is not constant")
	}
	for _, r := range []Ref{g.Div(g.Const(1), g.Const(0)), g.Const(math.Inf(1)), g.Neg(g.Const(math.NaN()))} {
		if v, ok := g.Constant(r); !ok || v == v {
			t.Error(v, ok)
		}
	}
	if g.Const(0) != g.Const(math.Copysign(0, -1)) {
		t.Error("zeros differ")
	}
}

func TestSelect(t *testing.T) {
	g := NewGraph(2)
	x, y, nan := g.Input(0), g.Input(1), g.Const(math.NaN())
	if g.Select(g.Const(1), x, y) != x || g.Select(g.Const(0), x, y) != y || g.Select(nan, x, y) != nan {
		t.Error("a constant condition does not fold")
	}
}
