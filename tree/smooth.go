package tree

import (
	"context"
	"math"
	"slices"

	"ips2/model/demand"
	"ips2/model/formula"
)

// A formula with a kink (a maximum, a level of capacity) at a grid's nodes costs O(h²), whatever the rows. Around a kink the
// amount at a node is therefore replaced by a weighted mean over a finer grid along one axis. The weights are those of cubic
// interpolation between nodes, read backwards: the sum over nodes becomes a sum over the fine grid with the density interpolated,
// which is O(h⁴) off for the density and O((h/fine)²) for the kink. One axis is enough, since the other sums then run over
// something smooth.
//
// kinky is the fourth difference against the first from which on an amount is taken to have a kink.
const kinky = 0.02

// fineSteps per node by the number of normal factors: what lies on one line is cheap, but with several factors there are many.
var fineSteps = [...]int{1: 64, 2: 16, 3: 8}

func (l *lattice) fine() int { return fineSteps[min(l.continuous(), len(fineSteps)-1)] }

// cardinal is the cubic interpolation's weight of a node at distance x, in nodes.
func cardinal(x float64) float64 {
	switch x = math.Abs(x); {
	case x <= 1:
		return (1 - x) * (1 + x) * (2 - x) / 2
	case x < 2:
		return (1 - x) * (2 - x) * (3 - x) / 6
	}
	return 0
}

// mark is a node and the normal axis along which its amounts are smoothed.
type mark struct{ node, axis int }

// smooth replaces the columns of all amounts at the marked nodes. Amounts that belong together are smoothed at the same marks, so
// that sums stay sums: without marks they are found first, wherever one of the amounts has a kink.
func (a *amounts) smooth(ctx context.Context, l *lattice, t int, p *formula.Program, crew *crew) error {
	s := &smoother{a: a, l: l, t: t, program: p, fine: l.fine()}
	for i := 1 - 2*s.fine; i < 2*s.fine; i++ {
		s.weights = append(s.weights, cardinal(float64(i)/float64(s.fine))/float64(s.fine))
	}
	for root, kind := range a.kinds {
		if kind == guard {
			s.gates(root, crew)
		}
	}
	if a.marks == nil {
		if err := s.find(ctx, crew.workers); err != nil {
			return err
		}
	}
	size := max(1, pieces(len(a.marks), 4*crew.workers))
	return each(ctx, crew.workers, pieces(len(a.marks), size), func(w, i int) error {
		for _, m := range a.marks[i*size : min(len(a.marks), (i+1)*size)] {
			s.replace(m, crew.scratch[w], crew.blocks[w])
		}
		return nil
	})
}

// smoother replaces amounts around kinks in one period.
type smoother struct {
	a       *amounts
	l       *lattice
	t       int
	program *formula.Program
	fine    int
	weights []float64
}

// find marks the nodes where some amount has a kink.
func (s *smoother) find(ctx context.Context, workers int) error {
	n := s.l.levels[s.t].count
	parts := make([][]mark, pieces(n, blockSize))
	err := each(ctx, workers, len(parts), func(_, i int) error {
		parts[i] = s.findIn(i*blockSize, min(n, (i+1)*blockSize))
		return nil
	})
	s.a.marks = slices.Concat(parts...)
	if s.a.marks == nil {
		s.a.marks = []mark{}
	}
	return err
}

func (s *smoother) findIn(lo, hi int) []mark {
	axes, sharpest := make([]int, hi-lo), make([]float64, hi-lo)
	g := s.l.geometry(s.t)
	for root, column := range s.a.column {
		if _, constant := s.program.Constant(root); constant || s.a.kinds[root] != amount {
			continue
		}
		for node := lo; node < hi; node++ {
			if axis, sharp := g.kink(column, node); sharp > sharpest[node-lo] {
				axes[node-lo], sharpest[node-lo] = axis, sharp
			}
		}
	}
	var marks []mark
	for i, sharp := range sharpest {
		if sharp > 0 {
			marks = append(marks, mark{lo + i, axes[i]})
		}
	}
	return marks
}

// kink gives the normal axis along which a column has its sharpest kink at a node, and its fourth difference there; 0 if none.
func (g geometry) kink(x []float64, node int) (axis int, sharpest float64) {
	for k, s := range g.stride {
		if i := node / s % g.size[k]; i < 2 || i >= g.size[k]-2 {
			continue
		}
		a, b, c, d, e := x[node-2*s], x[node-s], x[node], x[node+s], x[node+2*s]
		fourth := math.Abs((a + e) - float64(4*(b+d)) + float64(6*c))
		first := max(math.Abs(c-a), math.Abs(e-c))
		rounding := float64(1e-11 * (math.Abs(a) + math.Abs(c) + math.Abs(e)))
		if fourth > float64(kinky*first)+rounding && fourth > sharpest {
			axis, sharpest = k, fourth
		}
	}
	return axis, sharpest
}

// replace computes the means at one mark.
func (s *smoother) replace(m mark, scratch *formula.Scratch, b *demand.Block) {
	s.l.line(s.t, m.node, m.axis, b)
	if s.program.Run(scratch, b.Value, b.N) != nil {
		return // at the end of what the formula is made for: the node's own amount must do
	}
	for root, column := range s.a.column {
		if s.a.kinds[root] == amount {
			column[m.node] = dot(s.weights, s.program.Column(scratch, root))
		}
	}
}

// line fills a block with the states of the fine grid around a node along one normal axis.
func (l *lattice) line(t, node, axis int, b *demand.Block) {
	v, skip, fine := l.levels[t], len(l.finite), l.fine()
	b.N = 4*fine - 1
	for k, f := range l.finite {
		for i := range b.N {
			b.State[f][i] = v.reach[k][node/v.stride[k]%v.shape[k]]
		}
	}
	for k, f := range l.normals.factors {
		at, step := v.state(k, node, skip), 0.0
		if axis < len(l.normals.factors) {
			step = v.normal.a[k][axis] * v.normal.spacing[axis] / float64(fine)
		}
		for i := range b.N {
			b.State[f][i] = at + float64(step*float64(i+1-2*fine))
		}
	}
	for k, f := range l.free {
		own := l.firstFree() + k
		for i := range b.N {
			place := float64(node / v.stride[own] % v.shape[own])
			if own == skip+axis {
				place += float64(i+1)/float64(fine) - 2
			}
			b.State[f.factor][i] = v.bands[k].at(place)
		}
	}
	for k, f := range l.system.Factors {
		f.Value(t, b.State[k][:b.N], b.Value[k][:b.N])
	}
}
