package scenario

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"ips2/model"
	"ips2/model/formula"
)

const perChange = " One formula over from, to, factors, levels and period serves all characteristics that the customer changes, or each has its own: {characteristic: formula}."

var behaviourKeys = keys{
	{"logit", positive, remark("another behaviour is stated"), "Chances of moves proportional to exp(value / θ): θ in money of signing. The smaller it is, the nearer to optimal."},
	{"rule", perName{truth}, remark("another behaviour is stated"), "The customer makes the first open change that the formula allows." + perChange},
	{"probabilities", perName{amount}, remark("another behaviour is stated"), "The chance from 0 to 1 that a change is made in a period in which it is open." + perChange},
}

// behaviour reads how the customer decides: optimal, or one of the others with what it needs.
func (r *reader) behaviour(i item) {
	if i.node.Kind != yaml.MappingNode {
		const write = "write optimal, {logit: θ}, {rule: ...} or {probabilities: ...}"
		value, ok := r.scalar(i, "optimal, {logit: θ}, {rule: ...} or {probabilities: ...}")
		switch {
		case ok && slices.Contains(behaviourKeys.names(), value):
			r.wrong(i, "write behaviour: {"+value+": ...}", "%q needs a value", value)
		case ok && value != "optimal":
			r.wrong(i, write, "unknown word %q", value)
		}
		return
	}
	m, _ := r.section(i, behaviourKeys)
	if len(m.entries) != 1 {
		m.missing(i, "keep one of logit, rule and probabilities, or write optimal", "the customer has %d behaviours", len(m.entries))
		return
	}
	b := &r.problem.Behaviour
	switch e := m.entries[0]; e.key.Value {
	case "logit":
		b.Conduct = model.Logit
		b.Theta, _ = r.number(e, positive)
	case "rule":
		b.Conduct = model.Rule
		b.Formula = r.perCharacteristic(e, formula.Truth)
	case "probabilities":
		b.Conduct = model.Probabilities
		b.Formula = r.perCharacteristic(e, formula.Number)
	}
}

// perCharacteristic reads a formula with from and to for each characteristic that the customer changes: one for all of them, or
// {characteristic: formula, ...}, where those left out are kept.
func (r *reader) perCharacteristic(i item, want formula.Kind) []model.Amount {
	of, changed := make([]model.Amount, len(r.problem.Characteristics)), r.changedByCustomer()
	if len(changed) == 0 {
		r.missing(i, "leave it out, or write changes by: customer", "the customer changes nothing")
		return of
	}
	if m, ok := r.levelTable(i); ok {
		for _, e := range m.entries {
			if k, ok := r.customersOwn(i, e, changed); ok {
				of[k] = r.conduct(e, k, want)
			}
		}
		return of
	}
	for _, k := range changed {
		wrong := len(r.errors)
		if of[k] = r.conduct(i, k, want); len(r.errors) > wrong {
			break // the others have the same errors
		}
	}
	return of
}

// conduct reads the formula of one characteristic. What it may compare from and to with are its own levels and, since one formula
// may serve for several, those of the others that the customer changes.
func (r *reader) conduct(i item, k int, want formula.Kind) model.Amount {
	a := r.arc(k)
	labels := slices.Clone(a.from.Labels)
	for _, other := range r.changedByCustomer() {
		for _, level := range r.problem.Characteristics[other].Levels {
			if !slices.Contains(labels, level) {
				labels = append(labels, level)
			}
		}
	}
	a.from.Labels, a.to.Labels = labels, labels
	amount := model.Amount{Name: i.path, Expr: r.expression(i, scope{reader: r, arc: a}, want)}
	r.paidByCustomer(i, amount)
	return amount
}

func (r *reader) changedByCustomer() []int {
	var list []int
	for _, c := range r.problem.Changes {
		if c.By == model.Customer && !slices.Contains(list, c.Characteristic) {
			list = append(list, c.Characteristic)
		}
	}
	return list
}

// customersOwn finds the characteristic that an entry's key names.
func (r *reader) customersOwn(i, e item, changed []int) (int, bool) {
	var names []string
	for _, k := range changed {
		names = append(names, r.problem.Characteristics[k].Name)
		if names[len(names)-1] == e.key.Value {
			return k, true
		}
	}
	r.fail(i, e.key, r.suggest(e.key.Value, names), "the customer changes no characteristic %q", e.key.Value)
	return 0, false
}
