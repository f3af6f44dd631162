package scenario

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"ips2/model/formula"
)

// parameter is a name for a number, a formula, a table or a series.
type parameter struct {
	item
	driver bool // an x of the time equations: only the supplier's formulas see it
	expr   *formula.Expr
}

// maxChain is how deep parameters may refer to each other.
const maxChain = 200

// unknown stands for a parameter with an error, so that the error is not reported where it is used.
var unknown = formula.Constant(1)

// declareParameters notes the entries of parameters and of the supplier's drivers, to be read when they are needed.
func (r *reader) declareParameters(entries []item, driver bool) {
	for _, i := range entries {
		if r.declare(i) {
			r.declared.parameters[i.key.Value] = &parameter{item: i, driver: driver}
			r.declared.order = append(r.declared.order, i.key.Value)
		}
	}
}

// resolveParameters reads those that no formula needed.
func (r *reader) resolveParameters() {
	for _, name := range r.declared.order {
		r.resolve(r.declared.parameters[name])
	}
}

// resolve reads a parameter once. After an error it is some number, so that one error is not reported twice.
func (r *reader) resolve(p *parameter) *formula.Expr {
	if p.expr != nil {
		return p.expr
	}
	name, stack := p.key.Value, r.declared.resolving
	if from := slices.Index(stack, name); from >= 0 {
		r.missing(p.item, "one of them must not need the others", "the parameter depends on itself: %s", strings.Join(append(slices.Clone(stack[from:]), name), " → "))
		p.expr = unknown
		return p.expr
	}
	if len(stack) == maxChain {
		r.missing(p.item, "", "parameters refer to each other more than %d deep", maxChain)
		p.expr = unknown
		return p.expr
	}
	r.declared.resolving = append(stack, name)
	e := r.meaning(p)
	r.declared.resolving = stack
	switch {
	case p.expr != nil: // it is part of a cycle
	case e == nil:
		p.expr = unknown
	default:
		p.expr = e
	}
	return p.expr
}

// meaning reads a parameter as a number, or as a truth if it is a formula that gives one.
func (r *reader) meaning(p *parameter) *formula.Expr {
	s := scope{reader: r, supplier: p.driver}
	if p.node.Kind == yaml.ScalarNode {
		s.needs(p.node.Value)
		if e, errs := formula.Parse(p.node.Value, s, formula.Truth); len(errs) == 0 {
			return r.located(p.item, e)
		}
	}
	return r.expression(p.item, s, formula.Number)
}
