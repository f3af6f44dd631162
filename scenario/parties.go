package scenario

import (
	"fmt"
	"strings"

	"ips2/model"
	"ips2/model/formula"
)

// parties checks that the contract is no game: what the customer pays and gets must not depend on what the supplier decides,
// since the customer's problem is solved first (MODEL.md section 5).
func (r *reader) parties() {
	if r.supply.reader == nil {
		r.noSupplier()
	}
	for _, a := range r.customers {
		r.apart(a)
	}
}

// apart refuses an amount of the customer's that depends on what the supplier decides, at the place of its name if it stands there.
func (r *reader) apart(a stated) {
	for _, s := range a.Symbols() {
		if s.Role != formula.Level || r.problem.Characteristics[s.Index].Owner != model.Supplier {
			continue
		}
		name, t := r.problem.Characteristics[s.Index].Name, r.textOf(a.node)
		line, column := t.within(a.node, max(0, strings.Index(a.node.Value, name)))
		r.failAt(a.item, t, line, column, "let it depend on factors and on what the customer decides",
			fmt.Sprintf("the amount is the customer's, but depends on %s, which the supplier decides", name))
	}
}

// noSupplier refuses decisions that nobody could take.
func (r *reader) noSupplier() {
	for k, c := range r.problem.Characteristics {
		if c.Owner == model.Supplier && k < len(r.sections) {
			r.missing(r.sections[k].item, "write supplier: with its costs, or let the customer decide", "the supplier decides %s, but there is no supplier", c.Name)
		}
	}
}

// exclusions reads formulas over levels that must not hold.
func (m mapping) exclusions() {
	i, ok := m.get("exclude")
	if !ok {
		return
	}
	for _, one := range m.oneOrMore(i) {
		e := m.expression(one, scope{reader: m.reader}, formula.Truth)
		if e != nil && m.overLevels(one, e) {
			m.problem.Exclude = append(m.problem.Exclude, model.Amount{Name: one.path, Expr: e})
		}
	}
}

// overLevels checks that a rule is about levels, all of the same party.
func (r *reader) overLevels(i item, e *formula.Expr) bool {
	var owners [2]string
	for _, s := range e.Symbols() {
		if s.Role != formula.Level {
			r.wrong(i, "compare levels only", "an exclusion holds in every period, but this one depends on a factor or the period")
			return false
		}
		c := r.problem.Characteristics[s.Index]
		owners[c.Owner] = c.Name
	}
	if owners[0] != "" && owners[1] != "" {
		r.wrong(i, "write a rule for each party", "the customer decides %s, the supplier %s: neither can keep to the rule alone", owners[0], owners[1])
		return false
	}
	return true
}
