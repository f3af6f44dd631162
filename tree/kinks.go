package tree

import (
	"context"
	"math"
	"slices"
	"sort"

	"ips2/model/demand"
	"ips2/model/formula"
)

// A formula with a kink (a maximum, a level of capacity) or a jump at a grid's nodes costs O(h²) or O(h), whatever the rows. The graph
// tells where a formula goes over from one branch to another, so the places between nodes are found as roots of something smooth, and
// at the nodes beside them the amount is the branch below plus its share of the step to the branch above.

// cut is a place between a node and the next one along a normal axis.
type cut struct {
	node, axis int
	at         float64 // of the way
}

// bend is a kink of a period's amounts with the cuts of the lines between its nodes.
type bend struct {
	formula.Kink
	edge  []float64
	cuts  []cut
	kind  kind  // of the roots
	roots []int // that have it
	forks []fork
}

// place is between a node and the next one along an axis.
type place struct{ node, axis int }

// stretch is a place for the kinks with one edge.
type stretch struct {
	place
	edge formula.Ref
}

// mostStairs bounds the steps of a staircase that are followed: finer ones are left to the nodes.
const mostStairs = 64

// smoothed lists the roots that kinks are looked for in.
func (a *amounts) smoothed() []formula.Ref {
	var roots []formula.Ref
	for k, r := range a.refs {
		if _, constant := a.graph.Constant(r); !constant && a.kinds[k] != count {
			roots = append(roots, r)
		}
	}
	return roots
}

// bend finds the cuts of all kinks.
func (a *amounts) bend(ctx context.Context, l *lattice, t int, crew *crew) error {
	kinks := a.graph.Kinks(a.smoothed()...)
	stairs := a.graph.Stairs(a.smoothed()...)
	of := make([]formula.Ref, len(stairs))
	for k, s := range stairs {
		of[k] = s.Of
	}
	columns, err := a.nodes(ctx, l, t, crew, of)
	if err != nil {
		return err
	}
	for k, s := range stairs {
		lo, hi := extremes(columns[k])
		for n := math.Ceil(lo); n <= hi && hi-lo < mostStairs; n++ {
			kinks = append(kinks, a.graph.Step(s, n))
		}
	}
	edges := make([]formula.Ref, len(kinks))
	for k := range kinks {
		edges[k] = kinks[k].Edge
	}
	if columns, err = a.nodes(ctx, l, t, crew, edges); err != nil {
		return err
	}
	g, bends := l.geometry(t), make([]bend, len(kinks))
	err = each(ctx, crew.workers, len(kinks), func(_, k int) error {
		bends[k] = bend{Kink: kinks[k], edge: columns[k], cuts: g.cuts(columns[k])}
		return nil
	})
	if bends = slices.DeleteFunc(bends, func(b bend) bool { return len(b.cuts) == 0 }); err == nil {
		a.split(g, bends)
	}
	return err
}

