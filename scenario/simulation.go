package scenario

import "ips2/model/formula"

// simulation reads what the file asks of the simulation.
func (m mapping) simulation() {
	i, ok := m.get("simulation")
	if !ok {
		return
	}
	s, _ := m.section(i, keys{known: "features paths precision"})
	m.settings.Paths = int(s.numberOr("paths", 0, oneUpward))
	m.settings.Precision.Value = s.numberOr("precision", 0, positive)
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
