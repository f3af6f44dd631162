package generated

import (
	"fmt"
	"math"
	"slices"
)

// Decisions of a party are histories of sets of arcs: entry 0 is the start, as levels; entry t the arcs decided in period t.
type Decisions struct {
	Start []int   // level of every characteristic; those of the other party are not read
	Sets  [][]int // by period 1.. at index t-1: numbers of arcs
}

// Level is where the characteristics stand in period t: at its start if before is true, else with the changes of the period that take
// no lead. What was decided in s with lead l is in force from period s+l on.
func (c *Contract) Level(d Decisions, t int, before bool) []int {
	levels, arcs := slices.Clone(d.Start), c.Arcs()
	for s := 1; s <= len(d.Sets); s++ {
		for _, id := range d.Sets[s-1] {
			arc := arcs[id]
			if s+arc.Lead <= t && (s < t || !before) {
				levels[arc.Of] = arc.To
			}
		}
	}
	return levels
}

// open tells whether an arc may be decided in period t, after the decisions before.
func (c *Contract) open(d Decisions, t, id int, arcs []Arc, at []int) bool {
	arc := arcs[id]
	if arc.From != at[arc.Of] || !arc.Open[t] {
		return false
	}
	used := 0
	for s := 1; s < t; s++ {
		for _, earlier := range d.Sets[s-1] {
			e := arcs[earlier]
			if e.Of == arc.Of && (t < s+e.Dwell || t < s+e.Lead) {
				return false // too soon, or under way
			}
			if e.Group == arc.Group {
				used++
			}
		}
	}
	return arc.Uses == 0 || used < arc.Uses
}

// Options lists the sets of arcs that a party may decide in period t, fewer first; guards are not looked at.
func (c *Contract) Options(party int, d Decisions, t int) [][]int {
	arcs, at := c.Arcs(), c.Level(d, t, true)
	sets := [][]int{nil}
	for of := range c.Characteristics {
		for _, set := range slices.Clone(sets) {
			for id := range arcs {
				if arcs[id].Of == of && c.Characteristics[of].Owner == party && c.open(d, t, id, arcs, at) {
					sets = append(sets, append(slices.Clone(set), id))
				}
			}
		}
	}
	sets = slices.DeleteFunc(sets, func(set []int) bool { return !c.allowed(party, d, t, set) })
	slices.SortStableFunc(sets, func(a, b []int) int { return len(a) - len(b) })
	return sets
}

// allowed looks at the limit of changes per period and at the exclusions, now and when what is under way comes into force.
func (c *Contract) allowed(party int, d Decisions, t int, set []int) bool {
	if party == Customer && c.Limit > 0 && len(set) > c.Limit {
		return false
	}
	after := Decisions{d.Start, append(slices.Clone(d.Sets[:t-1]), set)}
	longest := 0
	for _, arc := range c.Arcs() {
		longest = max(longest, arc.Lead)
	}
	for u := t; u <= t+longest; u++ {
		if c.Excluded(party, c.Level(after, u, false)) {
			return false
		}
	}
	return true
}

// Excluded tells whether a party's levels are an excluded combination.
func (c *Contract) Excluded(party int, levels []int) bool {
	return slices.ContainsFunc(c.Exclude, func(rule []Pick) bool {
		return c.Characteristics[rule[0].Of].Owner == party &&
			!slices.ContainsFunc(rule, func(p Pick) bool { return levels[p.Of] != p.Level })
	})
}

// Starts lists the levels in which a party may start, in the order of the file.
func (c *Contract) Starts(party int) [][]int {
	starts := [][]int{make([]int, len(c.Characteristics))}
	for of, k := range c.Characteristics {
		if k.Owner != party {
			continue
		}
		var next [][]int
		for _, s := range starts {
			for _, level := range k.Start {
				one := slices.Clone(s)
				one[of] = level
				next = append(next, one)
			}
		}
		starts = next
	}
	return slices.DeleteFunc(starts, func(s []int) bool { return c.Excluded(party, s) })
}

// at is what a formula reads in period t once so many parties have decided in it: the customer first, then the supplier, who knows what
// the customer decided.
func (c *Contract) at(value []float64, d [2]Decisions, t, decided int) *At {
	at := &At{Contract: c, Value: value, Period: t}
	for of, k := range c.Characteristics {
		at.Level = append(at.Level, c.Level(d[k.Owner], t, decided <= k.Owner)[of])
	}
	return at
}

// Guarded tells whether the guards of what a party decides in period t hold, with what is known of the factors.
func (c *Contract) Guarded(party int, d [2]Decisions, known []float64, t int) bool {
	arcs, at := c.Arcs(), c.at(known, d, t, party)
	for _, id := range d[party].Sets[t-1] {
		at.From, at.To = arcs[id].From, arcs[id].To
		if arcs[id].When != nil && !arcs[id].When.Holds(at) {
			return false
		}
	}
	return true
}

// Discount is the factor of an amount of period t; of a change's amounts if change is true.
func (c *Contract) Discount(party, t int, change bool) float64 {
	if change && c.PaidAtStart {
		t--
	}
	return math.Pow(1+c.Rates[party], -float64(t)*c.Dt)
}

func keyOf(set []int) string { return fmt.Sprint(set) }
