package scenario

import (
	"slices"

	"ips2/model/formula"
)

// table reads {by: characteristic, level: value, …} or {by: period, values: [one a period]}; values may be tables again.
func (r *reader) table(i item, s scope, want formula.Kind) *formula.Expr {
	m, _ := r.open(i, "a table")
	by, ok := m.need("by", "write {by: characteristic, level: value, ...} or {by: period, values: [...]}")
	if !ok {
		return nil
	}
	if by.node.Value == "period" {
		return m.series(s, want)
	}
	c, ok := r.named(by, "characteristic", append(r.characteristics(), "period"))
	if !ok {
		return nil
	}
	return m.byLevel(c, s, want, nil)
}

// byLevel reads a value for each level of characteristic c; levels without one get missing, which is an error if it is nil.
func (m mapping) byLevel(c int, s scope, want formula.Kind, missing *formula.Expr) *formula.Expr {
	levels := m.problem.Characteristics[c].Levels
	if len(levels) == 0 {
		return nil // the error is at the characteristic
	}
	branches := make([]*formula.Expr, len(levels))
	for k, level := range levels {
		if i, ok := m.get(level); ok {
			branches[k] = m.expression(i, s, want)
		} else if branches[k] = missing; missing == nil {
			m.missing(m.item, "write a value for each level", "there is no value for the level %q of %s", level, m.problem.Characteristics[c].Name)
		}
	}
	for _, e := range m.entries {
		if e.key.Value != "by" && !slices.Contains(levels, e.key.Value) {
			m.fail(m.item, e.key, m.suggest(e.key.Value, levels), "%s has no level %q", m.problem.Characteristics[c].Name, e.key.Value)
		}
	}
	if slices.Contains(branches, nil) {
		return nil
	}
	return formula.ByLevel(c, branches)
}

func (m mapping) series(s scope, want formula.Kind) *formula.Expr {
	if m, ok := m.section(m.item, overPeriods(amount)); ok {
		if i, ok := m.need("values", "write values: [one a period]"); ok {
			return m.byPeriod(i, s, want)
		}
	}
	return nil
}

func (r *reader) byPeriod(i item, s scope, want formula.Kind) *formula.Expr {
	items, ok := r.onePerPeriod(i)
	if !ok {
		return nil
	}
	values := make([]*formula.Expr, len(items))
	for k, one := range items {
		values[k] = r.expression(one, s, want)
	}
	if slices.Contains(values, nil) {
		return nil
	}
	return formula.ByPeriod(values)
}

// onePerPeriod reads a list with an entry for every period.
func (r *reader) onePerPeriod(i item) ([]item, bool) {
	items, ok := r.list(i, "a list with a value for each period")
	if n := r.problem.Periods; ok && n > 0 && len(items) != n {
		r.missing(i, "write one for each period", "%d values for %d periods", len(items), n)
		return nil, false
	}
	return items, ok && len(items) > 0
}

func (r *reader) characteristics() []string {
	list := make([]string, len(r.problem.Characteristics))
	for k, c := range r.problem.Characteristics {
		list[k] = c.Name
	}
	return list
}
