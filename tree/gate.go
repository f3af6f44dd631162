package tree

import "sort"

// gate is a guard at a node near the place where it opens or closes: the part of the node's surroundings where it is open, and the
// first moment of that part along one axis, both on the fine grid with the weights of the smoother. A change behind a gate is a
// mixture of changing and the best of the rest, or a jump of the value would be placed no better than the grid.
type gate struct {
	node, axis  int
	share, tilt float64
}

// gates finds the nodes near the boundary of a guard's column, along the axis that crosses it most often.
func (s *smoother) gates(root int, crew *crew) {
	g, column := s.l.geometry(s.t), s.a.column[root]
	axis := g.crossed(column)
	if axis < 0 {
		return
	}
	stride := g.stride[axis]
	for node := range column {
		if i := node / stride % g.size[axis]; i < 2 || i >= g.size[axis]-2 {
			continue
		}
		c := column[node]
		if column[node-2*stride] == c && column[node-stride] == c && column[node+stride] == c && column[node+2*stride] == c {
			continue
		}
		points := s.points(mark{node, axis}, root, crew)
		gate := gate{node: node, axis: axis}
		for i, open := range points {
			gate.share += float64(s.weights[i] * open)
			gate.tilt += float64(s.weights[i] * open * (float64(i+1)/float64(s.fine) - 2))
		}
		if len(points) > 0 {
			s.a.gates[root] = append(s.a.gates[root], gate)
		}
	}
}

// crossed is the axis along which a column of zeros and ones changes most often; -1 if it never does.
func (g geometry) crossed(x []float64) int {
	axis, most := -1, 0
	for k, s := range g.stride {
		n := 0
		for node := range x {
			if node/s%g.size[k] < g.size[k]-1 && x[node] != x[node+s] {
				n++
			}
		}
		if n > most {
			axis, most = k, n
		}
	}
	return axis
}

// points evaluates one root on the fine grid around a mark; nil if some amount is not finite there.
func (s *smoother) points(m mark, root int, crew *crew) []float64 {
	b := crew.blocks[0]
	s.l.line(s.t, m.node, m.axis, b)
	if s.program.Run(crew.scratch[0], b.Value, b.N) != nil {
		return nil
	}
	return s.program.Column(crew.scratch[0], root)[:b.N]
}

// pass makes the mixtures at the gates of nodes lo..hi-1: the best option behind a gate against the best of the others.
func (o *options) pass(g geometry, best []uint16, v []float64, lo, hi int) []mix {
	var mixes []mix
	for m, gates := range o.gates {
		from := sort.Search(len(gates), func(i int) bool { return gates[i].node >= lo })
		for _, gate := range gates[from:] {
			if gate.node >= hi {
				break
			}
			if o.leads(m, gate.node) {
				mixes = append(mixes, o.through(g, m, gate, best, v))
			}
		}
	}
	return mixes
}

// leads reports whether option m would be the first of the best at a node if it were open, among those behind gates and those open.
func (o *options) leads(m, node int) bool {
	for k := range o.base {
		if k == m || !o.isOpen(k, node) && !o.gated(k, node) {
			continue
		}
		if d := o.at(k, node) - o.at(m, node); d > 0 || d == 0 && k < m {
			return false
		}
	}
	return true
}

func (o *options) gated(m, node int) bool {
	gates := o.gates[m]
	i := sort.Search(len(gates), func(i int) bool { return gates[i].node >= node })
	return i < len(gates) && gates[i].node == node
}

// through is the mixture at one gate: option m where it is open, the best of those without a gate elsewhere.
func (o *options) through(g geometry, m int, gate gate, best []uint16, v []float64) mix {
	node, rest := gate.node, 0
	for k := 1; k < len(o.base); k++ {
		if k != m && o.isOpen(k, node) && !o.gated(k, node) && o.at(k, node) > o.at(rest, node) {
			rest = k
		}
	}
	s := g.stride[gate.axis]
	slope := ((o.at(m, node+s) - o.at(rest, node+s)) - (o.at(m, node-s) - o.at(rest, node-s))) / 2
	best[node] = uint16(rest)
	v[node] = o.at(rest, node) + float64(gate.share*(o.at(m, node)-o.at(rest, node))) + float64(gate.tilt*slope)
	tilt := make([]float64, len(g.stride))
	tilt[gate.axis] = gate.tilt
	return mix{int32(node), uint16(m), gate.share, tilt}
}
