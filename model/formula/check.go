package formula

import (
	"fmt"
	"slices"

	"github.com/expr-lang/expr/ast"
)

// checker turns the parser's tree into an Expr. A part with an error is nil, so that no error is reported twice.
type checker struct {
	position
	scope   Scope
	errors  []Error
	checked map[ast.Node]*Expr // a < b < c has b twice in the tree: it becomes one part, checked once
}

func (c *checker) fail(n ast.Node, hint, message string, args ...any) *Expr {
	c.errors = append(c.errors, Error{c.start(n), fmt.Sprintf(message, args...), hint})
	return nil
}

// start is the offset of the first token of n, brackets apart.
func (c *checker) start(n ast.Node) int {
	for {
		switch m := n.(type) {
		case *ast.BinaryNode:
			n = m.Left
		case *ast.ConditionalNode:
			n = m.Cond
		default:
			return c.offset(n.Location())
		}
	}
}

const textHint = "texts can only be compared, with == and !="

// want checks n and that it has the kind that its place, in words, needs.
func (c *checker) want(n ast.Node, k Kind, place string) *Expr {
	e := c.check(n)
	if e == nil || e.kind == k {
		return e
	}
	hint := "compare it with something, as in x > 0"
	switch {
	case e.kind == Text:
		hint = textHint
	case k == Number:
		hint = "write condition ? 1 : 0"
	}
	return c.fail(n, hint, "%s must be a %s, not a %s", place, k, e.kind)
}

func (c *checker) check(n ast.Node) *Expr {
	if e, ok := c.checked[n]; ok {
		return e
	}
	e := c.node(n)
	c.checked[n] = e
	return e
}

func (c *checker) node(n ast.Node) *Expr {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return Constant(float64(n.Value))
	case *ast.FloatNode:
		return Constant(n.Value)
	case *ast.BoolNode:
		return &Expr{op: opConst, kind: Truth, value: truth(n.Value)}
	case *ast.StringNode:
		return &Expr{op: opText, kind: Text, text: n.Value}
	case *ast.IdentifierNode:
		return c.name(n)
	case *ast.UnaryNode:
		return c.unary(n)
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.ConditionalNode:
		return c.conditional(n)
	case *ast.CallNode:
		return c.call(n)
	}
	return c.fail(n, "write arithmetic, comparisons, condition ? a : b, and functions", "formulas have no %s", n)
}

func (c *checker) name(n *ast.IdentifierNode) *Expr {
	s, ok := c.scope.Lookup(n.Value)
	switch {
	case !ok:
		return c.fail(n, c.nameHint(n.Value), "unknown name %s", n.Value)
	case s.Role == Inline:
		return s.Expr
	}
	return &Expr{op: opSymbol, kind: s.Kind, symbol: s}
}

func (c *checker) nameHint(name string) string {
	if f, ok := functions[name]; ok {
		return "write " + f.usage
	}
	known := c.scope.Names()
	for _, other := range known {
		if s, ok := c.scope.Lookup(other); ok && slices.Contains(s.Labels, name) {
			return fmt.Sprintf("write a level in quotes, as in %s == %q", other, name)
		}
	}
	return suggest(name, known)
}

func (c *checker) unary(n *ast.UnaryNode) *Expr {
	k, place := Number, "the operand of "+n.Operator
	if n.Operator == "not" || n.Operator == "!" {
		k = Truth
	}
	e := c.check(n.Node)
	switch {
	case e == nil:
		return nil
	case k == Truth && e.kind != Truth:
		return c.fail(n.Node, "not binds before comparisons: write not (a == b)", "%s must be a truth, not a %s", place, e.kind)
	case k == Truth:
		return &Expr{op: opNot, kind: Truth, args: []*Expr{e}}
	case n.Operator == "-" && e.kind == Number:
		return &Expr{op: opSub, args: []*Expr{Constant(0), e}}
	}
	return c.want(n.Node, Number, place)
}

// binaries are the operations on two operands of one kind.
var binaries = map[string]struct {
	op            op
	operand, kind Kind
}{
	"+": {opAdd, Number, Number}, "-": {opSub, Number, Number}, "*": {opMul, Number, Number}, "/": {opDiv, Number, Number},
	"%": {opMod, Number, Number}, "^": {opPow, Number, Number}, "**": {opPow, Number, Number},
	"<": {opLess, Number, Truth}, "<=": {opLessEqual, Number, Truth}, ">": {opGreater, Number, Truth}, ">=": {opGreaterEqual, Number, Truth},
	"and": {opAnd, Truth, Truth}, "&&": {opAnd, Truth, Truth}, "or": {opOr, Truth, Truth}, "||": {opOr, Truth, Truth},
}

func (c *checker) binary(n *ast.BinaryNode) *Expr {
	if n.Operator == "==" || n.Operator == "!=" {
		return c.equality(n)
	}
	b, ok := binaries[n.Operator]
	if !ok {
		return c.fail(n, operatorHint, "formulas have no %s", n.Operator)
	}
	l := c.want(n.Left, b.operand, "the left side of "+n.Operator)
	r := c.want(n.Right, b.operand, "the right side of "+n.Operator)
	if l == nil || r == nil {
		return nil
	}
	return &Expr{op: b.op, kind: b.kind, args: []*Expr{l, r}}
}

func (c *checker) conditional(n *ast.ConditionalNode) *Expr {
	if n.Exp1 == n.Cond {
		return c.fail(n, "write condition ? a : b", "a choice needs both branches")
	}
	cond, a, b := c.want(n.Cond, Truth, "a condition"), c.check(n.Exp1), c.check(n.Exp2)
	for i, e := range []*Expr{a, b} {
		if e != nil && e.kind == Text {
			return c.fail([]ast.Node{n.Exp1, n.Exp2}[i], textHint, "a branch of a choice must be a number or a truth, not a text")
		}
	}
	switch {
	case cond == nil || a == nil || b == nil:
		return nil
	case a.kind != b.kind:
		return c.fail(n.Exp2, "both branches must be of one kind", "this branch of a choice is a %s, the other a %s", b.kind, a.kind)
	}
	return &Expr{op: opSelect, kind: a.kind, args: []*Expr{cond, a, b}}
}
