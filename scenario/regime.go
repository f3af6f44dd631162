package scenario

import (
	"slices"

	"ips2/model/demand"
)

// normalLaws are the processes that regimes can switch between.
var normalLaws = []law{
	{"gbm", gbmKeys, mapping.gbm, "geometric Brownian motion"},
	{"ou", ouKeys, mapping.ou, "the Ornstein–Uhlenbeck process, which reverts to a mean"},
	{"ar1", ar1Keys, mapping.ar1, "first-order autoregression per period"},
}

var regimeKeys = moving(keys{
	initialValue,
	{"regimes", named{process{within: true}, 1}, required{}, "The processes to switch between, gbm, ou or ar1: a name for each, without initial, moves and season."},
	{"initial_regime", label{}, required{}, "The regime at signing, by name."},
	{"transitions", byPeriod{matrix}, required{}, "Chances of going from a regime to others when the factor moves: " + chances + "."},
	seasonKey,
})

// inside are the keys of a law in a regime: signing, moves and season are the factor's.
func (l law) inside() keys {
	return slices.DeleteFunc(slices.Clone(l.keys), func(k key) bool { return slices.Contains([]string{"initial", "moves", "season"}, k.name) })
}

// regime reads a process whose parameters a Markov chain switches. The chain becomes a factor of its own, just before.
func (m mapping) regime(moves []bool) demand.Process {
	i, ok := m.need("regimes", "write regimes: {calm: {process: gbm, drift: 2%, volatility: 10%}, wild: {...}}")
	if !ok {
		return nil
	}
	s, ok := m.open(i, "name: {process: gbm, ...} for each regime")
	if ok && (len(s.entries) == 0 || len(s.entries) > maxNamed) {
		m.missing(i, "", "%d regimes; 1 to %d are possible", len(s.entries), maxNamed)
		ok = false
	}
	_, has := m.need("initial", "write initial: "+finite.write)
	if !ok || !has {
		return nil
	}
	var names []string
	var laws []*demand.Linear
	for _, e := range s.chosen() {
		names = append(names, e.key.Value)
		if l := m.within(e, moves); l != nil {
			laws = append(laws, l)
		}
	}
	leader := m.switches(names, moves)
	if leader == nil || len(laws) < len(names) || !m.alike(s, laws) {
		return nil
	}
	m.problem.Factors.Factors = append(m.problem.Factors.Factors, demand.Factor{Name: m.key.Value + ".regime", Process: leader})
	return demand.NewRegime(len(m.problem.Factors.Factors)-1, laws)
}

// switches reads the chain; its values are the numbers of the regimes, from 0.
func (m mapping) switches(names []string, moves []bool) demand.Process {
	start, ok := 0, false
	if i, given := m.need("initial_regime", "write initial_regime: and one of the regimes"); given {
		start, ok = m.named(i, "regime", names)
	}
	rows, fine := m.transitions(names, moves)
	if !ok || !fine {
		return nil
	}
	values := make([]float64, len(names))
	for k := range values {
		values[k] = float64(k)
	}
	return demand.NewChain(start, slices.Repeat([][]float64{values}, len(moves)), rows)
}

// within reads the law of one regime; nil after an error.
func (m mapping) within(i item, moves []bool) *demand.Linear {
	s, ok := m.open(i, "{process: gbm, drift: 2%, volatility: 10%}")
	if !ok {
		return nil
	}
	kind, ok := s.need("process", "write process: gbm, ou or ar1")
	if !ok {
		return nil
	}
	k, ok := s.named(kind, "process for a regime", namesOf(normalLaws))
	if !ok {
		return nil
	}
	if s, ok = m.section(i, normalLaws[k].inside()); !ok {
		return nil
	}
	s.keys = normalLaws[k].keys
	for _, key := range []string{"initial", "season"} {
		if at, given := m.get(key); given {
			s.index[key] = len(s.entries)
			s.entries = append(s.entries, at)
		}
	}
	p, _ := normalLaws[k].read(s, moves).(*demand.Linear)
	return p
}

// alike checks that the state means the same in all regimes.
func (m mapping) alike(s mapping, laws []*demand.Linear) bool {
	for k, l := range laws {
		if l.Logarithmic() != laws[0].Logarithmic() {
			m.missing(s.entries[k], "gbm moves the logarithm, as ou and ar1 do with log: true", "one of the regimes %s and %s moves the logarithm of the factor, the other the factor itself", s.entries[0].key.Value, s.entries[k].key.Value)
			return false
		}
	}
	return true
}
