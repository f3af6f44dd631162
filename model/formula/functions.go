package formula

import (
	"fmt"
	"maps"
	"slices"

	"github.com/expr-lang/expr/ast"
)

// function is what a formula can call, with so many numbers; most = 0 is no limit.
type function struct {
	op          op
	least, most int
	usage       string
}

var functions = map[string]function{
	"min":     {opMin, 2, 0, "min(a, b, …)"},
	"max":     {opMax, 2, 0, "max(a, b, …)"},
	"largest": {opLargest, 2, 0, "largest(k, a, b, …), k a whole number from 1 to the number of the others"},
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

// call checks a call. The arguments of an unknown function are checked all the same, for their own errors.
func (c *checker) call(n *ast.CallNode) *Expr {
	name := n.Callee.String()
	f, ok := functions[name]
	if !ok {
		for _, a := range n.Arguments {
			c.check(a)
		}
		return c.fail(n, c.functionHint(name), "unknown function %s", name)
	}
	args := make([]*Expr, len(n.Arguments))
	for i, a := range n.Arguments {
		args[i] = c.want(a, Number, "an argument of "+name)
	}
	switch {
	case len(args) < f.least || f.most > 0 && len(args) > f.most:
		return c.fail(n, "write "+f.usage, "%s cannot have %s", name, count(len(args), "argument"))
	case slices.Contains(args, nil):
		return nil
	case f.op == opLargest:
		return c.largest(n, args[0], args[1:])
	case f.most == 0:
		return chain(f.op, 0, args)
	}
	return &Expr{op: f.op, args: args}
}

func (c *checker) largest(n *ast.CallNode, k *Expr, of []*Expr) *Expr {
	if rank := int(k.value); k.op != opConst || float64(rank) != k.value || rank < 1 || rank > len(of) {
		return c.fail(n.Arguments[0], "write "+functions["largest"].usage, "there is no such rank among %s", count(len(of), "number"))
	}
	return &Expr{op: opLargest, value: k.value, args: of}
}

func (c *checker) functionHint(name string) string {
	if _, ok := c.scope.Lookup(name); ok {
		return name + " is not a function: a product needs *"
	}
	return list(slices.Collect(maps.Keys(functions)))
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprint(n, " ", what)
}
