package model

import (
	"fmt"
	"slices"
)

// NewModes enumerates a party's modes period by period from its starts. It fails when there are more than MaxModes, or when no
// start is allowed. excluded tells whether levels of the party's own characteristics (in the order of Characteristics) must not occur.
func NewModes(p *Problem, of Party, excluded func(levels []int) bool) (*Modes, error) {
	e := &enumeration{p: p, excluded: excluded, limit: len(p.Changes), seen: map[string]int{}, configs: map[string]int{},
		m: &Modes{Party: of, Reach: make([][]int, p.Periods+2), moves: make([][][]Move, p.Periods+1)}}
	for c := range p.Characteristics {
		if p.Characteristics[c].Owner == of {
			e.m.Characteristics = append(e.m.Characteristics, c)
		}
	}
	if of == Customer && p.ChangesPerPeriod > 0 {
		e.limit = p.ChangesPerPeriod
	}
	return e.run()
}

type enumeration struct {
	p        *Problem
	m        *Modes
	excluded func([]int) bool
	limit    int // changes per period
	seen     map[string]int
	all      []standing
	configs  map[string]int
	count    int // moves so far
}

func (e *enumeration) run() (*Modes, error) {
	e.starts(standing{}, 0)
	if len(e.m.Start) == 0 {
		return nil, fmt.Errorf("no allowed combination of start levels: every one is excluded")
	}
	reach := slices.Clone(e.m.Start)
	raw := make([]map[int][]Move, e.p.Periods+1)
	for t := 1; t <= e.p.Periods; t++ {
		slices.Sort(reach)
		e.m.Reach[t] = slices.Compact(reach)
		raw[t], reach = map[int][]Move{}, nil
		for _, mode := range e.m.Reach[t] {
			open := e.atMost(t, e.all[mode])
			if e.count += open; open > MaxChoices || e.count > MaxMoves {
				return nil, e.tooMany(t)
			}
			moves := e.moves(t, mode)
			raw[t][mode] = moves
			for _, move := range moves {
				reach = append(reach, move.Next)
			}
			if len(e.all) > MaxModes {
				return nil, e.tooMany(t)
			}
		}
	}
	slices.Sort(reach)
	e.m.Reach[e.p.Periods+1] = slices.Compact(reach)
	e.settle(raw)
	return e.m, nil
}

func (e *enumeration) tooMany(t int) error {
	return fmt.Errorf("the %s could be in more than %d situations, or choose from more than %d in one of them or %d in all, by period %d: restrict the changes (periods, changes_per_period, uses)", e.m.Party, MaxModes, MaxChoices, MaxMoves, t)
}

// atMost counts the decisions of a mode before any is made, exclusions apart: the ways to take at most e.limit open changes, one a
// characteristic (the coefficients of the product of 1 + open·z).
func (e *enumeration) atMost(t int, s standing) int {
	ways := []int{1}
	for k := range e.m.Characteristics {
		open := 0
		for _, c := range e.p.Changes {
			if s.locked[k] == 0 && s.pending[k] == 0 && e.open(t, s, k, c) {
				open++
			}
		}
		if len(ways) <= e.limit {
			ways = append(ways, 0)
		}
		for j := len(ways) - 1; j > 0; j-- {
			ways[j] = min(MaxMoves+1, ways[j]+open*ways[j-1])
		}
	}
	total := 0
	for _, n := range ways {
		total = min(MaxMoves+1, total+n)
	}
	return total
}

// settle turns the moves found period by period into slices indexed by mode.
func (e *enumeration) settle(raw []map[int][]Move) {
	for t := 1; t <= e.p.Periods; t++ {
		e.m.moves[t] = make([][]Move, len(e.all))
		for mode, moves := range raw[t] {
			e.m.moves[t][mode] = moves
		}
	}
}

// starts visits the product of the allowed start levels, in the order of the file.
func (e *enumeration) starts(s standing, k int) {
	if k < len(e.m.Characteristics) {
		for _, level := range e.p.Characteristics[e.m.Characteristics[k]].Start {
			next := s.clone()
			next.level = append(next.level, level)
			e.starts(next, k+1)
		}
		return
	}
	if e.excluded(s.level) {
		return
	}
	n := len(s.level)
	s.locked, s.pending, s.wait, s.used = make([]int, n), make([]int, n), make([]int, n), make([]int, e.groups())
	e.m.Start = append(e.m.Start, e.mode(s))
}

func (e *enumeration) groups() int {
	n := 0
	for _, c := range e.p.Changes {
		n = max(n, c.Group+1)
	}
	return n
}

// moves lists the decisions of a mode: all sets of open changes, at most one a characteristic and e.limit in all. Fewer changes
// come first, then the order of the file, so that ties go as they should.
func (e *enumeration) moves(t, mode int) []Move {
	var moves []Move
	e.extend(t, e.all[mode], nil, 0, &moves)
	slices.SortStableFunc(moves, func(a, b Move) int {
		if d := len(a.Changes) - len(b.Changes); d != 0 {
			return d
		}
		return slices.Compare(a.Changes, b.Changes)
	})
	return moves
}

func (e *enumeration) extend(t int, s standing, taken []int, k int, moves *[]Move) {
	if k == len(e.m.Characteristics) {
		if e.allowed(s) {
			*moves = append(*moves, Move{Changes: slices.Sorted(slices.Values(taken)), Config: e.config(s.level), Next: e.mode(s.tick(e.p))})
		}
		return
	}
	e.extend(t, s, taken, k+1, moves)
	if len(taken) == e.limit || s.locked[k] > 0 || s.pending[k] > 0 {
		return
	}
	for id, c := range e.p.Changes {
		if e.open(t, s, k, c) {
			e.extend(t, e.apply(s, k, id), append(slices.Clone(taken), id), k+1, moves)
		}
	}
}

// allowed looks ahead to the changes under way: what is decided now must still be allowed when they come into force, so that
// keeping is always possible.
func (e *enumeration) allowed(s standing) bool {
	for {
		if e.excluded(s.level) {
			return false
		}
		if !slices.ContainsFunc(s.pending, func(change int) bool { return change > 0 }) {
			return true
		}
		s = s.tick(e.p)
	}
}

func (e *enumeration) open(t int, s standing, k int, c Change) bool {
	return c.Characteristic == e.m.Characteristics[k] && c.From == s.level[k] && c.Open[t] && (c.Uses == 0 || s.used[c.Group] < c.Uses)
}

func (e *enumeration) apply(s standing, k, id int) standing {
	c, next := e.p.Changes[id], s.clone()
	if c.Lead == 0 {
		next.level[k] = c.To
	} else {
		next.pending[k], next.wait[k] = id+1, c.Lead
	}
	next.locked[k] = c.Dwell
	if c.Uses > 0 {
		next.used[c.Group]++
	}
	return next
}

func (e *enumeration) mode(s standing) int {
	key := s.key()
	if id, ok := e.seen[key]; ok {
		return id
	}
	id := len(e.all)
	e.seen[key] = id
	e.all = append(e.all, s)
	e.m.Labels = append(e.m.Labels, s.label(e.p, e.m.Characteristics))
	e.m.Config = append(e.m.Config, e.config(s.level))
	return id
}

func (e *enumeration) config(levels []int) int {
	key := fmt.Sprint(levels)
	if id, ok := e.configs[key]; ok {
		return id
	}
	id := len(e.m.Configs)
	e.configs[key] = id
	e.m.Configs = append(e.m.Configs, slices.Clone(levels))
	return id
}
