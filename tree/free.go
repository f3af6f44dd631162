package tree

import (
	"math"
	"slices"
	"sync"

	"ips2/internal/vector"
	"ips2/model/demand"
)

// A formula with noise, or of factors that have a density, has a density too: its factor is free of the normal coordinates and gets a
// grid of its own, on the value or, where that makes the steps more alike, on its logarithm. Its rows are quadrature over the noises,
// taken to the nodes by cubic interpolation read backwards. They depend on where the factors that it reads have moved to, so its axis
// goes back before theirs.

// free is a factor on a grid of its own.
type free struct {
	*demand.Formula
	lattice *lattice
	factor  int
	name    string
	reads   []int // factors before it that the formula reads, ascending
}

// band is the grid of a free factor in one period.
type band struct {
	log       bool
	low, step float64 // of the value or its logarithm; step 0: a single node
	nodes     int
	span      span    // of the values explored
	scale     float64 // of a period's move, in the value
}

// fixed is a grid of a single node.
func fixed(x float64) *band { return &band{low: x, nodes: 1, span: newSpan(x)} }

// at is the value at a place between nodes.
func (b *band) at(place float64) float64 {
	x := b.low + float64(place*b.step)
	if b.log {
		return vector.ExpOf(x)
	}
	return x
}

// place is where a value is, in nodes; beyond the edges it is that of the edge.
func (b *band) place(x float64) float64 {
	if b.nodes == 1 {
		return 0
	}
	if b.log {
		x = vector.LogOf(max(x, math.SmallestNonzeroFloat64))
	}
	return min(max((x-b.low)/b.step, 0), float64(b.nodes-1))
}

// between is the nodes that are not further than so many standard deviations from the middle.
func (b *band) between(deviations float64) (lo, hi int) {
	low, high := b.span.between(deviations)
	return int(math.Floor(b.place(low))), int(math.Ceil(b.place(high)))
}

// newFree makes the axis of a formula's factor.
func (l *lattice) newFree(factor int, law *demand.Formula) *free {
	reads := slices.Clone(law.Depends())
	slices.Sort(reads)
	return &free{Formula: law, lattice: l, factor: factor, name: l.system.Factors[factor].Name, reads: slices.Compact(reads)}
}

// countable reports whether a formula leads from finitely many states to finitely many.
func (l *lattice) countable(law *demand.Formula) bool {
	for _, f := range law.Depends() {
		if !slices.Contains(l.finite, f) {
			return false
		}
	}
	return len(law.Noise()) == 0
}

// continuous is the number of axes with a density.
func (l *lattice) continuous() int { return len(l.normals.factors) + len(l.free) }

// firstFree is the number of the first axis of a free factor.
func (l *lattice) firstFree() int { return len(l.finite) + len(l.normals.factors) }

// leaderAxes lists the axes that the factors a formula reads depend on, ascending.
func (f *free) leaderAxes(v *level) []int {
	l := f.lattice
	var axes []int
	for _, of := range f.reads {
		if k := slices.Index(l.finite, of); k >= 0 {
			axes = append(axes, k)
		} else if k := slices.Index(l.normals.factors, of); k >= 0 {
			for j := range k + 1 {
				if v.normal.half[j] > 0 && v.normal.a[k][j] != 0 {
					axes = append(axes, len(l.finite)+j)
				}
			}
		} else {
			axes = append(axes, l.firstFree()+l.freeIndex(of))
		}
	}
	slices.Sort(axes)
	return slices.Compact(axes)
}

func (l *lattice) freeIndex(factor int) int {
	return slices.IndexFunc(l.free, func(f *free) bool { return f.factor == factor })
}

// leg is the move of the k-th free factor from period t-1 to t.
func (f *free) leg(t, k int, before, after *level) leg {
	from, to := before.bands[k], after.bands[k]
	s := leg{axis: f.lattice.firstFree() + k, from: from.nodes, to: to.nodes, sets: 1, width: 1}
	if f.Idle(t) {
		s.rows = func(int) ([]rowset, error) { return rowsets(same(from.nodes), from.nodes), nil }
		return s
	}
	s.reads = f.leaderAxes(after)
	for _, axis := range s.reads {
		s.sets *= float64(after.shape[axis])
	}
	if to.nodes > 1 {
		s.width = 4
		if noises := len(f.Noise()); noises > 0 {
			s.width = min(float64(to.nodes), 4+float64(2*reach*f.lattice.resolution))
			s.made = pointsOf(noises, f.lattice.resolution) * perPoint / perRow
		}
	}
	s.made += s.width + perPoint/perRow
	s.rows = func(workers int) ([]rowset, error) { return f.rows(t, from, to, after, s.reads, int(s.sets), workers) }
	if s.kept = len(s.reads) == 0; s.kept {
		for k >= len(after.moves) {
			after.moves = append(after.moves, nil)
		}
		if after.moves[k] == nil {
			after.moves[k] = once(s.rows)
		}
		s.rows = after.moves[k]
	}
	return s
}

// once makes rows when they are first asked for, and keeps them.
func once(rows func(workers int) ([]rowset, error)) func(int) ([]rowset, error) {
	var first sync.Once
	var made []rowset
	var err error
	return func(workers int) ([]rowset, error) {
		first.Do(func() { made, err = rows(workers) })
		return made, err
	}
}
