package scenario

import (
	"math"
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

// law is how one process is written: its keys beside those of all processes, and the reader of them, which gives nil after an error.
type law struct {
	keys
	read func(mapping, []bool) demand.Process
}

// laws are the processes by name.
var laws = map[string]law{
	"markov":      {keys{known: "process moves initial states transitions"}, mapping.markov},
	"independent": {keys{known: "process moves initial values probabilities"}, mapping.independent},
	"binomial":    {keys{known: "process moves initial up down probability"}, mapping.binomial},
	"gbm":         {keys{known: "process moves initial drift volatility jumps season"}, mapping.gbm},
	"ou":          {keys{known: "process moves initial mean speed volatility log jumps season"}, mapping.ou},
	"ar1":         {keys{known: "process moves initial c phi sigma log jumps season"}, mapping.ar1},
	"regime":      {keys{known: "process moves initial regimes initial_regime transitions season"}, mapping.regime},
	"tree":        {keys{known: "process moves initial nodes"}, mapping.tree},
	"formula":     {keys{known: "process moves initial next"}, mapping.formula},
	"series":      {keys{known: "process initial values file column"}, mapping.given},
	"samples":     {keys{known: "process initial file column"}, mapping.samples},
}

// factors reads the process of every factor, at its place; after an error there may be none.
func (m mapping) factors() {
	list := &m.problem.Factors.Factors
	for k, i := range m.stochastic {
		p := m.process(i)
		for len(*list) < m.places[k] {
			*list = append(*list, demand.Factor{})
		}
		*list = append(*list, demand.Factor{Name: i.key.Value, Process: p})
	}
}

func (r *reader) process(i item) demand.Process {
	f, ok := r.open(i, "{process: gbm, initial: 100, ...}")
	if !ok {
		return nil
	}
	names := []string{"markov", "independent", "binomial", "gbm", "ou", "ar1", "regime", "series", "tree", "samples", "formula"}
	kind, ok := f.need("process", "write process: with one of "+strings.Join(names, ", "))
	if !ok {
		return nil
	}
	k, ok := r.named(kind, "process", names)
	if !ok {
		return nil
	}
	l := laws[names[k]]
	if f, ok = r.section(i, l.keys); !ok {
		return nil
	}
	p := l.read(f, f.moves())
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
				sum += 0 * v
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

// moves are the periods in which a factor moves; all if the file does not say.
func (m mapping) moves() []bool {
	if i, ok := m.get("moves"); ok {
		return m.periods(i)
	}
	return every(m.problem.Periods)
}
