package model

import (
	"encoding/binary"
	"slices"
)

// newModes enumerates a party's modes period by period from its starts. It fails with a *SizeError when there are more than can be
// listed, as far as possible before they are made, and when no start is allowed.
func newModes(p *Problem, of Party, rules []*rule) (*Modes, error) {
	e := &enumeration{arcs: newArcs(p, of), rules: rules, limit: len(p.Changes), seen: map[string]int{}, configs: map[string]int{}, forbidden: map[string]bool{}}
	e.m = &Modes{Party: of, arcs: e.arcs, Characteristics: e.own, Reach: make([][]int, p.Periods+2), moves: make([][][]Move, p.Periods+1)}
	if of == Customer && p.ChangesPerPeriod > 0 {
		e.limit = p.ChangesPerPeriod
	}
	return e.m, e.run()
}

type enumeration struct {
	*arcs
	m     *Modes
	rules []*rule
	limit int // changes per period

	seen      map[string]int
	configs   map[string]int
	forbidden map[string]bool // configurations asked for, by key
	key       []byte          // scratch
	met       []int           // by mode: the last period that it was found to be in
	count     int             // moves of all periods so far
	made      int             // those that had to be made, times the numbers that tell a mode
}

// run goes through the periods. Those in which the same changes are open share the moves of a mode.
func (e *enumeration) run() error {
	if err := e.starts(); err != nil {
		return err
	}
	reach, patterns := e.m.Start, e.patterns()
	known := map[int]map[int][]Move{}
	for t := 1; t <= e.p.Periods; t++ {
		if known[patterns[t]] == nil {
			known[patterns[t]] = map[int][]Move{}
		}
		e.m.Reach[t] = reach
		if err := e.period(t, known[patterns[t]]); err != nil {
			return err
		}
		reach = e.next(t)
	}
	e.m.Reach[e.p.Periods+1] = reach
	return nil
}

// period lists the moves of every mode that can occur in period t, counting them first.
func (e *enumeration) period(t int, known map[int][]Move) error {
	e.m.moves[t] = make([][]Move, len(e.m.Reach[t]))
	for i, mode := range e.m.Reach[t] {
		moves, ready := known[mode]
		if !ready {
			if err := e.afford(t, e.atMost(t, e.m.standings[mode])); err != nil {
				return err
			}
			moves = e.moves(t, mode)
			known[mode] = moves
		}
		if e.count += len(moves); e.count > MaxMoves {
			return e.tooMany("choose from more than %d decisions in all by period %d", MaxMoves, t)
		}
		if len(e.m.standings) > MaxModes {
			return e.tooMany("be in more than %d situations by period %d", MaxModes, t)
		}
		e.m.moves[t][i] = moves
	}
	return nil
}

// afford refuses a mode with so many decisions.
func (e *enumeration) afford(t, open int) error {
	e.made += min(open, MaxMoves) * e.width()
	switch {
	case open > MaxChoices:
		return e.tooMany("choose from more than %d decisions in one situation in period %d", MaxChoices, t)
	case e.count+open > MaxMoves:
		return e.tooMany("choose from more than %d decisions in all by period %d", MaxMoves, t)
	case e.made > maxNumbers:
		return e.tooMany("be in situations of %d characteristics and %d kinds of changes that take more than %d numbers by period %d", len(e.own), len(e.groups), maxNumbers, t)
	}
	return nil
}

// atMost counts the decisions of a mode before any is made, exclusions apart: the ways to take at most e.limit open changes, one a
// characteristic (the coefficients of the product of 1 + open·z).
func (e *enumeration) atMost(t int, s standing) int {
	ways := []int{1}
	for k := range e.own {
		open := 0
		for range e.open(t, s, k) {
			open++
		}
		if open == 0 {
			continue
		}
		if len(ways) <= e.limit {
			ways = append(ways, 0)
		}
		for j := len(ways) - 1; j > 0; j-- {
			ways[j] = min(MaxMoves+1, ways[j]+open*ways[j-1])
		}
		if ways[len(ways)-1] > MaxMoves {
			return MaxMoves + 1
		}
	}
	total := 0
	for _, n := range ways {
		total = min(MaxMoves+1, total+n)
	}
	return total
}

