package model

import (
	"iter"
	"slices"
)

// arcs is a party's changes by where they begin.
type arcs struct {
	p      *Problem
	own    []int       // the problem's numbers of the characteristics that the party owns
	from   [][][]int   // by own characteristic and level: the changes that begin there, in the order of the file
	groups []int       // those of changes that can be used up, ascending
	scarce map[int]int // their places in a standing
}

func newArcs(p *Problem, of Party) *arcs {
	a := &arcs{p: p, scarce: map[int]int{}}
	place, levels := make([]int, len(p.Characteristics)), 0
	for _, characteristic := range p.Characteristics {
		levels += len(characteristic.Levels)
	}
	from := make([][]int, levels) // one for all
	for c, characteristic := range p.Characteristics {
		if place[c] = -1; characteristic.Owner == of {
			place[c] = len(a.own)
			a.own, a.from = append(a.own, c), append(a.from, from[:len(characteristic.Levels)])
			from = from[len(characteristic.Levels):]
		}
	}
	for id, c := range p.Changes {
		k := place[c.Characteristic]
		if k < 0 {
			continue
		}
		a.from[k][c.From] = append(a.from[k][c.From], id)
		if c.Uses > 0 {
			a.groups = append(a.groups, c.Group)
		}
	}
	slices.Sort(a.groups)
	a.groups = slices.Compact(a.groups)
	for place, g := range a.groups {
		a.scarce[g] = place
	}
	return a
}

// width is how many numbers tell a mode.
func (a *arcs) width() int { return 4*len(a.own) + len(a.groups) }

// open lists the changes of a characteristic that can be decided in a mode.
func (a *arcs) open(t int, s standing, k int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if *s.locked(a, k) > 0 || *s.pending(a, k) > 0 {
			return
		}
		for _, id := range a.from[k][s[k]] {
			c := &a.p.Changes[id]
			if c.Open[t] && (c.Uses == 0 || int(*s.used(a, c.Group)) < c.Uses) && !yield(id) {
				return
			}
		}
	}
}

// patterns numbers the sets of changes that are open in a period: by period 1..n.
func (a *arcs) patterns() []int {
	open, last := make([][]byte, a.p.Periods+1), (*bool)(nil)
	for bit, list := 0, slices.Concat(slices.Concat(a.from...)...); len(list) > 0; list = list[1:] {
		change := &a.p.Changes[list[0]]
		if &change.Open[0] == last { // written together
			continue
		}
		last = &change.Open[0]
		for t := 1; t <= a.p.Periods; t++ {
			if bit%8 == 0 {
				open[t] = append(open[t], 0)
			}
			if change.Open[t] {
				open[t][bit/8] |= 1 << (bit % 8)
			}
		}
		bit++
	}
	number, patterns := map[string]int{}, make([]int, a.p.Periods+1)
	for t := 1; t <= a.p.Periods; t++ {
		id, met := number[string(open[t])]
		if !met {
			id = len(number)
			number[string(open[t])] = id
		}
		patterns[t] = id
	}
	return patterns
}
