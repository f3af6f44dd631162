package model

import (
	"slices"
	"strings"
)

// MaxModes bounds the enumeration of a party's modes, MaxChoices the decisions open in one of them, MaxMoves those of all over all periods.
const (
	MaxModes   = 200_000
	MaxChoices = 10_000
	MaxMoves   = 2_000_000
)

// maxNumbers bounds the numbers that tell all modes, and all decisions that differ: modes of a thousand characteristics are a thousand
// times as large as those of one.
const maxNumbers = 40_000_000

// Modes is everything that one party's characteristics can be in at the start of a period (levels, pending change, dwell,
// uses left) and what can be decided there. Mode and configuration numbers are dense.
type Modes struct {
	Party           Party
	Characteristics []int   // the problem's numbers of those that the party owns
	Configs         [][]int // levels by configuration, in the order of Characteristics
	Start           []int   // modes allowed at signing
	Config          []int   // by mode: the configuration at the start of a period
	Reach           [][]int // by period 1..n: modes that can occur, ascending

	arcs      *arcs
	standings []standing // by mode
	moves     [][][]Move // by period and place in Reach
}

// Move is a decision in a period: changes (none: keep), the configuration in force during the period, and the mode in which
// the next one starts.
type Move struct {
	Changes []int
	Config  int
	Next    int
}

// Moves lists the decisions of a mode in period t, keeping first, then in the order of the file. It is nil if the mode cannot occur.
func (m *Modes) Moves(t, mode int) []Move {
	reach := m.Reach[t]
	if len(reach) == 0 || mode < reach[0] {
		return nil
	}
	if k := mode - reach[0]; k < len(reach) && reach[k] == mode { // mostly none is left out
		return m.moves[t][k]
	}
	if k, found := slices.BinarySearch(reach, mode); found {
		return m.moves[t][k]
	}
	return nil
}

// Fixed tells whether the party has no decision to take, in any mode that can occur in any period.
func (m *Modes) Fixed() bool {
	for t := 1; t < len(m.moves); t++ {
		if slices.ContainsFunc(m.moves[t], func(moves []Move) bool { return len(moves) > 1 }) {
			return false
		}
	}
	return true
}

// Len is the number of modes.
func (m *Modes) Len() int { return len(m.standings) }

// Label names a mode: levels, what is pending or locked, and uses made.
func (m *Modes) Label(mode int) string { return m.standings[mode].label(m.arcs) }

// ConfigLabel names the levels of a configuration.
func (m *Modes) ConfigLabel(p *Problem, config int) string {
	parts := make([]string, len(m.Characteristics))
	for k, c := range m.Characteristics {
		parts[k] = p.Characteristics[c].Name + "=" + p.Characteristics[c].Levels[m.Configs[config][k]]
	}
	return strings.Join(parts, " ")
}
