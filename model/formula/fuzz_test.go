package formula

import (
	"slices"
	"testing"
)

// Whatever the text: no panic, errors within it and in order, and a good formula runs.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"x", "-x ^ 2", "1e3 * x / (y - z) % 7", `frequency == "high" ? largest(2, x, y, z) : staff`, "1 < x < 3 ? 1 : 0", "not (x > 1 or true)",
		"min(x, y) + max(1, 2) + abs(floor(ceil(exp(log(sqrt(sin(cos(pow(x, 2)))))))))", "x > 1 ?: y", "a.b[1:2]?.c", "x | sum(# + 1)", "let a = 1; a",
		"if x { 1 } else { 2 }", "filter(x, {# > 1})", "'\\u{1F600}' == \"\\x41\"", "`raw``text`", "b'bytes'", "0x1f + 0b1 + 0o7 + 1_0 + .5 + 5.", "x // comment",
		"/* x */ 1", "::max(1, 2)", "x..y ?? nil", "#", "\xff\xfe", "é == 'é'", "8%", "x not in y", "twice * noise + period + time + dt", "from == to", "1/0", "((((", "?:", "x?.y",
	} {
		f.Add(seed)
	}
	scope, s := contract(f), NewScratch(2)
	in := [][]float64{{0, 2.5}, {-1, 3}, {1000, 0}}
	f.Fuzz(func(t *testing.T, source string) {
		for _, kind := range []Kind{Number, Truth} {
			e, errs := Parse(source, scope, kind)
			if (e == nil) != (len(errs) > 0) {
				t.Fatal("neither a formula nor an error, or both")
			}
			if e == nil {
				checkErrors(t, source, errs)
				continue
			}
			g := NewGraph(3)
			r := g.Bind(e, here(g.Input(0), g.Input(1), g.Input(2)))
			if fault := g.Compile(r).Run(s, in, 2); fault != nil && g.Explain(r, row(in, fault.Row)) == "" {
				t.Fatalf("fault without a reason: %v", *fault)
			}
		}
	})
}

func checkErrors(t *testing.T, source string, errs []Error) {
	t.Helper()
	if !slices.IsSortedFunc(errs, func(a, b Error) int { return a.Offset - b.Offset }) {
		t.Fatalf("not in order: %v", errs)
	}
	for _, e := range errs {
		if e.Offset < 0 || e.Offset > len(source) || e.Message == "" || e.Hint == "" {
			t.Fatalf("bad error: %+v", e)
		}
	}
}