// next is the modes that period t leads to, ascending.
func (e *enumeration) next(t int) []int {
	e.met = append(e.met, make([]int, len(e.m.standings)-len(e.met))...)
	var reach []int
	for _, moves := range e.m.moves[t] {
		for _, move := range moves {
			if e.met[move.Next] < t {
				e.met[move.Next] = t
				reach = append(reach, move.Next)
			}
		}
	}
	slices.Sort(reach)
	return reach
}

// moves lists the decisions of a mode: all sets of open changes, at most one a characteristic and e.limit in all. Fewer changes
// come first, then the order of the file, so that ties go as they should.
func (e *enumeration) moves(t, mode int) []Move {
	var moves []Move
	e.extend(t, e.m.standings[mode], nil, 0, &moves)
	slices.SortStableFunc(moves, func(a, b Move) int {
		if d := len(a.Changes) - len(b.Changes); d != 0 {
			return d
		}
		return slices.Compare(a.Changes, b.Changes)
	})
	return moves
}

func (e *enumeration) extend(t int, s standing, taken []int, k int, moves *[]Move) {
	if k == len(e.own) {
		if e.allowed(s) {
			*moves = append(*moves, Move{Changes: slices.Sorted(slices.Values(taken)), Config: e.config(s), Next: e.mode(s.tick(e.arcs, 1))})
		}
		return
	}
	e.extend(t, s, taken, k+1, moves)
	if len(taken) == e.limit {
		return
	}
	for id := range e.open(t, s, k) {
		e.extend(t, s.apply(e.arcs, k, id), append(slices.Clone(taken), id), k+1, moves)
	}
}

// allowed looks ahead to the changes under way: what is decided now must still be allowed when they come into force, so that
// keeping is always possible.
func (e *enumeration) allowed(s standing) bool {
	if len(e.rules) == 0 {
		return true
	}
	for {
		if e.excluded(s) {
			return false
		}
		soonest := 0
		for k := range e.own {
			if wait := int(*s.wait(e.arcs, k)); wait > 0 && (soonest == 0 || wait < soonest) {
				soonest = wait
			}
		}
		if soonest == 0 {
			return true
		}
		s = s.tick(e.arcs, soonest)
	}
}

func (e *enumeration) excluded(s standing) bool {
	e.key = s.key(e.key, len(e.own))
	no, known := e.forbidden[string(e.key)]
	if !known {
		key := string(e.key)
		no = slices.ContainsFunc(e.rules, func(r *rule) bool { return r.broken(s) })
		e.forbidden[key] = no
	}
	return no
}

func (e *enumeration) mode(s standing) int {
	e.key = s.key(e.key, len(s))
	id, ok := e.seen[string(e.key)]
	if !ok {
		id = len(e.m.standings)
		e.seen[string(e.key)] = id
		e.m.standings = append(e.m.standings, s)
		e.m.Config = append(e.m.Config, e.config(s))
	}
	return id
}

func (e *enumeration) config(s standing) int {
	e.key = s.key(e.key, len(e.own))
	id, ok := e.configs[string(e.key)]
	if !ok {
		id = len(e.m.Configs)
		e.configs[string(e.key)] = id
		e.m.Configs = append(e.m.Configs, s.levels(len(e.own)))
	}
	return id
}

// key is the first n numbers of a standing as bytes.
func (s standing) key(scratch []byte, n int) []byte {
	scratch = scratch[:0]
	for _, x := range s[:n] {
		scratch = binary.AppendUvarint(scratch, uint64(x))
	}
	return scratch
}
