package model

import (
	"fmt"
	"slices"
	"strings"
)

// MaxModes bounds the enumeration of a party's modes, MaxChoices the decisions open in one of them, MaxMoves those of all over all periods.
const (
	MaxModes   = 200_000
	MaxChoices = 10_000
	MaxMoves   = 2_000_000
)

// Modes is everything that one party's characteristics can be in at the start of a period (levels, pending change, dwell,
// uses left) and what can be decided there. Mode and configuration numbers are dense.
type Modes struct {
	Party           Party
	Characteristics []int    // the problem's numbers of those that the party owns
	Configs         [][]int  // levels by configuration, in the order of Characteristics
	Start           []int    // modes allowed at signing
	Labels          []string // by mode
	Config          []int    // by mode: the configuration at the start of a period
	Reach           [][]int  // by period 1..n: modes that can occur, ascending
	moves           [][][]Move
}

// Move is a decision in a period: changes (none: keep), the configuration in force during the period, and the mode in which
// the next one starts.
type Move struct {
	Changes []int
	Config  int
	Next    int
}

// Moves lists the decisions of a mode in period t, keeping first, then in the order of the file. It is nil if the mode cannot occur.
func (m *Modes) Moves(t, mode int) []Move { return m.moves[t][mode] }

// Fixed tells whether the party has no decision to take, in any mode that can occur in any period.
func (m *Modes) Fixed() bool {
	for t := 1; t < len(m.moves); t++ {
		for _, mode := range m.Reach[t] {
			if len(m.moves[t][mode]) > 1 {
				return false
			}
		}
	}
	return true
}

// Len is the number of modes.
func (m *Modes) Len() int { return len(m.Labels) }

// ConfigLabel names the levels of a configuration.
func (m *Modes) ConfigLabel(p *Problem, config int) string {
	parts := make([]string, len(m.Characteristics))
	for k, c := range m.Characteristics {
		parts[k] = p.Characteristics[c].Name + "=" + p.Characteristics[c].Levels[m.Configs[config][k]]
	}
	return strings.Join(parts, " ")
}

// standing is a mode while it is enumerated: per own characteristic the level, the periods until it may change again, the
// pending change (+1; 0 none) and the periods until it is in force; per group of changes the uses made.
type standing struct {
	level, locked, pending, wait []int
	used                         []int
}

func (s standing) key() string { return fmt.Sprint(s.level, s.locked, s.pending, s.wait, s.used) }

func (s standing) clone() standing {
	return standing{slices.Clone(s.level), slices.Clone(s.locked), slices.Clone(s.pending), slices.Clone(s.wait), slices.Clone(s.used)}
}

// tick is what the passing of a period does: waits and locks run down, a change whose wait is over comes into force.
func (s standing) tick(p *Problem) standing {
	next := s.clone()
	for k := range next.level {
		next.locked[k] = max(0, next.locked[k]-1)
		if next.pending[k] == 0 {
			continue
		}
		if next.wait[k]--; next.wait[k] == 0 {
			next.level[k] = p.Changes[next.pending[k]-1].To
			next.pending[k] = 0
		}
	}
	return next
}

func (s standing) label(p *Problem, own []int) string {
	parts := make([]string, len(own))
	for k, c := range own {
		levels := p.Characteristics[c].Levels
		parts[k] = p.Characteristics[c].Name + "=" + levels[s.level[k]]
		if s.pending[k] > 0 {
			parts[k] += fmt.Sprintf("→%s in %d", levels[p.Changes[s.pending[k]-1].To], s.wait[k])
		}
		if s.locked[k] > 0 {
			parts[k] += fmt.Sprintf(" locked %d", s.locked[k])
		}
	}
	for g, n := range s.used {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("change %d used %d", g+1, n))
		}
	}
	return strings.Join(parts, " ")
}
