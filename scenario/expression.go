package scenario

import (
	"go.yaml.in/yaml/v4"

	"ips2/model"
	"ips2/model/formula"
)

// expression reads an item as a number, a percentage, a formula, a table by characteristic or a series by period; nil after an error.
func (r *reader) expression(i item, s scope, want formula.Kind) *formula.Expr {
	return r.located(i, r.meant(i, s, want))
}

// located notes where an expression stands, for errors of its values.
func (r *reader) located(i item, e *formula.Expr) *formula.Expr {
	if e == nil {
		return nil
	}
	return e.At(*r.origin(i, i.node))
}

// origin is where a node of an item stands.
func (r *reader) origin(i item, n *yaml.Node) *formula.Origin {
	t := r.textOf(n)
	return &formula.Origin{Name: i.path, File: t.name, Line: n.Line, Column: n.Column, Source: t.shown(n.Line)}
}

func (r *reader) meant(i item, s scope, want formula.Kind) *formula.Expr {
	if len(r.errors) >= maxErrors {
		return nil
	}
	switch {
	case i.node.Kind == yaml.MappingNode:
		return r.table(i, s, want)
	case i.node.Kind == yaml.SequenceNode:
		r.wrong(i, "write a number, a formula, {by: characteristic, level: value, ...} or {by: period, values: [...]}", "a list where an amount is wanted")
		return nil
	case i.node.Value == "" || empty(i.node):
		r.missing(i, "write a number or a formula", "the value is missing")
		return nil
	}
	if v, ok := parseNumber(i.node.Value); ok && want == formula.Number {
		return formula.Constant(v)
	}
	s.needs(i.node.Value)
	e, errs := formula.Parse(i.node.Value, s, want)
	for _, err := range errs {
		line, column := r.textOf(i.node).within(i.node, err.Offset)
		r.failAt(i, r.textOf(i.node), line, column, err.Hint, err.Message)
	}
	return e
}

// amount reads an optional amount of money or number of executions.
func (m mapping) amount(key string, s scope) model.Amount {
	i, ok := m.get(key)
	if !ok {
		return model.Amount{}
	}
	return m.amountOf(i, s)
}

// count reads an optional amount that, where it is a plain number, is not negative: minutes and executions.
func (m mapping) count(key string, s scope) model.Amount {
	if i, ok := m.get(key); ok {
		if v, isNumber := parseNumber(i.node.Value); isNumber && v < 0 {
			m.wrong(i, "write "+notNegative.write, "%s is out of range", i.node.Value)
		}
	}
	return m.amount(key, s)
}

func (r *reader) amountOf(i item, s scope) model.Amount {
	return model.Amount{Name: i.path, Expr: r.expression(i, s, formula.Number)}
}

// stated is an amount with its place in the file.
type stated struct {
	item
	model.Amount
}

// paidByCustomer notes an amount that must not depend on what the supplier decides.
func (r *reader) paidByCustomer(i item, a model.Amount) {
	if a.Expr != nil {
		r.customers = append(r.customers, stated{i, a})
	}
}

// signing refuses an amount at signing that depends on the period: there is none yet.
func (r *reader) signing(i item, a model.Amount) {
	if a.Expr == nil {
		return
	}
	for _, s := range a.Symbols() {
		if s.Role == formula.Period || s.Role == formula.Time {
			r.wrong(i, "use factors (their initial values), start levels and numbers", "the amount is paid at signing, before the first period, but depends on the period")
			return
		}
	}
}
