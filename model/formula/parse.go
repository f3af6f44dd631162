package formula

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// MaxLength of a formula, in bytes. It bounds the depth of nesting too, and so the stack that parsing needs.
const MaxLength = 4096

// Parse checks a formula that shall give a number or a truth. All errors come at once, in the order of the text; with an error
// there is no Expr. Nor is there one, without an error, if a parameter in it has none (its own errors have been reported).
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
	c := checker{position: p, scope: scope, checked: map[ast.Node]*Expr{}}
	e := c.want(tree.Node, want, "the formula")
	slices.SortStableFunc(c.errors, func(a, b Error) int { return cmp.Compare(a.Offset, b.Offset) })
	if e == nil || c.errors != nil {
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
		return Error{0, err.Error(), operatorHint}
	}
	offset := p.offset(at.Location)
	end := at.Message == "unexpected token EOF"
	if end {
		offset = len(p.source)
	}
	before := strings.TrimRightFunc(p.source[:offset], unicode.IsSpace)
	_, token, _ := strings.Cut(strings.TrimSuffix(at.Message, `")`), `("`)
	switch {
	case end && before == "":
		return Error{0, "the formula is empty", "write a number or a formula"}
	case strings.HasSuffix(before, "%"):
		return Error{len(before) - 1, "% is the remainder of a division", "write 8% as 0.08"}
	case end:
		return Error{len(before), "the formula ends too early", "complete it with an operand or )"}
	case token == "=":
		return Error{offset, "unexpected =", "compare with =="}
	case token != "":
		return Error{offset, "unexpected " + token, "an operator or operand is missing before it"}
	case strings.Contains(at.Message, "not terminated"):
		return Error{offset, "a text without an end", "close its quotes"}
	}
	return Error{offset, at.Message, operatorHint}
}
