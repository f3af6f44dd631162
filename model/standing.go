package model

import (
	"fmt"
	"slices"
	"strings"
)

// standing is a mode while it is enumerated, in one row of small numbers: per own characteristic the levels, then the periods until
// each may change again, then the pending changes (+1; 0 none), then the periods until these are in force; at last, per group of
// changes that can be used up, the uses made. Periods and changes of a file are fewer than 65,535.
type standing []uint16

func (s standing) locked(a *arcs, k int) *uint16   { return &s[len(a.own)+k] }
func (s standing) pending(a *arcs, k int) *uint16  { return &s[2*len(a.own)+k] }
func (s standing) wait(a *arcs, k int) *uint16     { return &s[3*len(a.own)+k] }
func (s standing) used(a *arcs, group int) *uint16 { return &s[4*len(a.own)+a.scarce[group]] }

// levels are those of the first n characteristics, which are all.
func (s standing) levels(n int) []int {
	levels := make([]int, n)
	for k := range levels {
		levels[k] = int(s[k])
	}
	return levels
}

// apply is what deciding a change does at once.
func (s standing) apply(a *arcs, k, id int) standing {
	c, next := a.p.Changes[id], slices.Clone(s)
	if c.Lead == 0 {
		next[k] = uint16(c.To)
	} else {
		*next.pending(a, k), *next.wait(a, k) = uint16(id+1), uint16(c.Lead)
	}
	*next.locked(a, k) = uint16(c.Dwell)
	if c.Uses > 0 {
		*next.used(a, c.Group)++
	}
	return next
}

// tick is what the passing of periods does: waits and locks run down, a change whose wait is over comes into force. No wait is shorter
// than so many periods, unless they are one.
func (s standing) tick(a *arcs, periods int) standing {
	next := slices.Clone(s)
	for k := range a.own {
		locked, pending, wait := next.locked(a, k), next.pending(a, k), next.wait(a, k)
		*locked -= min(*locked, uint16(periods))
		if *pending == 0 {
			continue
		}
		if *wait -= uint16(periods); *wait == 0 {
			next[k], *pending = uint16(a.p.Changes[*pending-1].To), 0
		}
	}
	return next
}

func (s standing) label(a *arcs) string {
	parts := make([]string, len(a.own))
	for k, c := range a.own {
		of := a.p.Characteristics[c]
		parts[k] = of.Name + "=" + of.Levels[s[k]]
		if pending := *s.pending(a, k); pending > 0 {
			parts[k] += fmt.Sprintf("→%s in %d", of.Levels[a.p.Changes[pending-1].To], *s.wait(a, k))
		}
		if locked := *s.locked(a, k); locked > 0 {
			parts[k] += fmt.Sprintf(" locked %d", locked)
		}
	}
	for _, g := range a.groups {
		if n := *s.used(a, g); n > 0 {
			parts = append(parts, fmt.Sprintf("change %d used %d", g+1, n))
		}
	}
	return strings.Join(parts, " ")
}
