package scenario

import (
	"ips2/model"
	"ips2/model/formula"
)

var (
	changeKeys = keys{
		{"from", oneOrList{label{}, 1}, required{}, "The level before: a level, a list, or any."},
		{"to", oneOrList{label{}, 1}, required{}, "The level after: a level, a list, or any. There is an arc for each pair of different levels."},
		{"by", words(parties), required{}, "Who decides it."},
		{"periods", oneOrList{period{}, 1}, required{}, "When it may be decided: a period, a range such as 2-10, a list of these, or all."},
		{"when", truth, remark("it is open in all of them"), "A guard over its periods: the change is open only where this formula holds. It may use from and to. Formulas of a change by the customer see all levels as they are at the start of the period; those of a change by the supplier see the customer's as they are in force once it has decided in the period."},
		{"outside", amount, 0.0, "What the customer pays somebody else when it decides: money."},
		{"fee", amount, 0.0, "What the customer pays the supplier when it decides: money."},
		{"gain", amount, 0.0, "What the customer receives from outside when it decides, such as an option's payoff: money."},
		{"cost", either{amount, costKeys}, 0.0, "What the supplier bears: money, or {material, processes, fixed}. It sees the levels that when sees."},
		{"lead", whole, 0.0, "Periods from the decision until the change is in force. Until then no other change of the characteristic may be decided."},
		{"dwell", oneUpward, 1.0, "Periods from the decision until the characteristic may change again; 1 is no restriction."},
		{"uses", oneUpward, remark("there is no limit"), "How often the change may be made in all, over all pairs of levels that it stands for."},
	}
	costKeys = keys{
		{"material", amount, 0.0, "Material of the change: money."},
		{"processes", named{amount, 0}, remark("it takes nobody's time"), "Executions of the supplier's processes for the change, by their names. They count for learning."},
		{"fixed", amount, 0.0, "What else the change costs: money."},
	}
	parties = []string{model.Customer.String(), model.Supplier.String()}
)

// maxChanges bounds the arcs that from and to expand to.
const maxChanges = 20_000

// maxOpen bounds the changes as they are written times the periods.
const maxOpen = 20_000_000

// change reads a change of characteristic k: an arc for each pair of from and to, in the order of the file.
func (r *reader) change(i item, k int) {
	m, ok := r.section(i, changeKeys)
	if !ok {
		return
	}
	c := model.Change{Characteristic: k, Group: r.changesRead}
	if r.changesRead++; r.changesRead*r.problem.Periods > maxOpen {
		r.missing(i, "take longer periods, or write fewer changes", "%d changes so far, each over %d periods, are more than %d", r.changesRead, r.problem.Periods, maxOpen)
		return
	}
	if by, ok := m.need("by", "write by: customer or by: supplier"); ok {
		c.By = model.Party(m.word(by))
	}
	if at, ok := m.need("periods", writePeriods); ok {
		c.Open = m.periods(at)
	}
	m.restrictions(&c)
	m.amounts(&c, scope{reader: r, arc: r.arc(k)})
	m.expand(c)
}

// restrictions reads lead, dwell and uses. A dwell beyond the horizon is one to its end.
func (m mapping) restrictions(c *model.Change) {
	n := m.problem.Periods
	c.Lead = int(m.optional("lead"))
	if at, _ := m.get("lead"); n > 0 && c.Lead > n {
		m.wrong(at, "", "the change would come into force after the end of period %d", n)
		c.Lead = 0
	}
	c.Dwell = min(int(m.optional("dwell")), n)
	c.Uses = int(m.optional("uses"))
}

// amounts reads what a change costs whom.
func (m mapping) amounts(c *model.Change, s scope) {
	if i, ok := m.get("when"); ok {
		c.When = model.Amount{Name: i.path, Expr: m.expression(i, s, formula.Truth)}
		if c.By == model.Customer {
			m.paidByCustomer(i, c.When)
		}
	}
	c.Outside, c.Fee, c.Gain = m.customerAmount(c.By, "outside", s), m.customerAmount(c.By, "fee", s), m.customerAmount(c.By, "gain", s)
	if i, ok := m.get("cost"); ok {
		s.supplier = true
		c.Cost = m.cost(i, s)
	}
}

// customerAmount reads an amount of a change that the customer pays or gets.
func (m mapping) customerAmount(by model.Party, key string, s scope) model.Amount {
	i, ok := m.get(key)
	if !ok {
		return model.Amount{}
	}
	if by == model.Supplier {
		m.missing(i, "a change by the supplier has a cost only", "the supplier would decide what the customer pays or gets")
	}
	a := m.amountOf(i, s)
	m.paidByCustomer(i, a)
	return a
}

// cost reads an amount, or {material, processes, fixed}.
func (r *reader) cost(i item, s scope) model.Cost {
	if _, itemised := r.levelTable(i); !itemised {
		return model.Cost{Fixed: r.amountOf(i, s)}
	}
	m, _ := r.section(i, costKeys)
	cost := model.Cost{Fixed: m.amount("fixed", s), Material: m.amount("material", s)}
	at, ok := m.get("processes")
	if !ok {
		return cost
	}
	runs, _ := m.open(at, "{process: executions, ...}")
	for _, e := range runs.entries {
		if k, ok := r.processNamed(at, e); ok {
			cost.Runs = append(cost.Runs, model.CostRun{Process: k, Executions: r.amountOf(e, s)})
		}
	}
	return cost
}

// processNamed finds the process that an entry's key names.
func (r *reader) processNamed(i, e item) (int, bool) {
	var names []string
	for k, p := range r.processes {
		if p.key.Value == e.key.Value {
			return k, true
		}
		names = append(names, p.key.Value)
	}
	r.fail(i, e.key, r.suggest(e.key.Value, names), "the supplier has no process %q", e.key.Value)
	return 0, false
}

// arc is what from and to mean in the formulas of a change of characteristic k.
func (r *reader) arc(k int) *arc {
	s := r.declared.symbols[r.problem.Characteristics[k].Name]
	from, to := s, s
	from.Role, to.Role = formula.From, formula.To
	return &arc{from, to}
}

// expand adds an arc for each pair of different levels.
func (m mapping) expand(c model.Change) {
	from, ok := m.need("from", "write from: and a level, a list of levels, or any")
	to, fine := m.need("to", "write to: and a level, a list of levels, or any")
	if !ok || !fine {
		return
	}
	count, wrong := len(m.problem.Changes), len(m.errors)
	froms, tos := m.levelsOf(from, c.Characteristic), m.levelsOf(to, c.Characteristic)
	if count+len(froms)*len(tos) > maxChanges {
		m.missing(m.item, "name fewer levels", "more than %d changes", maxChanges)
		return
	}
	for _, c.From = range froms {
		for _, c.To = range tos {
			if c.From != c.To {
				m.problem.Changes = append(m.problem.Changes, c)
			}
		}
	}
	if count == len(m.problem.Changes) && wrong == len(m.errors) {
		m.missing(to, "name two levels", "the change leads to where it began")
	}
}
