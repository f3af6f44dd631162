package formula

import (
	"fmt"
	"strings"
	"testing"
)

// Every error of a formula at once, each at its byte, with what would be right.
func TestErrors(t *testing.T) {
	const operators = "operators are + - * / % ^ == != < <= > >= and or not ? :"
	const ours = "there are abs, ceil, cos, exp, floor, largest, log, max, min, pow, sin, sqrt"
	for _, c := range []struct {
		source string
		want   Kind
		errors []string
	}{
		{"", Number, []string{"0 the formula is empty; write a number or a formula"}},
		{" \n", Number, []string{"0 the formula is empty; write a number or a formula"}},
		{"x + ", Number, []string{"3 the formula ends too early; complete it with an operand or )"}},
		{"(x", Number, []string{"2 the formula ends too early; complete it with an operand or )"}},
		{"x)", Number, []string{"1 unexpected ); an operator or operand is missing before it"}},
		{"2 x", Number, []string{"2 unexpected x; an operator or operand is missing before it"}},
		{"8%", Number, []string{"1 % is the remainder of a division; write 8% as 0.08"}},
		{"8% * x", Number, []string{"1 % is the remainder of a division; write 8% as 0.08"}},
		{"x = 3", Truth, []string{"2 unexpected =; compare with =="}},
		{`frequency == "low`, Truth, []string{"17 a text without an end; close its quotes"}},
		{"x × y", Number, []string{"2 unrecognized character: U+00D7 '×'; " + operators}},

		{"demnd + perid", Number, []string{"0 unknown name demnd; did you mean demand?", "8 unknown name perid; did you mean period?"}},
		{"'é' == frequency and é > 1", Truth, []string{`0 there is no level "é"; there are high, low, mid`, "22 unknown name é; there are demand, dt, frequency, from, noise, period, sourcing, staff, time, to, twice, x, y, z"}},
		{`frequency == "hgih"`, Truth, []string{`13 there is no level "hgih"; did you mean high?`}},
		{`"Low" == frequency`, Truth, []string{`0 there is no level "Low"; did you mean low?`}},
		{"frequency == high", Truth, []string{`13 unknown name high; write a level in quotes, as in frequency == "high"`}},
		{"staff == 3", Truth, []string{"9 there is no level 3; there are 2, 4, 8"}},
		{`staff == "4"`, Truth, []string{"9 a number cannot be compared with a text; write numbers without quotes"}},
		{"frequency == 4", Truth, []string{"13 a text cannot be compared with a number; write texts in quotes"}},
		{"frequency == sourcing", Truth, []string{"0 the two have no level in common; there are buy, make"}},
		{`frequency < "high"`, Truth, []string{
			"0 the left side of < must be a number, not a text; texts can only be compared, with == and !=",
			"12 the right side of < must be a number, not a text; texts can only be compared, with == and !=",
		}},
		{`not frequency == "high"`, Truth, []string{"4 the operand of not must be a truth, not a text; not binds before comparisons: write not (a == b)"}},

		{"x > 1", Number, []string{"0 the formula must be a number, not a truth; write condition ? 1 : 0"}},
		{"x", Truth, []string{"0 the formula must be a truth, not a number; compare it with something, as in x > 0"}},
		{"frequency", Number, []string{"0 the formula must be a number, not a text; texts can only be compared, with == and !="}},
		{"x + (y > 1) * 2", Number, []string{"5 the left side of * must be a number, not a truth; write condition ? 1 : 0"}},
		{"x > 1 and y", Truth, []string{"10 the right side of and must be a truth, not a number; compare it with something, as in x > 0"}},
		{"-(x > 1)", Number, []string{"2 the operand of - must be a number, not a truth; write condition ? 1 : 0"}},
		{"(x > 1) == y", Truth, []string{"11 a truth cannot be compared with a number; compare like with like"}},
		{"x ? 1 : 2", Number, []string{"0 a condition must be a truth, not a number; compare it with something, as in x > 0"}},
		{"x > 1 ? 1 : y > 2", Number, []string{"12 this branch of a choice is a truth, the other a number; both branches must be of one kind"}},
		{`x > 1 ? 1 : "low"`, Number, []string{"12 a branch of a choice must be a number or a truth, not a text; texts can only be compared, with == and !="}},
		{"x > 1 ?: y > 2", Truth, []string{"0 a choice needs both branches; write condition ? a : b"}},

		{"sum(x, y)", Number, []string{"0 unknown function sum; " + ours}},
		{"now() + len(x) + map(x, # + 1)", Number, []string{"24 formulas have no #; " + operators}},
		{"now() + len(frequncy) + filter(x, y)", Number, []string{
			"0 unknown function now; " + ours, "8 unknown function len; " + ours, "12 unknown name frequncy; did you mean frequency?", "24 unknown function filter; " + ours,
		}},
		{"demand(3)", Number, []string{"0 unknown function demand; demand is not a function: a product needs *"}},
		{"max + 1", Number, []string{"0 unknown name max; write max(a, b, …)"}},
		{"max(x) + abs(x, y) + pow(2)", Number, []string{
			"0 max cannot have 1 argument; write max(a, b, …)", "9 abs cannot have 2 arguments; write abs(x)", "21 pow cannot have 1 argument; write pow(x, exponent)",
		}},
		{"abs(x > 1)", Number, []string{"4 an argument of abs must be a number, not a truth; write condition ? 1 : 0"}},
		{"largest(3, x, y)", Number, []string{"8 there is no such rank among 2 numbers; write largest(k, a, b, …), k a whole number from 1 to the number of the others"}},
		{"largest(x, y)", Number, []string{"8 there is no such rank among 1 number; write largest(k, a, b, …), k a whole number from 1 to the number of the others"}},
		{"largest(1.5, x, y)", Number, []string{"8 there is no such rank among 2 numbers; write largest(k, a, b, …), k a whole number from 1 to the number of the others"}},

		{"x | max(3)", Number, []string{"2 formulas have no |; " + operators}},
		{"x in [1, 2]", Truth, []string{"2 formulas have no in; " + operators, "5 formulas have no [; use ( and )", "10 formulas have no ]; use ( and )"}},
		{"x.y ?? {}", Number, []string{"1 formulas have no .; " + operators, "4 formulas have no ??; " + operators, "7 formulas have no {; use ( and )", "8 formulas have no }; use ( and )"}},
		{"let a = 1; a", Number, []string{"0 formulas have no let; " + operators, "9 formulas have no ;; " + operators}},
		{"nil", Number, []string{"0 formulas have no nil; write arithmetic, comparisons, condition ? a : b, and functions"}},
		{"b'x' == frequency", Truth, []string{`0 formulas have no strings of bytes; write "x"`}},
		{"0x1f + 1_000 + 1e", Number, []string{
			"0 0x1f is not a number; write numbers like 1000, 0.5 or 1e20",
			"7 1_000 is not a number; write numbers like 1000, 0.5 or 1e20",
			"15 1e is not a number; write numbers like 1000, 0.5 or 1e20",
		}},
		{"99999999999999999999 + 1e999", Number, []string{
			"0 99999999999999999999 is too large for a whole number; write numbers like 1000, 0.5 or 1e20",
			"23 1e999 is not a number; write numbers like 1000, 0.5 or 1e20",
		}},
		{strings.Repeat(" ", MaxLength) + "x", Number, []string{"4096 the formula is too long; name parts of it as parameters"}},
	} {
		e, errs := Parse(c.source, contract(t), c.want)
		got := make([]string, len(errs))
		for i, err := range errs {
			got[i] = fmt.Sprint(err.Offset, " ", err)
		}
		if e != nil || strings.Join(got, "\n") != strings.Join(c.errors, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", c.source, strings.Join(got, "\n"), strings.Join(c.errors, "\n"))
		}
	}
}

