package scenario

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// In the cases, ¸ and ¦ stand for the covered comma and colon.
func TestCover(t *testing.T) {
	cases := map[string]string{
		"{gain: max(40 - price, 0), fee: 3}":       "{gain: max(40 - price¸ 0), fee: 3}",
		"expense: 14 + (a == \"x\" ? 1 : 0)":       "expense: 14 + (a == \"x\" ? 1 ¦ 0)",
		"[largest(1, (a, b)), c]":                  "[largest(1¸ (a¸ b)), c]",
		"{a: (x == \"(\" ? 1 : 2), b: 3}":          "{a: (x == \"(\" ? 1 ¦ 2), b: 3}",
		"{a: \"(\", b: \")\"}":                     "{a: \"(\", b: \")\"}",
		"{a: '(', b: ')'}":                         "{a: '(', b: ')'}",
		"name: the customer's contract (1, 2)":     "name: the customer's contract (1¸ 2)",
		"{name: a smile :( , b: (1, 2)}":           "{name: a smile :( , b: (1¸ 2)}",
		"a: 3 # a note (b, c: d":                   "a: 3 # a note (b, c: d",
		"a) , (b":                                  "a) , (b",
		"executions: 'sourcing == \"buy\" ? 1: 0'": "executions: 'sourcing == \"buy\" ? 1: 0'",
	}
	for source, want := range cases {
		s := newShield(source)
		got := strings.NewReplacer(string(s.comma), "¸", string(s.colon), "¦").Replace(s.cover(source))
		if got != want {
			t.Errorf("%s\nbecomes %s\nwant    %s", source, got, want)
		}
	}
}

// Whatever the text, no character moves, and putting commas and colons back gives the text.
func TestCoverKeepsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.StringOf(rapid.SampledFrom([]rune("(),:'\"# \n\\ab{}[]äé\ue000"))).Draw(t, "source")
		s := newShield(source)
		covered := []rune(s.cover(source))
		if len(covered) != len([]rune(source)) {
			t.Fatalf("%d characters became %d", len([]rune(source)), len(covered))
		}
		if back := strings.NewReplacer(string(s.comma), ",", string(s.colon), ":").Replace(string(covered)); back != source {
			t.Fatalf("%q came back as %q", source, back)
		}
	})
}
