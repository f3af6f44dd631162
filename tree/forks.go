package tree

import (
	"cmp"
	"encoding/binary"
	"slices"

	"ips2/model/formula"
)

// What a formula goes over to at a kink depends on the other kinks beside the place: on the side that they are on there, not at the
// nodes that the correction reaches, which may lie behind them. So the cuts of a kink fall into groups by what is beside them.

// fork is cuts of a kink with the branches of its roots there.
type fork struct {
	cuts    []cut
	program *formula.Program // above and below, root by root
	step    [][]float64      // of amounts, root by root: from below to above at both nodes of a cut
}

// apiece is how near to each other, in parts of the way, kinks are in one place.
const apiece = 1e-9

// crossing is a kink in a place.
type crossing struct {
	bend int
	at   float64
}

// crowd tells which kinks there are in a place.
type crowd map[place][]crossing

// newCrowd moves cuts that are together to one and the same part of the way. Kinks of amounts come first, so that they are where they are
// whatever is beside them: the rollback knows guards and chances that the forward pass does not.
func (a *amounts) newCrowd(bends []bend, readers [][]int) crowd {
	all, order := crowd{}, make([]int, len(bends))
	for k := range order {
		order[k] = k
	}
	others := func(k int) int {
		if slices.ContainsFunc(readers[k], func(root int) bool { return a.kinds[root] == amount }) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(order, func(x, y int) int { return others(x) - others(y) })
	for _, k := range order {
		for i := range bends[k].cuts {
			c := &bends[k].cuts[i]
			p := place{c.node, c.axis}
			for _, other := range all[p] {
				if d := c.at - other.at; d < apiece && d > -apiece {
					c.at = other.at
				}
			}
			all[p] = append(all[p], crossing{k, c.at})
		}
	}
	return all
}

// bank is on which side of a kink a place is.
type bank struct {
	bend  int
	above bool
}

// beside lists the kinks that a stencil at a cut may reach behind, with the side that the cut is on; of those together the first comes
// first.
func (all crowd) beside(g geometry, bends []bend, b int, c cut, matters func(other int) bool) []bank {
	var sides []bank
	for d := 1 - order; d < order; d++ {
		if !g.holds(c.node, c.axis, d, d) {
			continue
		}
		for _, other := range all[place{c.node + d*g.stride[c.axis], c.axis}] {
			if other.bend == b || !matters(other.bend) {
				continue
			}
			node := c.node
			if d == 0 && (other.at < c.at || other.at == c.at && other.bend < b) {
				node += g.stride[c.axis]
			}
			sides = append(sides, bank{other.bend, bends[other.bend].edge[node] > 0})
		}
	}
	slices.SortFunc(sides, func(x, y bank) int { return cmp.Compare(x.bend, y.bend) })
	return slices.CompactFunc(sides, func(x, y bank) bool { return x.bend == y.bend })
}

// split finds the branches at all cuts of kinks, of amounts, guards and chances apart.
func (a *amounts) split(g geometry, bends []bend) {
	readers := make([][]int, len(bends))
	for k, b := range bends {
		above, below := a.graph.Replace(b.Node, b.Above, a.refs...), a.graph.Replace(b.Node, b.Below, a.refs...)
		for root := range a.refs {
			if above[root] != below[root] {
				readers[k] = append(readers[k], root)
			}
		}
	}
	all := a.newCrowd(bends, readers)
	a.bends = a.bends[:0]
	for k, b := range bends {
		for _, b.kind = range []kind{amount, guard, odds} {
			b.roots = slices.DeleteFunc(slices.Clone(readers[k]), func(root int) bool { return a.kinds[root] != b.kind })
			if len(b.roots) == 0 {
				continue
			}
			matters := func(other int) bool {
				return slices.ContainsFunc(readers[other], func(root int) bool { return slices.Contains(b.roots, root) })
			}
			b.forks = a.forks(g, bends, k, b.roots, all, matters)
			a.bends = append(a.bends, b)
		}
	}
}

// forks groups the cuts of a kink by what is beside them.
func (a *amounts) forks(g geometry, bends []bend, k int, roots []int, all crowd, matters func(other int) bool) []fork {
	var forks []fork
	known, key := map[string]int{}, []byte(nil)
	for _, c := range bends[k].cuts {
		sides := all.beside(g, bends, k, c, matters)
		key = key[:0]
		for _, s := range sides {
			n := uint32(s.bend) << 1
			if s.above {
				n++
			}
			key = binary.LittleEndian.AppendUint32(key, n)
		}
		i, ok := known[string(key)]
		if !ok {
			i = len(forks)
			known[string(key)] = i
			forks = append(forks, fork{program: a.branches(bends, roots, append(sides, bank{k, false}))})
		}
		forks[i].cuts = append(forks[i].cuts, c)
	}
	return forks
}

// branches compiles roots above and below the last of some kinks, on the sides of the others. Kinks that are part of others are replaced
// after them.
func (a *amounts) branches(bends []bend, roots []int, sides []bank) *formula.Program {
	own := sides[len(sides)-1].bend
	slices.SortStableFunc(sides, func(x, y bank) int { return cmp.Compare(bends[y.bend].Node, bends[x.bend].Node) })
	var both [2][]formula.Ref
	for above := range both {
		refs := make([]formula.Ref, len(roots))
		for i, root := range roots {
			refs[i] = a.refs[root]
		}
		for _, s := range sides {
			b, by := &bends[s.bend], bends[s.bend].Below
			if s.bend == own && above == 1 || s.bend != own && s.above {
				by = b.Above
			}
			refs = a.graph.Replace(b.Node, by, refs...)
		}
		both[above] = refs
	}
	var branches []formula.Ref
	for i := range roots {
		branches = append(branches, both[1][i], both[0][i])
	}
	return a.graph.Compile(branches...)
}

// visit computes the branches at the nodes before the cuts, or so many nodes on, block by block.
func (f *fork) visit(l *lattice, t int, crew *crew, on int, do func(cuts []cut, column func(k int) []float64)) {
	g := l.geometry(t)
	for cuts := range slices.Chunk(f.cuts, blockSize) {
		nodes := make([]portion, len(cuts))
		for i, c := range cuts {
			nodes[i].node = c.node + on*g.stride[c.axis]
		}
		l.gather(t, nodes, crew.blocks[0])
		f.program.Run(crew.scratch[0], crew.blocks[0].Value, len(nodes))
		do(cuts, func(k int) []float64 { return f.program.Column(crew.scratch[0], k) })
	}
}
