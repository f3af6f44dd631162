package tree

import "ips2/model/demand"

// fill writes states and values of nodes lo..lo+n-1 of period t into a block.
func (l *lattice) fill(t, lo, n int, b *demand.Block) {
	v, skip := l.levels[t], len(l.finite)
	b.N = n
	for k, f := range l.finite {
		state := b.State[f][:n]
		if v.stride[k] == 1 && lo%v.shape[k]+n <= v.shape[k] {
			copy(state, v.reach[k][lo%v.shape[k]:])
			continue
		}
		v.walk(k, lo, n, func(i, node int) { state[i] = v.reach[k][node] })
	}
	for k, f := range l.normals.factors {
		g, state := v.normal, b.State[f][:n]
		mean := g.mean[k]
		for i := range state {
			state[i] = mean
		}
		for j := range k + 1 {
			if weight := g.a[k][j]; weight != 0 && g.half[j] > 0 {
				v.slope(state, skip+j, lo, weight, g.spacing[j], g.half[j])
			}
		}
	}
	for k, f := range l.free {
		state := b.State[f.factor]
		v.walk(l.firstFree()+k, lo, n, func(i, node int) { state[i] = v.bands[k].at(float64(node)) })
	}
	for k, f := range l.system.Factors {
		f.Value(t, b.State[k][:n], b.Value[k][:n])
	}
}

// slope adds weight times the coordinate along one axis to the states of the nodes from lo on.
func (v *level) slope(state []float64, axis, lo int, weight, spacing float64, half int) {
	stride, size := v.stride[axis], v.shape[axis]
	node, rest := lo/stride%size, lo%stride
	for i := 0; i < len(state); node, rest = node+1, 0 {
		if node == size {
			node = 0
		}
		at := float64(weight * (float64(node-half) * spacing))
		for end := min(i+stride-rest, len(state)); i < end; i++ {
			state[i] += at
		}
	}
}

// walk visits nodes lo..lo+n-1 with their place along one axis.
func (v *level) walk(axis, lo, n int, visit func(i, node int)) {
	stride, size := v.stride[axis], v.shape[axis]
	node, rest := lo/stride%size, lo%stride
	for i := range n {
		visit(i, node)
		if rest++; rest == stride {
			if rest, node = 0, node+1; node == size {
				node = 0
			}
		}
	}
}

// state is the k-th normal state at a node: mean + (A v)_k.
func (v *level) state(k, node, skip int) float64 {
	g := v.normal
	s := g.mean[k]
	for l := range k + 1 {
		i := node/v.stride[skip+l]%v.shape[skip+l] - g.half[l]
		s += float64(g.a[k][l] * (float64(i) * g.spacing[l]))
	}
	return s
}
