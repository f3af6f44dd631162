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
			m.declared.symbols[i.key.Value] = formula.Symbol{Role: formula.Factor, Index: len(m.stochastic)}
			m.stochastic = append(m.stochastic, i)
		}
	}
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
	"tree":        {keys{known: "process moves initial nodes"}, mapping.tree},
	"series":      {keys{"process initial values", "file column"}, mapping.given},
}

// laterLaws are the processes of the format that this version does not value.
var laterLaws = []string{"regime", "samples", "formula"}

// factors reads the process of every factor.
func (m mapping) factors() {
	for _, i := range m.stochastic {
		m.problem.Factors.Factors = append(m.problem.Factors.Factors, demand.Factor{Name: i.key.Value, Process: m.process(i)})
	}
}

func (r *reader) process(i item) demand.Process {
	f, ok := r.open(i, "{process: gbm, initial: 100, ...}")
	if !ok {
		return nil
	}
	names := []string{"markov", "independent", "binomial", "gbm", "ou", "ar1", "series", "tree"}
	kind, ok := f.need("process", "write process: with one of "+strings.Join(names, ", "))
	if !ok {
		return nil
	}
	if slices.Contains(laterLaws, kind.node.Value) {
		r.notYet(kind, kind.node, kind.node.Value)
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
		case demand.Normal:
			phi, drift, sigma := law.Law(t)
			sum += phi + drift + sigma
			if jumper, ok := p.(demand.Jumper); ok && jumper.Jumps(t) != nil {
				sum += jumper.Jumps(t).Cumulant(1)
			}
		case demand.Finite:
			for _, v := range law.States(t) {
				sum += 0 * v
			}
		}
	}
	return !math.IsNaN(sum) && !math.IsInf(sum, 0)
}

// moves are the periods in which a factor moves; all if the file does not say.
func (m mapping) moves() []bool {
	if i, ok := m.get("moves"); ok {
		return m.periods(i)
	}
	return every(m.problem.Periods)
}
