package tree

import (
	"math"
	"slices"
)

// avoided is the kinks of the supplier's amounts beside its guards. Where its guards go over is known before anything is worth something,
// so each kink is smoothed on the side of the guard that it lies on, and a kink in the very place of one on the side where that is closed;
// the decision is mixed on the other side. It goes by the amounts as they are at the nodes.
type avoided struct {
	geometry geometry
	sides    map[stretch]*stencil
	disputed map[stretch]bool // of which another gate than the first wants the other side
	spots    map[place][]spot
	raw      [][]float64 // amounts before they are smoothed
}

// newAvoided decides on the sides of the kinks of amounts; nil if there are none, or no guards.
func newAvoided(a, guards *amounts, g geometry) *avoided {
	v := &avoided{geometry: g, sides: map[stretch]*stencil{}, disputed: map[stretch]bool{}, spots: a.spots(), raw: slices.Clone(a.column)}
	if len(guards.gates) == 0 || len(v.spots) == 0 {
		return nil
	}
	a.sides = v.sides
	for i := range a.bends {
		for _, root := range a.bends[i].roots {
			if &v.raw[root][0] == &a.column[root][0] {
				v.raw[root] = slices.Clone(a.column[root])
			}
		}
	}
	for k := range guards.refs {
		for _, gate := range guards.gates[k] {
			v.turn(gate)
		}
	}
	return v
}

// turn has the kinks around a gate smoothed on one side, unless another gate comes first.
func (v *avoided) turn(gate gate) {
	v.around(gate.place, aside, func(s spot, on int) {
		side, d := short, float64(on)+s.at()-gate.at
		if d > alike || math.Abs(d) <= alike && !gate.open {
			side = beyond
		}
		switch key := s.stretch(gate.axis); {
		case v.sides[key] == nil:
			v.sides[key] = side
		case v.sides[key] != side && v.geometry.contrary && !v.disputed[key]:
			v.sides[key], v.disputed[key] = side, true
		}
	})
}

// around visits the kinks up to so many nodes from a place.
func (v *avoided) around(p place, reach int, visit func(s spot, on int)) {
	for on := -reach; on <= reach; on++ {
		if v.geometry.holds(p.node, p.axis, on, on) {
			for _, s := range v.spots[place{p.node + on*v.geometry.stride[p.axis], p.axis}] {
				visit(s, on)
			}
		}
	}
}

// marks are the kinks around a place.
func (v *avoided) marks(p place) (marks []mark) {
	v.around(p, order-1, func(s spot, on int) {
		marks = append(marks, mark{on, s.at(), s.bend.edge, func(int) float64 { return 0 }})
	})
	return marks
}

// avoid has changes at guards mixed away from the kinks that are smoothed on the other side of them.
func (v *avoided) avoid(list []change) {
	for i := range list {
		c := &list[i]
		if c.edge == nil {
			continue
		}
		c.stencil = v.clear(c.place, c.at)
	}
}

// clear is the stencil of a place that keeps off the kinks that are smoothed on the other side of it.
func (v *avoided) clear(p place, at float64) *stencil {
	lo, hi := 1-order, order
	v.around(p, order-1, func(s spot, on int) {
		switch side, d := v.sides[s.stretch(p.axis)], float64(on)+s.at()-at; {
		case side == short && d <= alike:
			lo = max(lo, on+1)
		case side == beyond && d >= -alike:
			hi = min(hi, on)
		}
	})
	return around(lo, hi)
}

// avoidChances smooths amounts beside the kinks of chances on one side, and these on the other.
func (a *amounts) avoidChances(g geometry) {
	v, all := &avoided{geometry: g, sides: map[stretch]*stencil{}, disputed: map[stretch]bool{}, spots: a.spots()}, map[stretch]gate{}
	if len(v.spots) == 0 {
		return
	}
	a.sides, a.chances = v.sides, map[stretch]*stencil{}
	for i := range a.bends {
		if b := &a.bends[i]; b.kind == odds {
			for _, c := range b.cuts {
				p := place{c.node, c.axis}
				v.turn(gate{p, c.at, b.edge, b.edge[c.node] <= 0})
				all[stretch{p, b.Edge}] = gate{place: p, at: c.at}
			}
		}
	}
	for key, gate := range all {
		a.chances[key] = v.clear(gate.place, gate.at)
	}
}
