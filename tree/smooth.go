package tree

import (
	"context"
	"math"

	"ips2/model/demand"
	"ips2/model/formula"
)

// A formula with a kink (a maximum, a level of capacity) at a grid's nodes costs O(h²), whatever the rows. Around a kink the
// amount at a node is therefore replaced by a weighted mean over a finer grid along one axis. The weights are those of cubic
// interpolation between nodes, read backwards: the sum over nodes becomes a sum over the fine grid with the density interpolated,
// which is O(h⁴) off for the density and O((h/fine)²) for the kink. One axis is enough, since the other sums then run over
// something smooth.
const (
	fine  = 8    // fine steps per node
	kinky = 0.02 // fourth difference against first, from which on an amount is taken to have a kink
)

// cardinal is the cubic interpolation's weight of a node at distance x, in nodes.
func cardinal(x float64) float64 {
	switch x = math.Abs(x); {
	case x <= 1:
		return (1 - x*x) * (2 - x) / 2
	case x < 2:
		return (1 - x) * (2 - x) * (3 - x) / 6
	}
	return 0
}

// smoother replaces amounts around kinks in one period.
type smoother struct {
	a       *amounts
	l       *lattice
	t       int
	program *formula.Program
	weights []float64
}

// smooth treats the columns of all amounts that may be smoothed.
func (a *amounts) smooth(ctx context.Context, l *lattice, t int, p *formula.Program, workers int) error {
	s := &smoother{a: a, l: l, t: t, program: p}
	for i := 1 - 2*fine; i < 2*fine; i++ {
		s.weights = append(s.weights, cardinal(float64(i)/fine)/fine)
	}
	n := l.levels[t].count
	marks := make([][]mark, pieces(n, blockSize))
	if err := each(ctx, workers, len(marks), func(_, i int) error {
		marks[i] = s.find(i*blockSize, min(n, (i+1)*blockSize))
		return nil
	}); err != nil {
		return err
	}
	scratch, blocks := make([]*formula.Scratch, workers), make([]*demand.Block, workers)
	return each(ctx, workers, len(marks), func(w, i int) error {
		if scratch[w] == nil && len(marks[i]) > 0 {
			scratch[w], blocks[w] = formula.NewScratch(len(s.weights)), l.system.NewBlock(len(s.weights))
		}
		for _, m := range marks[i] {
			if err := s.replace(m, scratch[w], blocks[w]); err != nil {
				return err
			}
		}
		return nil
	})
}

// mark is a node, an axis and the amounts that have a kink there.
type mark struct {
	node, axis int
	roots      []int
}

// find marks the kinks at nodes lo..hi-1. An amount with a kink along several axes is smoothed along that where it is sharpest.
func (s *smoother) find(lo, hi int) []mark {
	var marks []mark
	g := s.l.geometry(s.t)
	for node := lo; node < hi; node++ {
		first := len(marks)
		for root, column := range s.a.column {
			if _, constant := s.program.Constant(root); constant || s.a.exact[root] {
				continue
			}
			if axis := g.kink(column, node); axis >= 0 {
				marks = s.note(marks, first, node, axis, root)
			}
		}
	}
	return marks
}

func (s *smoother) note(marks []mark, first, node, axis, root int) []mark {
	for k := first; k < len(marks); k++ {
		if marks[k].axis == axis {
			marks[k].roots = append(marks[k].roots, root)
			return marks
		}
	}
	return append(marks, mark{node, axis, []int{root}})
}

// kink gives the normal axis along which a column has its sharpest kink at a node; -1 if there is none.
func (g geometry) kink(x []float64, node int) int {
	axis, sharpest := -1, 0.0
	for k, s := range g.stride {
		if i := node / s % g.size[k]; i < 2 || i >= g.size[k]-2 {
			continue
		}
		a, b, c, d, e := x[node-2*s], x[node-s], x[node], x[node+s], x[node+2*s]
		fourth := math.Abs((a + e) - 4*(b+d) + 6*c)
		first := max(math.Abs(c-a), math.Abs(e-c))
		rounding := 1e-11 * (math.Abs(a) + math.Abs(c) + math.Abs(e))
		if fourth > kinky*first+rounding && fourth > sharpest {
			axis, sharpest = k, fourth
		}
	}
	return axis
}

// replace computes the means of one mark.
func (s *smoother) replace(m mark, scratch *formula.Scratch, b *demand.Block) error {
	s.l.line(s.t, m.node, m.axis, b)
	if f := s.program.Run(scratch, b.Value, b.N); f != nil {
		return s.a.fault(s.l, s.t, f, b.Value)
	}
	for _, root := range m.roots {
		s.a.column[root][m.node] = dot(s.weights, s.program.Column(scratch, root))
	}
	return nil
}

// line fills a block with the states of the fine grid around a node along one normal axis.
func (l *lattice) line(t, node, axis int, b *demand.Block) {
	v, skip := l.levels[t], len(l.finite)
	b.N = 4*fine - 1
	for k, f := range l.finite {
		for i := range b.N {
			b.State[f][i] = float64(v.reach[k][node/v.stride[k]%v.shape[k]])
		}
	}
	for k, f := range l.normals.factors {
		at, step := v.state(k, node, skip), v.normal.a[k][axis]*v.normal.spacing[axis]/fine
		for i := range b.N {
			b.State[f][i] = at + float64(step*float64(i+1-2*fine))
		}
	}
	for k, f := range l.system.Factors {
		f.Value(t, b.State[k][:b.N], b.Value[k][:b.N])
	}
}
