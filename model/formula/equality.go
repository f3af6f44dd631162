package formula

import (
	"slices"
	"strconv"

	"github.com/expr-lang/expr/ast"
)

// equality checks == and !=: two numbers, two truths or two texts. A level must be one that the characteristic has.
func (c *checker) equality(n *ast.BinaryNode) *Expr {
	l, r := c.check(n.Left), c.check(n.Right)
	switch {
	case l == nil || r == nil:
		return nil
	case l.kind != r.kind:
		return c.fail(n.Right, kindHint(l, r), "a %s cannot be compared with a %s", l.kind, r.kind)
	case !c.knownLevel(n.Left, l, r) || !c.knownLevel(n.Right, r, l):
		return nil
	}
	e := &Expr{op: opEqual, kind: Truth, args: []*Expr{l, r}}
	if n.Operator == "!=" {
		e.op = opNotEqual
	}
	return e
}

func kindHint(l, r *Expr) string {
	switch {
	case l.op == opText || r.op == opText:
		return "write numbers without quotes"
	case l.kind == Text || r.kind == Text:
		return "write texts in quotes"
	}
	return "compare like with like"
}

// knownLevel reports e if it is a level that the characteristic on the other side does not have.
func (c *checker) knownLevel(n ast.Node, e, other *Expr) bool {
	known := other.symbol.Labels
	if other.op != opSymbol || known == nil {
		return true
	}
	switch e.op {
	case opText:
		if !slices.Contains(known, e.text) {
			c.fail(n, suggest(e.text, known), "there is no level %q", e.text)
			return false
		}
	case opConst:
		if v := numerals(known); v != nil && !slices.Contains(v, e.value) {
			c.fail(n, list(known), "there is no level %v", e.value)
			return false
		}
	case opSymbol:
		if e.symbol.Labels != nil && !overlap(e.symbol.Labels, known) {
			c.fail(n, list(known), "the two have no level in common")
			return false
		}
	}
	return true
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// numerals are the values of labels; nil if one is not a number.
func numerals(labels []string) []float64 {
	values := make([]float64, len(labels))
	for i, l := range labels {
		v, err := strconv.ParseFloat(l, 64)
		if err != nil {
			return nil
		}
		values[i] = v
	}
	return values
}
