package scenario

import "ips2/model/formula"

var simulationKeys = keys{
	{"features", oneOrList{amount, 0}, remark("the engine chooses"), "Formulas of factors, period and time that the fitted policy may depend on."},
	{"paths", oneUpward, remark("the engine chooses"), "Number of paths that price."},
	{"precision", positive, remark("the number of paths decides"), "Half-width of the interval to reach: money, or a share of the value such as 0.1%."},
}

// simulation reads what the file asks of the simulation.
func (m mapping) simulation() {
	i, ok := m.get("simulation")
	if !ok {
		return
	}
	s, _ := m.section(i, simulationKeys)
	m.settings.Paths = int(s.optional("paths"))
	m.settings.Precision.Value = s.optional("precision")
	if at, ok := s.get("precision"); ok {
		m.settings.Precision.Relative = percentage(at.node.Value)
	}
	if at, ok := s.get("features"); ok {
		m.features(at)
	}
}

// features reads formulas of factors, on which the simulation regresses.
func (r *reader) features(i item) {
	for _, one := range r.oneOrMore(i) {
		a := r.amountOf(one, scope{reader: r})
		if a.Expr == nil {
			continue
		}
		for _, s := range a.Symbols() {
			if s.Role == formula.Level {
				r.wrong(one, "features are formulas of factors, period and time", "the feature depends on the level of %s", r.problem.Characteristics[s.Index].Name)
				break
			}
		}
		r.problem.Features = append(r.problem.Features, a)
	}
}
