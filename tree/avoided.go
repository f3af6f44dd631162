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
	spots    map[place][]spot
	raw      [][]float64 // amounts before they are smoothed
}

// newAvoided decides on the sides of the kinks of amounts; nil if there are none, or no guards.
func newAvoided(a, guards *amounts, g geometry) *avoided {
	v := &avoided{geometry: g, sides: map[stretch]*stencil{}, spots: a.spots(), raw: slices.Clone(a.column)}
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
		if key := s.stretch(gate.axis); v.sides[key] == nil {
			v.sides[key] = side
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
		lo, hi := 1-order, order
		v.around(c.place, order-1, func(s spot, on int) {
			switch side, d := v.sides[s.stretch(c.axis)], float64(on)+s.at()-c.at; {
			case side == short && d <= alike:
				lo = max(lo, on+1)
			case side == beyond && d >= -alike:
				hi = min(hi, on)
			}
		})
		c.stencil = around(lo, hi)
	}
}
