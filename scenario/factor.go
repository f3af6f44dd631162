package scenario

import (
	"math"
	"slices"
	"strings"

	"ips2/model/demand"
	"ips2/model/formula"
)

// declareFactors makes the factors' names known; their processes are read later.
func (m mapping) declareFactors() {
	for _, i := range m.group("factors", "name: {process: ...}") {
		if m.reader.declare(i) {
			place := len(m.stochastic) + m.leaders
			if switched(i) {
				m.leaders++
				place++
			}
			m.declared.symbols[i.key.Value] = formula.Symbol{Role: formula.Factor, Index: place}
			m.stochastic, m.places = append(m.stochastic, i), append(m.places, place)
		}
	}
}

// switched tells whether a factor needs another one before it: the chain of its regimes.
func switched(i item) bool {
	for k := 0; k+1 < len(i.node.Content); k += 2 {
		if i.node.Content[k].Value == "process" {
			return i.node.Content[k+1].Value == "regime"
		}
	}
	return false
}

// law is how one process is written: its keys, the reader of them, which gives nil after an error, and what it does in words.
type law struct {
	name string
	keys
	read func(mapping, []bool) demand.Process
	help string
}

// Keys that most processes have.
var (
	processKey   = key{"process", label{}, required{}, "How the factor moves:"}
	movesKey     = key{"moves", oneOrList{period{}, 1}, "all", "The periods at whose start the factor moves: a period, a range such as 2-10, a list of these, or all."}
	initialValue = key{"initial", finite, required{}, "The value at signing."}
)

// moving are the keys of a process that moves, beside its own.
func moving(own keys) keys { return append(keys{processKey, movesKey}, own...) }

// laws are the processes.
var laws = append([]law{
	{"markov", markovKeys, mapping.markov, "a chain with named states"},
	{"independent", independentKeys, mapping.independent, "independent draws from a finite distribution"},
	{"binomial", binomialKeys, mapping.binomial, "a recombining tree"},
}, append(slices.Clone(normalLaws), []law{
	{"regime", regimeKeys, mapping.regime, "a chain that switches the parameters of gbm, ou or ar1"},
	{"series", givenKeys, mapping.given, "a known path"},
	{"tree", treeKeys, mapping.tree, "an explicit scenario tree"},
	{"samples", samplesKeys, mapping.samples, "paths of the user's own, simulated only"},
	{"formula", formulaKeys, mapping.formula, "a formula of the current value, other factors and noise"},
}...)...)

func namesOf(of []law) []string {
	names := make([]string, len(of))
	for k, l := range of {
		names[k] = l.name
	}
	return names
}

// maxMoves bounds the factors times the periods: each has a law in each.
const maxMoves = 2_000_000

// factors reads the process of every factor, at its place; after an error there may be none.
func (m mapping) factors() {
	list := &m.problem.Factors.Factors
	if n := len(m.stochastic); n*m.problem.Periods > maxMoves {
		i, _ := m.get("factors")
		m.missing(i, "take longer periods, or fewer factors", "%d factors over %d periods make %d moves, more than %d", n, m.problem.Periods, n*m.problem.Periods, maxMoves)
		m.stochastic, m.places = nil, nil
	}
	for k, i := range m.stochastic {
		p := m.process(i)
		for len(*list) < m.places[k] {
			*list = append(*list, demand.Factor{})
		}
		*list = append(*list, demand.Factor{Name: i.key.Value, Process: p, Origin: m.origin(i, i.place())})
	}
}

func (r *reader) process(i item) demand.Process {
	f, ok := r.open(i, "{process: gbm, initial: 100, ...}")
	if !ok {
		return nil
	}
	names := namesOf(laws)
	kind, ok := f.need("process", "write process: with one of "+strings.Join(names, ", "))
	if !ok {
		return nil
	}
	k, ok := r.named(kind, "process", names)
	if !ok {
		return nil
	}
	l := laws[k]
	if f, ok = r.section(i, l.keys); !ok {
		return nil
	}
	moves := every(r.problem.Periods)
	if at, given := f.lookup(movesKey.name); given {
		moves = r.periods(at)
	}
	p := l.read(f, moves)
	if p != nil && !bounded(p, r.problem.Periods) {
		r.missing(i, "take smaller numbers", "the factor grows beyond all numbers")
		return nil
	}
	return p
}

// bounded tells whether the constants of a process are numbers at all.
func bounded(p demand.Process, periods int) bool {
	sum := p.Start()
	for t := 1; t <= periods; t++ {
		switch law := p.(type) {
		case demand.Jumper:
			sum += constants(law, t)
		case demand.Switched:
			for k := range law.Regimes() {
				sum += constants(law.Regime(k), t)
			}
		case demand.Finite:
			for _, v := range law.States(t) {
				sum += float64(0 * v)
			}
		}
	}
	return !math.IsNaN(sum) && !math.IsInf(sum, 0)
}

// constants is finite if all constants of a law are.
func constants(law demand.Jumper, t int) float64 {
	phi, drift, sigma := law.Law(t)
	sum := phi + drift + sigma
	if jumps := law.Jumps(t); jumps != nil {
		sum += jumps.Cumulant(1)
	}
	return sum
}
