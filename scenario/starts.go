package scenario

import (
	"strconv"

	"ips2/model"
	"ips2/model/formula"
)

// maxTrials bounds how many rules are tried on start levels; a problem that needs more is left to the model.
const maxTrials = 200_000

// starts checks that each party has a start that no rule excludes.
func (m mapping) starts() {
	i, ok := m.get("exclude")
	if !ok {
		return
	}
	for _, party := range []model.Party{model.Customer, model.Supplier} {
		s := search{problem: m.problem, party: party, graph: formula.NewGraph(0), left: maxTrials, levels: make([]int, len(m.problem.Characteristics))}
		if !s.allowed(0) {
			m.missing(i, "allow a start, or write fewer exclusions", "every start of the %s is excluded", party)
		}
	}
}

// search tries the combinations of a party's start levels.
type search struct {
	problem *model.Problem
	party   model.Party
	graph   *formula.Graph
	levels  []int
	left    int
}

// allowed tells whether some combination of the start levels from characteristic k on is not excluded.
func (s *search) allowed(k int) bool {
	if k == len(s.levels) {
		return !s.excluded()
	}
	c := s.problem.Characteristics[k]
	if c.Owner != s.party {
		return s.allowed(k + 1)
	}
	for _, s.levels[k] = range c.Start {
		if s.allowed(k + 1) {
			return true
		}
	}
	return false
}

func (s *search) excluded() bool {
	for _, rule := range s.problem.Exclude {
		if s.owner(rule) != s.party {
			continue
		}
		if s.left--; s.left < 0 {
			return false
		}
		env := &formula.Env{Levels: s.levels, Dt: s.problem.Dt, Numbers: s.number}
		if v, known := s.graph.Constant(s.graph.Bind(rule.Expr, env)); !known || v != 0 {
			return true
		}
	}
	return false
}

func (s *search) owner(rule model.Amount) model.Party {
	for _, symbol := range rule.Symbols() {
		if s.problem.Characteristics[symbol.Index].Owner == model.Supplier {
			return model.Supplier
		}
	}
	return model.Customer
}

func (s *search) number(characteristic, level int) float64 {
	v, _ := strconv.ParseFloat(s.problem.Characteristics[characteristic].Levels[level], 64)
	return v
}
