package sim

import "ips2/model/demand"

// tracks are the states of stored paths.
type tracks struct {
	system *demand.System
	n      int           // paths
	states [][][]float64 // by period, factor, path
}

func newTracks(s *script, n int) *tracks {
	k := &tracks{system: &s.p.Factors, n: n, states: make([][][]float64, s.p.Periods+1)}
	for t := range k.states {
		k.states[t] = wide(len(k.system.Factors), n)
	}
	return k
}

// keep stores a block of paths, from one on, after period t.
func (k *tracks) keep(t, from int, b *demand.Block) {
	for c, state := range b.State {
		copy(k.states[t][c][from:], state[:b.N])
	}
}

// load puts a block of paths back to where they were in period t.
func (k *tracks) load(b *demand.Block, t, from int) {
	b.N = min(blockRows, k.n-from)
	for c, factor := range k.system.Factors {
		copy(b.State[c], k.states[t][c][from:from+b.N])
		factor.Value(t, b.State[c][:b.N], b.Value[c][:b.N])
	}
}

// pick puts some paths back.
func (k *tracks) pick(b *demand.Block, t int, paths []int32) {
	b.N = len(paths)
	for c, factor := range k.system.Factors {
		state := b.State[c][:b.N]
		for i, path := range paths {
			state[i] = k.states[t][c][path]
		}
		factor.Value(t, state, b.Value[c][:b.N])
	}
}
