package tree

import (
	"context"
	"fmt"
	"strings"

	"ips2/model/formula"
)

// amounts is the roots of a period as columns over its nodes, each distinct root once.
type amounts struct {
	refs   []formula.Ref
	labels []string // what a root is, for messages
	index  map[formula.Ref]int
	column [][]float64
}

func newAmounts() *amounts { return &amounts{index: map[formula.Ref]int{}} }

// add registers a root and returns its column number. The label is made only if the root is new.
func (a *amounts) add(r formula.Ref, label func() string) int {
	k, known := a.index[r]
	if !known {
		k = len(a.refs)
		a.index[r] = k
		a.refs, a.labels = append(a.refs, r), append(a.labels, label())
	}
	return k
}

// evaluate computes the columns of period t. A root that is not finite at some node is an error that names it, the period and
// the factors.
func (a *amounts) evaluate(ctx context.Context, l *lattice, g *formula.Graph, t, workers int) error {
	n := l.levels[t].count
	a.column = make([][]float64, len(a.refs))
	for k := range a.column {
		a.column[k] = make([]float64, n)
	}
	program := g.Compile(a.refs...)
	scratch, blocks := make([]*formula.Scratch, workers), l.blocks(workers)
	return each(ctx, workers, pieces(n, blockSize), func(w, i int) error {
		if scratch[w] == nil {
			scratch[w] = formula.NewScratch(blockSize)
		}
		lo, b := i*blockSize, blocks[w]
		size := min(blockSize, n-lo)
		l.fill(t, lo, size, b)
		if f := program.Run(scratch[w], b.Value, size); f != nil {
			return a.fault(l, t, f, b.Value)
		}
		for k := range a.column {
			copy(a.column[k][lo:], program.Column(scratch[w], k)[:size])
		}
		return nil
	})
}

func (a *amounts) fault(l *lattice, t int, f *formula.Fault, value [][]float64) error {
	var at []string
	for k, factor := range l.system.Factors {
		at = append(at, fmt.Sprintf("%s = %g", factor.Name, value[k][f.Row]))
	}
	if len(at) == 0 {
		at = []string{"no factors"}
	}
	return fmt.Errorf("%s is not a finite number in period %d at %s", a.labels[f.Root], t, strings.Join(at, ", "))
}
