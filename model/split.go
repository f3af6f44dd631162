package model

import (
	"iter"
	"slices"

	"ips2/model/formula"
)

// Split takes a problem apart into problems that do not touch each other, if its characteristics fall into groups that no amount,
// restriction or learning process connects: value, cost and every expectation of the whole are then the sums over the parts. Each part
// keeps the numbering of the whole; characteristics of other parts are frozen there and their changes closed. A problem that
// does not come apart is its own only part.
// Parts are made one at a time: each is as long as the whole. Where that is too long, the problem stays whole, too.
func Split(p *Problem) (parts int, each iter.Seq[*Problem]) {
	s := &splitter{p: p, group: make([]int, len(p.Characteristics))}
	for c := range s.group {
		s.group[c] = c
	}
	whole := func(yield func(*Problem) bool) { yield(p) }
	if len(p.Characteristics) < 2 {
		return 1, whole
	}
	s.connect()
	roots := s.roots()
	if len(roots) < 2 || len(roots)*(len(p.Characteristics)+len(p.Changes)) > maxSplit {
		return 1, whole
	}
	return len(roots), func(yield func(*Problem) bool) {
		for k, root := range roots {
			if !yield(s.part(root, k == 0)) {
				return
			}
		}
	}
}

// maxSplit bounds the characteristics and changes of all parts together.
const maxSplit = 500_000

// splitter joins characteristics into groups (union-find).
type splitter struct {
	p     *Problem
	group []int
}

func (s *splitter) root(c int) int {
	for s.group[c] != c {
		c = s.group[c]
	}
	return c
}

func (s *splitter) roots() []int {
	var roots []int
	for c := range s.group {
		roots = append(roots, s.root(c))
	}
	slices.Sort(roots)
	return slices.Compact(roots)
}

func (s *splitter) join(list []int) {
	for k := 1; k < len(list); k++ {
		s.group[s.root(list[k])] = s.root(list[0])
	}
}

// levels lists the characteristics that expressions read.
func levels(list ...*formula.Expr) []int {
	var out []int
	for _, e := range list {
		if e == nil {
			continue
		}
		for _, symbol := range e.Symbols() {
			switch symbol.Role {
			case formula.Level, formula.From, formula.To:
				out = append(out, symbol.Index)
			}
		}
	}
	return out
}

func (s *splitter) connect() {
	p := s.p
	for _, a := range s.sums() {
		for _, term := range terms(a) {
			s.join(levels(term))
		}
	}
	for k := range p.Changes {
		s.join(s.changed(k))
	}
	for _, rule := range p.Exclude {
		s.join(levels(rule.Expr))
	}
	if p.Supply != nil {
		for k := range p.Supply.Processes {
			s.join(s.worked(k))
		}
	}
	if movable := s.movable(); p.Behaviour.Conduct != Optimal || p.ChangesPerPeriod > 0 && p.ChangesPerPeriod < len(movable) {
		s.join(movable)
	}
}

// sums are the amounts that are taken apart term by term.
func (s *splitter) sums() []Amount {
	p := s.p
	list := []Amount{p.Revenue, p.Expense, p.Residual, p.Fees}
	if p.Supply != nil {
		list = append(append(list, p.Supply.Direct...), p.Supply.Initial)
	}
	return list
}

func terms(a Amount) []*formula.Expr {
	if !a.Given() {
		return nil
	}
	return a.Terms()
}

// changed lists what a change touches: its characteristic and the levels that its amounts read.
func (s *splitter) changed(k int) []int {
	c := s.p.Changes[k]
	list := append([]int{c.Characteristic}, levels(c.When.Expr, c.Outside.Expr, c.Fee.Expr, c.Gain.Expr, c.Cost.Fixed.Expr, c.Cost.Material.Expr)...)
	for _, run := range c.Cost.Runs {
		list = append(list, levels(run.Executions.Expr)...)
	}
	return list
}

// worked lists what a process touches: the levels that it reads and the characteristics whose changes run it.
func (s *splitter) worked(k int) []int {
	w := s.p.Supply.Processes[k]
	list := levels(w.Executions.Expr, w.Minutes.Expr, w.Material.Expr)
	for _, c := range s.p.Changes {
		if slices.ContainsFunc(c.Cost.Runs, func(r CostRun) bool { return r.Process == k }) {
			list = append(list, c.Characteristic)
		}
	}
	return list
}

// movable lists the customer's characteristics that can change.
func (s *splitter) movable() []int {
	var list []int
	for _, c := range s.p.Changes {
		if c.By == Customer {
			list = append(list, c.Characteristic)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// part is the problem of one group; the first also takes what no group has a say in.
func (s *splitter) part(root int, first bool) *Problem {
	mine := func(list []int) bool {
		if len(list) == 0 {
			return first
		}
		return s.root(list[0]) == root
	}
	q := *s.p
	for _, a := range []*Amount{&q.Revenue, &q.Expense, &q.Residual, &q.Fees} {
		*a = share(*a, mine)
	}
	q.Characteristics, q.Changes = slices.Clone(q.Characteristics), slices.Clone(q.Changes)
	for c := range q.Characteristics {
		if s.root(c) != root {
			q.Characteristics[c].Start, q.Characteristics[c].Entry = q.Characteristics[c].Start[:1], Amount{}
		}
	}
	closed := make([]bool, q.Periods+1)
	for k := range q.Changes {
		if s.root(q.Changes[k].Characteristic) != root {
			q.Changes[k].Open = closed
		}
	}
	q.Exclude = slices.DeleteFunc(slices.Clone(q.Exclude), func(rule Amount) bool { return !mine(levels(rule.Expr)) })
	if q.Supply != nil {
		q.Supply = s.supply(mine)
	}
	return &q
}

func (s *splitter) supply(mine func([]int) bool) *Supply {
	supply := *s.p.Supply
	supply.Initial = share(supply.Initial, mine)
	supply.Direct, supply.Processes = slices.Clone(supply.Direct), slices.Clone(supply.Processes)
	for k := range supply.Direct {
		supply.Direct[k] = share(supply.Direct[k], mine)
	}
	for k := range supply.Processes {
		if !mine(s.worked(k)) {
			supply.Processes[k].Executions = Amount{}
		}
	}
	return &supply
}

// share keeps the terms of an amount that belong to a part.
func share(a Amount, mine func([]int) bool) Amount {
	var kept []*formula.Expr
	for _, term := range terms(a) {
		if mine(levels(term)) {
			kept = append(kept, term)
		}
	}
	if len(kept) == 0 {
		return Amount{}
	}
	return Amount{Name: a.Name, Expr: formula.Sum(kept...)}
}
