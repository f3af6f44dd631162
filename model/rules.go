package model

import (
	"encoding/binary"
	"slices"

	"ips2/model/formula"
)

// rule is an exclusion of one party's levels. It remembers which levels it has been asked for.
type rule struct {
	reads []int // places among the party's characteristics, ascending
	known map[string]bool
	key   []byte
	holds func(s standing) bool
}

// last is the characteristic from which on the rule can be told; -1 if it reads none.
func (r *rule) last() int { return append([]int{-1}, r.reads...)[len(r.reads)] }

// broken tells whether levels must not occur. Only those that the rule reads need be set.
func (r *rule) broken(s standing) bool {
	r.key = r.key[:0]
	for _, k := range r.reads {
		r.key = binary.AppendUvarint(r.key, uint64(s[k]))
	}
	no, known := r.known[string(r.key)]
	if !known {
		no = r.holds(s)
		r.known[string(r.key)] = no
	}
	return no
}

// rules are the exclusions of a party. Formulas see only that party's levels: one that mixes both parties' is refused when the file is
// read.
func (l *Ledger) rules(of Party) []*rule {
	var own []int
	for c := range l.Problem.Characteristics {
		if l.Problem.Characteristics[c].Owner == of {
			own = append(own, c)
		}
	}
	var rules []*rule
	for _, a := range l.Problem.Exclude {
		if l.Problem.owner(a) != of {
			continue
		}
		r := &rule{known: map[string]bool{}}
		for _, c := range levels(a.Expr) {
			r.reads = append(r.reads, slices.Index(own, c))
		}
		slices.Sort(r.reads)
		r.reads = slices.Compact(r.reads)
		r.holds = func(s standing) bool {
			env := &formula.Env{Inputs: l.inputs, Levels: make([]int, len(l.Problem.Characteristics)), Numbers: l.number, Dt: l.Problem.Dt}
			for _, k := range r.reads {
				env.Levels[own[k]] = int(s[k])
			}
			v, known := l.Graph.Constant(l.bind(a, env))
			return !known || v != 0
		}
		rules = append(rules, r)
	}
	return rules
}
