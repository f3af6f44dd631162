package sim

import (
	"fmt"
	"strings"
	"sync"

	"ips2/model"
	"ips2/model/formula"
)

// script is a ledger compiled for simulation. It is immutable once built; workers share it.
type script struct {
	l        *model.Ledger
	p        *model.Problem
	starts   []int     // customer's modes allowed at signing
	entry    []float64 // by start: what it pays to start there
	chapters []chapter // by period 1..n, index 0 unused
	draws    [][]bool  // by period, factor: its innovation matters
	counters []int     // by process: its learning counter, -1 if it has none
	learning int       // number of counters
	options  int       // of all modes and periods

	planning sync.Once
	plans    []*points // by period: where paths can go; see points

	chaining sync.Once
	finite   *chains // see chains
}

// chapter is what can happen in one period.
type chapter struct {
	choices []*choice // by the customer's mode; nil where it cannot be
	turns   []turn
	rigid   *kernel // by start: the net flow of a contract that is never changed
	rigidAt []int   // by start: the root
	decides bool    // some mode has a choice
	still   bool    // unchanged contracts bring nothing in this period

	uses     [columns]bool // money columns that are not zero on every path
	responds bool          // the supplier has a choice somewhere
}

// choice is what the customer may decide in a mode.
type choice struct {
	mode    int
	first   int // the number of its first option among all of the script
	kernel  *kernel
	options []option
}

// option is one decision: the roots of its immediate amount (0 where it is closed), of its guard (-1: always open) and of its
// chance, if that is given. Decided before the factors move, it has its amount in the turn.
type option struct {
	value, guard, chance int
	amount               formula.Ref // the immediate amount, or that of the turn
	turn, next, move     int32
}

// turn is a decision of the customer as the supplier and the books see it: the configuration before, that in force, the mode of
// the next period.
type turn struct {
	before, config, next int
	changes              []int
	net                  *kernel     // with information: previous, the immediate amount
	amount               formula.Ref // the same
	books                *books
	responses            []*response // by the supplier's mode
}

// newScript compiles the customer's side, for these modes at signing.
func newScript(l *model.Ledger, starts []int) (*script, error) {
	s := &script{l: l, p: l.Problem, starts: starts, chapters: make([]chapter, l.Problem.Periods+1)}
	for _, mode := range s.starts {
		entry, err := l.Entry(mode)
		if err != nil {
			return nil, err
		}
		s.entry = append(s.entry, entry)
	}
	for t := 1; t <= s.p.Periods; t++ {
		s.chapter(t)
	}
	s.draws = draws(&s.p.Factors, s.p.Periods)
	return s, nil
}

func (s *script) chapter(t int) {
	c := &s.chapters[t]
	c.choices = make([]*choice, s.l.Customer.Len())
	turns := map[string]int32{}
	for _, mode := range s.l.Customer.Reach[t] {
		c.choices[mode] = s.choice(t, mode, turns)
		c.decides = c.decides || len(c.choices[mode].options) > 1
	}
	b := kernelBuilder{g: s.l.Graph}
	for _, mode := range s.starts {
		flow := s.l.Flow(t, s.l.Customer.Config[mode])
		c.rigidAt = append(c.rigidAt, b.root(flow.Net))
		s.flowParts(&b, flow)
	}
	c.rigid, c.still = b.kernel(t), true
	for _, at := range c.rigidAt {
		c.still = c.still && c.rigid.zero(at)
	}
}

func (s *script) choice(t, mode int, turns map[string]int32) *choice {
	b, c := kernelBuilder{g: s.l.Graph}, &choice{mode: mode, first: s.options}
	moves, chances := s.l.Customer.Moves(t, mode), s.chances(t, mode)
	for m, move := range moves {
		value, open := s.l.Immediate(t, mode, move)
		o := option{value: -1, guard: -1, chance: -1, turn: s.turn(t, mode, move, turns), next: int32(move.Next), move: int32(m)}
		if v, known := s.l.Graph.Constant(open); !known || v != v {
			o.guard = b.root(open)
			value = s.l.Graph.Select(open, value, s.l.Graph.Const(0))
		} else if v == 0 {
			continue
		}
		if chances != nil {
			if v, known := s.l.Graph.Constant(chances[m]); known && v == 0 {
				continue
			}
			o.chance = b.root(chances[m])
			b.part(s.p.Behaviour.Name(), chances[m])
		}
		s.moveParts(&b, t, mode, move)
		if o.amount = value; !s.p.DecideFirst {
			o.value = b.root(value)
		}
		c.options = append(c.options, o)
	}
	c.kernel = b.kernel(t)
	s.options += len(c.options)
	return c
}

// chances are those of the moves of a mode, if they are given from outside.
func (s *script) chances(t, mode int) []formula.Ref {
	if !s.p.Behaviour.Given() || len(s.l.Customer.Moves(t, mode)) < 2 {
		return nil
	}
	return s.l.Chances(t, mode)
}

func (s *script) turn(t, mode int, move model.Move, known map[string]int32) int32 {
	c, before := &s.chapters[t], s.l.Customer.Config[mode]
	key := fmt.Sprint(before, move.Config, move.Next, move.Changes)
	id, ok := known[key]
	if !ok {
		id = int32(len(c.turns))
		known[key] = id
		c.turns = append(c.turns, turn{before: before, config: move.Config, next: move.Next, changes: move.Changes})
		if s.p.DecideFirst {
			c.turns[id].net, c.turns[id].amount = s.net(t, mode, move)
		}
	}
	return id
}

// net compiles the immediate amount of a move.
func (s *script) net(t, mode int, move model.Move) (*kernel, formula.Ref) {
	b := kernelBuilder{g: s.l.Graph}
	value, _ := s.l.Immediate(t, mode, move)
	b.root(value)
	s.moveParts(&b, t, mode, move)
	return b.kernel(t), value
}

func (s *script) flowParts(b *kernelBuilder, f model.Flow) {
	b.part(s.p.Revenue.Name, f.Revenue)
	b.part(s.p.Expense.Name, f.Expense)
	b.part(s.p.Fees.Name, f.Fees)
}

func (s *script) moveParts(b *kernelBuilder, t, mode int, move model.Move) {
	s.flowParts(b, s.l.Flow(t, move.Config))
	for _, id := range move.Changes {
		s.switchParts(b, id, s.l.Switch(t, id, s.l.Customer.Config[mode]))
	}
}

func (s *script) switchParts(b *kernelBuilder, change int, w model.Switch) {
	c := &s.p.Changes[change]
	b.part(c.When.Name, w.Guard)
	b.part(c.Outside.Name, w.Outside)
	b.part(c.Fee.Name, w.Fee)
	b.part(c.Gain.Name, w.Gain)
}

// zero tells whether a root is 0 on every path.
func (k *kernel) zero(root int) bool {
	v, constant := k.Constant(root)
	return constant && v == 0
}

// pairLabel names the levels of both parties' configurations.
func (s *script) pairLabel(pair int) string {
	n := len(s.l.Supplier.Configs)
	label := s.l.Customer.ConfigLabel(s.p, pair/n)
	if own := s.l.Supplier.ConfigLabel(s.p, pair%n); own != "" {
		label = strings.TrimSpace(label + " " + own)
	}
	return label
}
