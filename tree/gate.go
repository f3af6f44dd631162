package tree

import "sort"

// gate is a guard at a node near the place where it opens or closes: the share of the node where it is open. A change behind a gate is
// a mixture of changing and the best of the rest, or a jump of the value would be placed no better than the grid.
type gate struct {
	node  int
	share float64
}

// gates are the nodes where a smoothed guard is neither open nor closed.
func gates(raw, soft []float64) []gate {
	var gates []gate
	for node, x := range soft {
		if x != raw[node] {
			gates = append(gates, gate{node, x})
		}
	}
	return gates
}

// pass adds the mixtures at the gates of nodes lo..hi-1: the best option behind a gate against the best of the others.
func (o *options) pass(mixes []mix, best []uint16, v []float64, lo, hi int) []mix {
	for m, gates := range o.gates {
		from := sort.Search(len(gates), func(i int) bool { return gates[i].node >= lo })
		for _, gate := range gates[from:] {
			if gate.node >= hi {
				break
			}
			if o.leads(m, gate.node) {
				mixes = append(mixes, o.through(m, gate, best, v))
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
func (o *options) through(m int, gate gate, best []uint16, v []float64) mix {
	node, rest := gate.node, 0
	for k := 1; k < len(o.base); k++ {
		if k != m && o.isOpen(k, node) && !o.gated(k, node) && o.at(k, node) > o.at(rest, node) {
			rest = k
		}
	}
	best[node] = uint16(rest)
	v[node] = o.at(rest, node)
	return mix{int32(node), uint16(rest), uint16(m), gate.share}
}
