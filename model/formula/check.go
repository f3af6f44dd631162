package formula

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/expr-lang/expr/ast"
)

// checker turns the parser's tree into an Expr. A part with an error is nil, so that one error is not reported twice.
type checker struct {
	position
	scope   Scope
	errors  []Error
	checked map[any]*Expr // a < b < c has b twice in the tree: once checked, it stays one part
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

// want checks n and that its kind is the one that its place, in words, needs.
func (c *checker) want(n ast.Node, k Kind, place string) *Expr {
	e := c.check(n)
	if e == nil || e.kind == k {
		return e
	}
	hint := ""
	switch {
	case e.kind == Text:
		hint = "texts can only be compared, with == and !="
	case k == Number:
		hint = "write condition ? 1 : 0"
	default:
		hint = "compare it with something, as in x > 0"
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
	return c.fail(n, "write arithmetic, comparisons, condition ? a : b, and functions", "this is not formula syntax")
}

func (c *checker) name(n *ast.IdentifierNode) *Expr {
	s, ok := c.scope.Lookup(n.Value)
	if !ok {
		return c.fail(n, c.hintName(n.Value), "unknown name %s", n.Value)
	}
	if s.Role == Inline {
		return s.Expr
	}
	return &Expr{op: opSymbol, kind: s.Kind, symbol: s}
}

func (c *checker) hintName(name string) string {
	if _, ok := functions[name]; ok {
		return "a function is called with arguments in ( )"
	}
	names := c.scope.Names()
	for _, other := range names {
		if s, ok := c.scope.Lookup(other); ok && slices.Contains(s.Labels, name) {
			return fmt.Sprintf("a level is written in quotes: %s == %q", other, name)
		}
	}
	return suggest(name, names)
}

func (c *checker) unary(n *ast.UnaryNode) *Expr {
	switch n.Operator {
	case "-":
		if e := c.want(n.Node, Number, "the operand of -"); e != nil {
			return &Expr{op: opSub, args: []*Expr{Constant(0), e}}
		}
		return nil
	case "+":
		return c.want(n.Node, Number, "the operand of +")
	}
	e := c.check(n.Node)
	if e != nil && e.kind != Truth {
		return c.fail(n.Node, "not comes first: write not (a == b)", "the operand of not must be a truth, not a %s", e.kind)
	}
	if e == nil {
		return nil
	}
	return &Expr{op: opNot, kind: Truth, args: []*Expr{e}}
}

// binaries are the operations of two operands of one kind; swapped ones have their operands exchanged.
var binaries = map[string]struct {
	op            op
	operand, kind Kind
	swapped       bool
}{
	"+":   {opAdd, Number, Number, false},
	"-":   {opSub, Number, Number, false},
	"*":   {opMul, Number, Number, false},
	"/":   {opDiv, Number, Number, false},
	"%":   {opMod, Number, Number, false},
	"^":   {opPow, Number, Number, false},
	"**":  {opPow, Number, Number, false},
	"<":   {opLess, Number, Truth, false},
	"<=":  {opLessEqual, Number, Truth, false},
	">":   {opLess, Number, Truth, true},
	">=":  {opLessEqual, Number, Truth, true},
	"and": {opAnd, Truth, Truth, false},
	"&&":  {opAnd, Truth, Truth, false},
	"or":  {opOr, Truth, Truth, false},
	"||":  {opOr, Truth, Truth, false},
}

func (c *checker) binary(n *ast.BinaryNode) *Expr {
	if n.Operator == "==" || n.Operator == "!=" {
		return c.equality(n)
	}
	b, ok := binaries[n.Operator]
	if !ok {
		return c.fail(n, "operators are + - * / % ^ == != < <= > >= and or not ? :", "formulas have no %s", n.Operator)
	}
	l := c.want(n.Left, b.operand, "the left side of "+n.Operator)
	r := c.want(n.Right, b.operand, "the right side of "+n.Operator)
	if l == nil || r == nil {
		return nil
	}
	if b.swapped {
		l, r = r, l
	}
	return &Expr{op: b.op, kind: b.kind, args: []*Expr{l, r}}
}

func (c *checker) equality(n *ast.BinaryNode) *Expr {
	l, r := c.check(n.Left), c.check(n.Right)
	if l == nil || r == nil {
		return nil
	}
	if l.kind != r.kind {
		return c.fail(n.Right, hintKinds(l, r), "a %s cannot be compared with a %s", l.kind, r.kind)
	}
	if !c.comparable(n.Left, l, r) || !c.comparable(n.Right, r, l) {
		return nil
	}
	e := &Expr{op: opEqual, kind: Truth, args: []*Expr{l, r}}
	if n.Operator == "!=" {
		e.op = opNotEqual
	}
	return e
}

func hintKinds(l, r *Expr) string {
	if l.op == opText || r.op == opText {
		return "numbers are written without quotes"
	}
	return "compare like with like"
}

// comparable reports a label that the characteristic on the other side does not have.
func (c *checker) comparable(n ast.Node, e, other *Expr) bool {
	label, known := "", other.symbol.Labels
	switch e.op {
	case opText:
		label = e.text
	case opConst:
		label = strconv.FormatFloat(e.value, 'g', -1, 64)
		known = numerals(known)
	default:
		return true
	}
	if other.op != opSymbol || len(known) == 0 || slices.Contains(known, label) {
		return true
	}
	c.fail(n, suggest(label, known), "there is no level %s", label)
	return false
}

// numerals writes numbers in one way; nil if one is not a number.
func numerals(labels []string) []string {
	list := make([]string, len(labels))
	for i, l := range labels {
		v, err := strconv.ParseFloat(l, 64)
		if err != nil {
			return nil
		}
		list[i] = strconv.FormatFloat(v, 'g', -1, 64)
	}
	return list
}

func (c *checker) conditional(n *ast.ConditionalNode) *Expr {
	cond := c.want(n.Cond, Truth, "a condition")
	a, b := c.check(n.Exp1), c.check(n.Exp2)
	if a == nil || b == nil {
		return nil
	}
	if a.kind == Text || b.kind == Text {
		return c.fail(n.Exp1, "texts can only be compared, with == and !=", "a choice must be between numbers or truths")
	}
	if a.kind != b.kind {
		return c.fail(n.Exp2, "both branches of a choice need the same kind", "a %s where the other branch is a %s", b.kind, a.kind)
	}
	if cond == nil {
		return nil
	}
	return &Expr{op: opSelect, kind: a.kind, args: []*Expr{cond, a, b}}
}

func (c *checker) call(n *ast.CallNode) *Expr {
	name := n.Callee.String()
	f, ok := functions[name]
	args := make([]*Expr, len(n.Arguments))
	for i, a := range n.Arguments {
		if ok {
			args[i] = c.want(a, Number, "an argument of "+name)
		} else {
			args[i] = c.check(a)
		}
	}
	if !ok {
		return c.fail(n, suggest(name, functionNames()), "unknown function %s", name)
	}
	if len(args) < f.least || f.most != 0 && len(args) > f.most {
		return c.fail(n, "write "+f.usage, "%s has %d arguments", name, len(args))
	}
	if slices.Contains(args, nil) {
		return nil
	}
	if f.op == opLargest {
		k := args[0]
		if k.op != opConst || k.value < 1 || k.value > float64(len(args)-1) || k.value != float64(int(k.value)) {
			return c.fail(n.Arguments[0], "write "+f.usage, "the first argument of largest must be a whole number from 1 to the number of the others")
		}
		return &Expr{op: opLargest, value: k.value, args: args[1:]}
	}
	if f.most != 0 {
		return &Expr{op: f.op, args: args}
	}
	return chain(f.op, 0, args)
}

// function is what formulas can call; most = 0: no limit.
type function struct {
	op          op
	least, most int
	usage       string
}

var functions = map[string]function{
	"min":     {opMin, 2, 0, "min(a, b, …)"},
	"max":     {opMax, 2, 0, "max(a, b, …)"},
	"largest": {opLargest, 2, 0, "largest(k, a, b, …), the k-th largest of the others"},
	"abs":     {opAbs, 1, 1, "abs(x)"},
	"floor":   {opFloor, 1, 1, "floor(x)"},
	"ceil":    {opCeil, 1, 1, "ceil(x)"},
	"exp":     {opExp, 1, 1, "exp(x)"},
	"log":     {opLog, 1, 1, "log(x)"},
	"sqrt":    {opSqrt, 1, 1, "sqrt(x)"},
	"sin":     {opSin, 1, 1, "sin(x)"},
	"cos":     {opCos, 1, 1, "cos(x)"},
	"pow":     {opPow, 2, 2, "pow(x, exponent)"},
}

func functionNames() []string {
	names := make([]string, 0, len(functions))
	for name := range functions {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