// extremes are the least and the largest finite number of a column.
func extremes(x []float64) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range x {
		if v-v == 0 {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	return lo, hi
}

// nodes computes columns that need not be finite.
func (a *amounts) nodes(ctx context.Context, l *lattice, t int, crew *crew, roots []formula.Ref) ([][]float64, error) {
	n := l.levels[t].count
	out := a.shelf.columns(len(roots), n)
	if len(roots) == 0 {
		return out, nil
	}
	program := a.graph.Compile(roots...)
	return out, each(ctx, crew.workers, pieces(n, blockSize), func(w, i int) error {
		lo, b, scratch := i*blockSize, crew.blocks[w], crew.scratch[w]
		size := min(blockSize, n-lo)
		l.fill(t, lo, size, b)
		program.Fill(scratch, b.Value, out, lo, size)
		return nil
	})
}

// cuts finds where a column passes zero, along every normal axis.
func (g geometry) cuts(x []float64) []cut {
	var cuts []cut
	for k, s := range g.stride {
		for line := 0; line < len(x); line += s * g.size[k] {
			for node := line; node < line+s*(g.size[k]-1); node++ {
				if a, b := x[node], x[node+s]; (a > 0) != (b > 0) && a-a == 0 && b-b == 0 {
					cuts = append(cuts, cut{node, k, g.passes(x, node, k)})
				}
			}
		}
	}
	return cuts
}

// passes is where a column passes zero between a node and the next.
func (g geometry) passes(x []float64, node, axis int) float64 {
	s := g.stride[axis]
	if !g.holds(node, axis, across.first, across.first+order-1) {
		return x[node] / (x[node] - x[node+s])
	}
	sign := 1.0
	if x[node] > 0 {
		sign = -1
	}
	var values [order]float64
	for i := range values {
		values[i] = sign * x[node+(across.first+i)*s]
		if values[i]-values[i] != 0 {
			return x[node] / (x[node] - x[node+s])
		}
	}
	c := across.polynomial(&values)
	return c.root(0, 1)
}

// portion is how much more of a node lies above a kink than the node itself tells.
type portion struct {
	node int
	more float64
}

// shares are the corrections of some cuts, ascending by node.
func (b *bend) shares(g geometry, cuts []cut, sides map[stretch]*stencil) []portion {
	var all []portion
	at := func(node int) float64 { return b.edge[node] }
	for _, c := range cuts {
		on := sides[stretch{place{c.node, c.axis}, b.Edge}]
		if on == nil {
			on = across
		}
		if !g.holds(c.node, c.axis, on.first-1, on.last+1) {
			continue
		}
		sign := 1.0
		if b.edge[c.node] > 0 {
			sign = -1
		}
		weights := on.weights(c.at)
		for i := range on.last - on.first + 1 {
			w, node := weights[i], c.node+(on.first+i)*g.stride[c.axis]
			all = append(all, portion{node, float64(sign * w * g.slant(at, node, c.axis))})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].node < all[j].node })
	sums := all[:0]
	for _, s := range all {
		if n := len(sums); n > 0 && sums[n-1].node == s.node {
			sums[n-1].more += s.more
		} else if s.more-s.more == 0 {
			sums = append(sums, s)
		}
	}
	return sums
}

// smooth corrects the columns of all amounts beside their kinks.
func (a *amounts) smooth(ctx context.Context, l *lattice, t int, crew *crew) error {
	for k := range a.bends {
		b := &a.bends[k]
		if b.kind == guard {
			continue
		}
		sides := a.sides
		if b.kind == odds {
			sides = a.chances
		}
		for _, f := range b.forks {
			shares := b.shares(l.geometry(t), f.cuts, sides)
			err := each(ctx, crew.workers, pieces(len(shares), blockSize), func(w, i int) error {
				part := shares[i*blockSize : min(len(shares), (i+1)*blockSize)]
				l.gather(t, part, crew.blocks[w])
				b.correct(f, part, crew.blocks[w], crew.scratch[w], a.column)
				return nil
			})
			if err != nil {
				return err
			}
			for _, s := range shares {
				a.touched = append(a.touched, s.node)
			}
		}
	}
	return nil
}

// correct adds the shares of the step at a kink. Where a branch has no finite value the node's own amount must do.
func (b *bend) correct(f fork, shares []portion, block *demand.Block, scratch *formula.Scratch, column [][]float64) {
	f.program.Run(scratch, block.Value, len(shares))
	for k, root := range b.roots {
		above, below := f.program.Column(scratch, 2*k), f.program.Column(scratch, 2*k+1)
		for i, s := range shares {
			if d := float64(s.more * (above[i] - below[i])); d-d == 0 {
				column[root][s.node] += d
			}
		}
	}
}

// gather writes the states and values of some nodes into a block.
func (l *lattice) gather(t int, nodes []portion, b *demand.Block) {
	v, skip := l.levels[t], len(l.finite)
	b.N = len(nodes)
	for i, s := range nodes {
		for k, f := range l.finite {
			b.State[f][i] = v.reach[k][s.node/v.stride[k]%v.shape[k]]
		}
		for k, f := range l.normals.factors {
			b.State[f][i] = v.state(k, s.node, skip)
		}
		for k, f := range l.free {
			own := l.firstFree() + k
			b.State[f.factor][i] = v.bands[k].at(float64(s.node / v.stride[own] % v.shape[own]))
		}
	}
	for k, f := range l.system.Factors {
		f.Value(t, b.State[k][:b.N], b.Value[k][:b.N])
	}
}
