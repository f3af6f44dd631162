package tree

import (
	"slices"
	"sort"
)

// gate is where a guard opens or closes, on the way from a node to the next one along an axis.
type gate struct {
	place
	at   float64   // of the way
	edge []float64 // what passes zero there
	open bool      // behind it
}

// compare orders gates by place and on the way.
func (g gate) compare(h gate) int {
	switch order := g.place.compare(h.place); {
	case order != 0:
		return order
	case g.at < h.at:
		return -1
	case g.at > h.at:
		return 1
	}
	return 0
}

// lock is a guard: 1 at the nodes where it is open, else 0, and its gates, in the order of their places and on the way.
type lock struct {
	open  []float64
	gates []gate
}

// lock is the guard in a column; without one there is none.
func (a *amounts) lock(k int) []lock {
	if k < 0 {
		return nil
	}
	return []lock{{a.column[k], a.gates[k]}}
}

// findGates finds the gates of all guards.
func (a *amounts) findGates(l *lattice, t int, crew *crew) {
	for k := range a.bends {
		if b := &a.bends[k]; b.kind == guard {
			for _, f := range b.forks {
				a.gate(l, t, b, f, crew)
			}
		}
	}
	for _, gates := range a.gates {
		slices.SortStableFunc(gates, gate.compare)
	}
}

// gate adds the gates of guards at some cuts of a kink.
func (a *amounts) gate(l *lattice, t int, b *bend, f fork, crew *crew) {
	f.visit(l, t, crew, 0, func(cuts []cut, column func(k int) []float64) {
		for k, root := range b.roots {
			above, below := column(2*k), column(2*k+1)
			for i, c := range cuts {
				behind, before := above[i], below[i]
				if b.edge[c.node] > 0 {
					behind, before = before, behind
				}
				if behind != before {
					a.gates[root] = append(a.gates[root], gate{place{c.node, c.axis}, c.at, b.edge, behind != 0})
				}
			}
		}
	})
}

// compare orders places by axis and node.
func (p place) compare(q place) int {
	if p.axis != q.axis {
		return p.axis - q.axis
	}
	return p.node - q.node
}

// in are the gates at a place.
func (l *lock) in(p place) []gate {
	from := sort.Search(len(l.gates), func(i int) bool { return l.gates[i].place.compare(p) >= 0 })
	to := from
	for to < len(l.gates) && l.gates[to].place == p {
		to++
	}
	return l.gates[from:to]
}

// behind tells whether a guard is open behind a part of the way at a place; below 0 that is the node itself.
func (l *lock) behind(p place, at float64) bool {
	open := l.open[p.node] != 0
	for _, g := range l.in(p) {
		if g.at <= at {
			open = g.open
		}
	}
	return open
}

// findDoors lists the places at which guards go over.
func (o *options) findDoors() {
	o.doors = o.doors[:0]
	for m, locks := range o.locks {
		for i := range locks {
			if !o.shares(m, i) {
				for _, g := range locks[i].gates {
					o.doors = append(o.doors, g.place)
				}
			}
		}
	}
	slices.SortFunc(o.doors, place.compare)
	o.doors = slices.Compact(o.doors)
}

// shares tells whether an option before m has its i-th guard, too.
func (o *options) shares(m, i int) bool {
	own := o.locks[m][i].gates
	for _, locks := range o.locks[:m] {
		for _, l := range locks {
			if len(own) > 0 && len(l.gates) > 0 && &own[0] == &l.gates[0] {
				return true
			}
		}
	}
	return false
}

// doorsIn are the doors behind nodes lo..hi-1 along an axis.
func (o *options) doorsIn(axis, lo, hi int) []place {
	from := sort.Search(len(o.doors), func(i int) bool { return o.doors[i].compare(place{lo, axis}) >= 0 })
	to := sort.Search(len(o.doors), func(i int) bool { return o.doors[i].compare(place{hi, axis}) >= 0 })
	return o.doors[from:max(from, to)]
}

func (o *options) isDoor(p place) bool {
	_, found := slices.BinarySearchFunc(o.doors, p, place.compare)
	return found
}
