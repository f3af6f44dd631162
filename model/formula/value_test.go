package formula

import (
	"math"
	"testing"
)

// Precedence and meaning of the operators, worked out by hand. x = 3, y = -2, z = 0.5.
func TestValues(t *testing.T) {
	for _, c := range []struct {
		source string
		want   float64
	}{
		{"1 + 2 * x ^ 2", 19},
		{"-x ^ 2", -9},
		{"2 ^ 3 ^ 2", 512},
		{"2 ** -1", 0.5},
		{"10 - 4 - 3", 3},
		{"7 % 4 * 2", 6},
		{"y % 3", -2}, // the sign of the dividend
		{"8 / 4 / 2", 1},
		{"-y - -x", 5},
		{"+x", 3},
		{"x > 1 ? 1 : x > 2 ? 2 : 3", 1},
		{"x < 1 ? 1 : x > 2 ? 2 : 3", 2},
		{"1 + (x > 1 ? 10 : 20) * 2", 21},
		{"1 < x < 5 ? 7 : 8", 7},
		{"1 < x < 2 ? 7 : 8", 8},
		{"true or false and false ? 1 : 2", 1},
		{"not (x > 1) or !(y > 1) ? 1 : 2", 1},
		{"x > 1 && y > 1 || z > 0 ? 1 : 2", 1},
		{"(x > 1) == (y > 1) ? 1 : 2", 2},
		{"min(x, y, z) + max(x, y, z) * 100", 298},
		{"largest(1, x, y, z) * 100 + largest(2, x, y, z) * 10 + largest(3, x, y, z)", 303},
		{"largest(2, 5, 5, 1)", 5},
		{"abs(y) + floor(-z) + ceil(z)", 2},
		{"sqrt(16) + pow(2, 10) + exp(0) + log(1) + cos(0) + sin(0)", 1030},
		{"log(exp(2))", 2},
		{".5 + 1e2 + 2E-1 + 3.", 103.7},
		{"period * 100 + time * 10 + dt", 315.5},
		{"staff == 8 and staff > 4 ? staff : 0", 8},
		{`frequency == "low" and to != "low" and from == 'low' ? 1 : 0`, 1},
		{"from == to ? 1 : 0", 0},
		{"x == 3 and x != 4 and x >= 3 and x <= 3 ? 1 : 0", 1},
		{"twice + noise", 10},
		{"x > 0 ? 1 : 1 / 0", 1},
		{"x < 0 and 1 / 0 > 1 ? 1 : 2", 2},
		{"x > 0 or 1 / 0 > 1 ? 1 : 2", 1},
		{"x == 3 ? 1 : log(0 - x)", 1},
	} {
		if got := value(t, c.source, Number, 3, -2, 0.5); math.Abs(got-c.want) > 1e-12*math.Abs(c.want) {
			t.Errorf("%s = %v, not %v", c.source, got, c.want)
		}
	}
}

// What has no value is a fault, with the operation that has none; what is not needed is not.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ source, reason string }{
		{"1000 / (x - 3)", "1000 / 0 is not a finite number"},
		{"1 / 0 + x", "1 / 0 is not a finite number"},
		{"x / 0", "3 / 0 is not a finite number"},
		{"x % (y + 2)", "3 % 0 is not a finite number"},
		{"log(y)", "log(-2) is not a finite number"},
		{"log(0 * x)", "log(0) is not a finite number"},
		{"sqrt(y)", "sqrt(-2) is not a finite number"},
		{"y ^ z", "-2 ^ 0.5 is not a finite number"},
		{"pow(x - 3, y)", "0 ^ (-2) is not a finite number"},
		{"exp(1000 * x)", "exp(3000) is not a finite number"},
		{"1e200 * x * 1e200", "3e+200 * 1e+200 is not a finite number"},
		{"max(1, log(y))", "log(-2) is not a finite number"},
		{"min(1 / (x - 3), 5)", "1 / 0 is not a finite number"},
		{"1 / (1 / (x - 3))", "1 / 0 is not a finite number"},
		{"log(y) > 1 ? 1 : 2", "log(-2) is not a finite number"},
		{"x > 1 ? log(y) : 1 / 0", "log(-2) is not a finite number"},
		{"1 / (x - 3) > 2 or true ? 1 : 2", "1 / 0 is not a finite number"},
		{"abs(floor(0 * log(y)))", "log(-2) is not a finite number"},
	} {
		e, errs := Parse(c.source, contract(t), Number)
		if errs != nil {
			t.Fatal(errs)
		}
		g := NewGraph(3)
		r, s, in := g.Bind(e, here(g.Input(0), g.Input(1), g.Input(2))), NewScratch(3), [][]float64{{5, 3, 3}, {1, -2, -2}, {1, 0.5, 0.5}}
		fault := g.Compile(r).Run(s, in, 3)
		if fault == nil || fault.Row > 1 {
			t.Errorf("%s: fault %v", c.source, fault)
		}
		if got := g.Explain(r, row(in, 1)); got != c.reason {
			t.Errorf("%s: %s", c.source, got)
		}
	}
}

// A fault that is there whatever the inputs are is explained without them.
func TestFaultsWithoutInputs(t *testing.T) {
	for source, want := range map[string]string{
		"x / 0":              "… / 0 is not a finite number",
		"(x + 1) % (2 - 2)":  "… % 0 is not a finite number",
		"1 + x / (1 - 1)":    "… / 0 is not a finite number",
		"x * (1 / 0)":        "1 / 0 is not a finite number",
		"x / log(0)":         "log(0) is not a finite number",
		"max(x, 1e308 * 10)": "1e+308 * 10 is not a finite number",
	} {
		e, errs := Parse(source, contract(t), Number)
		if errs != nil {
			t.Fatal(errs)
		}
		g := NewGraph(3)
		if got := g.Explain(g.Bind(e, here(g.Input(0), g.Input(1), g.Input(2))), nil); got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}
