package tree

import (
	"fmt"
	"slices"

	"ips2/model/demand"
)

// derived is a factor that a formula without noise moves, of its own value and of factors with finitely many states: it has finitely
// many states itself. Given the states that these have moved to, its next value is certain, so its axis goes back before theirs, with
// rows for each of their combinations.
type derived struct {
	*demand.Formula
	system *demand.System
	factor int
	name   string
	finite []int // factors of the finite axes before it
	reads  []int // axes whose factors the formula reads, ascending
}

// Bounds of what is followed: states of a period, and combinations of them with those that they depend on.
const (
	mostDerived      = 50_000
	mostCombinations = 4_000_000
)

// derive finds the axes that a formula reads: the caller has seen that there are such.
func (l *lattice) derive(factor int, law *demand.Formula) *derived {
	d := &derived{Formula: law, system: l.system, factor: factor, name: l.system.Factors[factor].Name, finite: slices.Clone(l.finite)}
	for _, of := range law.Depends() {
		d.reads = append(d.reads, slices.Index(d.finite, of))
	}
	slices.Sort(d.reads)
	return d
}

// crowded says that a factor has more states than are listed, or they have more combinations with those of others.
type crowded struct{ factor int }

func (e *crowded) Error() string { return "tree: too many states" }

// pass computes the next value of every state with every combination of the states read.
func (d *derived) pass(t int, from []float64, leaders [][]float64) (to []float64, s leg, err error) {
	if d.Idle(t) {
		return from, ready(len(from), len(from), same(len(from))), nil
	}
	combinations := 1
	for _, k := range d.reads {
		if combinations *= len(leaders[k]); combinations*len(from) > mostCombinations {
			return nil, s, &crowded{d.factor}
		}
	}
	next, err := d.next(t, from, leaders, combinations)
	if err != nil {
		return nil, s, err
	}
	to = slices.Clone(next)
	slices.Sort(to)
	if to = slices.Compact(to); len(to) > mostDerived {
		return nil, s, &crowded{d.factor}
	}
	rows := make([]row, len(next))
	for i, x := range next {
		place, _ := slices.BinarySearch(to, x)
		rows[i] = row{place, 1, certain}
	}
	return to, ready(len(from), len(to), rows, d.reads...), nil
}

// next runs the formula on combinations × states.
func (d *derived) next(t int, from []float64, leaders [][]float64, combinations int) ([]float64, error) {
	n := combinations * len(from)
	b := d.system.NewBlock(n)
	b.N = n
	copy(b.State[d.factor], slices.Repeat(from, combinations))
	repeat := len(from)
	for _, k := range slices.Backward(d.reads) {
		f, states := d.finite[k], leaders[k]
		for i := range n {
			b.State[f][i] = states[i/repeat%len(states)]
		}
		d.system.Factors[f].Value(t, b.State[f][:n], b.Value[f][:n])
		repeat *= len(states)
	}
	before := slices.Clone(b.State[d.factor])
	d.Step(t, b, d.factor, nil)
	next := b.State[d.factor]
	if bad := slices.IndexFunc(next, func(x float64) bool { return x-x != 0 }); bad >= 0 {
		at := []string{fmt.Sprintf("%s = %g", d.name, before[bad])}
		for _, k := range d.reads {
			at = append(at, fmt.Sprintf("%s = %g", d.system.Factors[d.finite[k]].Name, b.Value[d.finite[k]][bad]))
		}
		return nil, undefined(d.name, d.Origin(), t, at)
	}
	return next, nil
}
