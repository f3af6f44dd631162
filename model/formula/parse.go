package formula

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// MaxLength of a formula, in bytes. It bounds the depth of nesting too, and so the stack that parsing needs.
const MaxLength = 4096

// Parse checks a formula that shall give a number or a truth. Errors come in the order of the text; if there is one, there is no Expr.
func Parse(source string, scope Scope, want Kind) (*Expr, []Error) {
	if want == Text {
		panic("formula: a formula computes a number or a truth")
	}
	if len(source) > MaxLength {
		return nil, []Error{{MaxLength, "the formula is too long", "name parts of it as parameters"}}
	}
	p := position{source}
	if errs := checkTokens(p); errs != nil {
		return nil, errs
	}
	tree, err := parser.ParseWithConfig(source, grammar())
	if err != nil {
		return nil, []Error{p.syntax(err)}
	}
	c := checker{position: p, scope: scope, checked: map[any]*Expr{}}
	e := c.want(tree.Node, want, "the formula")
	if len(c.errors) > 0 {
		slices.SortStableFunc(c.errors, func(a, b Error) int { return cmp.Compare(a.Offset, b.Offset) })
		return nil, c.errors
	}
	whole := *e
	whole.source = source
	return &whole, nil
}

// grammar makes the parser take its built-in functions, some with a syntax of their own, for ordinary calls.
func grammar() *conf.Config {
	c := &conf.Config{Functions: conf.FunctionsTable{}, MaxNodes: MaxLength, DisableIfOperator: true}
	for _, name := range builtin.Names {
		c.Functions[name] = nil
	}
	return c
}

// position turns the parser's positions, in runes, into bytes.
type position struct{ source string }

func (p position) offset(l file.Location) int {
	rest := l.From
	for i := range p.source {
		if rest == 0 {
			return i
		}
		rest--
	}
	return len(p.source)
}

// syntax words an error of the parser.
func (p position) syntax(err error) Error {
	var at *file.Error
	if !errors.As(err, &at) {
		return Error{0, err.Error(), ""}
	}
	offset := p.offset(at.Location)
	switch token := unexpected(at.Message); {
	case strings.TrimSpace(p.source) == "":
		return Error{0, "the formula is empty", "write a number or a formula"}
	case at.Message == "unexpected token EOF":
		offset = len(strings.TrimRight(p.source, " \t\r\n"))
		if strings.HasSuffix(p.source[:offset], "%") {
			return Error{offset - 1, "% is the remainder of a division", "write 8% as 0.08"}
		}
		return Error{offset, "the formula ends too early", "an operand or a closing bracket is missing"}
	case token == "=":
		return Error{offset, "unexpected =", "compare with =="}
	case token != "":
		return Error{offset, "unexpected " + token, "an operator or an operand is missing before it"}
	}
	return Error{offset, at.Message, ""}
}

func unexpected(message string) string {
	_, token, _ := strings.Cut(message, `("`)
	return strings.TrimSuffix(token, `")`)
}