// The deepest nestings that the length allows.
func TestNesting(t *testing.T) {
	half := MaxLength/2 - 1
	for _, c := range []struct{ source, want string }{
		{strings.Repeat("(", half) + "x" + strings.Repeat(")", half), ""},
		{strings.Repeat("-", 2*half) + "x", ""},
		{strings.Repeat("(", 10000) + "x" + strings.Repeat(")", 10000), "too long"},
		{strings.Repeat("(", 2*half), "ends too early"},
		{strings.Repeat("x^", half) + "x", ""},
		{strings.Repeat("x+", half) + "x", ""},
		{strings.Repeat("x>1?x:", MaxLength/6) + "x", ""},
		{strings.Repeat("not ", MaxLength/4-1) + "x", "not a number"},
		{strings.Repeat("abs(", 800) + "x" + strings.Repeat(")", 800), ""},
		{strings.Repeat("q+", half) + "q", "unknown name"},
		{"x<x<(x<x" + strings.Repeat("<(x<x", 500), "ends too early"},
		{strings.Repeat("(x<", 400) + "x" + strings.Repeat("<x?1:2)", 400), ""}, // each chain has its middle twice
	} {
		e, errs := Parse(c.source, contract(t), Number)
		if (e == nil) != (c.want != "") || c.want != "" && !strings.Contains(errs[0].Error(), c.want) {
			t.Errorf("%.20s…: %v", c.source, errs)
			continue
		}
		if e != nil {
			g := NewGraph(3)
			g.Compile(g.Bind(e, here(g.Input(0), g.Input(1), g.Input(2))))
		}
	}
}

// A parameter with errors of its own does not give another.
func TestBrokenParameter(t *testing.T) {
	n := names{"p": {Role: Inline}}
	if e, errs := Parse("p + 1", n, Number); e != nil || errs != nil {
		t.Error(e, errs)
	}
	if _, errs := Parse("p + q", n, Number); len(errs) != 1 || errs[0].Offset != 4 {
		t.Error(errs)
	}
}

func TestIsName(t *testing.T) {
	for s, want := range map[string]bool{
		"demand": true, "noise2": true, "_a": true, "größe": true, "sum": true,
		"": false, "max": false, "not": false, "in": false, "true": false, "in-house": false, "2x": false, " x": false, "a b": false, "'x'": false, "x//": false, "\x00": false,
	} {
		if IsName(s) != want {
			t.Errorf("IsName(%q) = %v", s, !want)
		}
	}
}
