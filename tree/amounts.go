package tree

import (
	"context"

	"ips2/model/formula"
)

// amounts is the roots of a period as columns over its nodes, each distinct root once.
type amounts struct {
	refs    []formula.Ref
	labels  []string // what a root is, for messages
	kinds   []kind
	index   map[amountKey]int
	column  [][]float64
	shelf   *shelf // lends the columns
	period  int    // that messages name, if it is not that of the nodes
	graph   *formula.Graph
	bends   []bend           // kinks on the grid
	dropped map[stretch]bool // stretches where kinks are not smoothed, since decisions change there
	gates   map[int][]gate   // by column of a guard: where it opens, ascending by node
}

// kind is how a root is used.
type kind uint8

const (
	amount kind = iota // smoothed at kinks
	guard              // 0 or 1; a change behind it is mixed where it opens
	count              // executions, taken at the nodes
)

type amountKey struct {
	ref  formula.Ref
	kind kind
}

func newAmounts() *amounts {
	return &amounts{index: map[amountKey]int{}, shelf: &shelf{}, gates: map[int][]gate{}}
}

// add registers an amount and returns its column number. The label is made only if the root is new.
func (a *amounts) add(r formula.Ref, label func() string) int {
	return a.register(amountKey{r, amount}, label)
}

// addAll registers amounts that share a label.
func (a *amounts) addAll(label string, roots ...formula.Ref) {
	for _, r := range roots {
		a.add(r, func() string { return label })
	}
}

func (a *amounts) register(key amountKey, label func() string) int {
	k, known := a.index[key]
	if !known {
		k = len(a.refs)
		a.index[key] = k
		a.refs, a.labels, a.kinds = append(a.refs, key.ref), append(a.labels, label()), append(a.kinds, key.kind)
	}
	return k
}

// of is the column of an amount.
func (a *amounts) of(r formula.Ref) []float64 { return a.column[a.index[amountKey{r, amount}]] }

// flatten makes a column the same everywhere.
func flatten(column []float64, v float64) {
	for i := range column {
		column[i] = v
	}
}

// evaluate computes the columns of period t, smoothed at kinks. A root that is not finite at some node is an error that names it, the
// period and the factors.
func (a *amounts) evaluate(ctx context.Context, l *lattice, g *formula.Graph, t int, crew *crew) error {
	if err := a.raw(ctx, l, g, t, crew); err != nil {
		return err
	}
	return a.smooth(ctx, l, t, crew)
}

// raw computes the columns as they are at the nodes, and finds their kinks.
func (a *amounts) raw(ctx context.Context, l *lattice, g *formula.Graph, t int, crew *crew) error {
	n := l.levels[t].count
	a.graph = g
	a.column = a.shelf.columns(len(a.refs), n)
	program := g.Compile(a.refs...)
	faults := make([]bool, pieces(n, blockSize))
	err := each(ctx, crew.workers, pieces(n, blockSize), func(w, i int) error {
		lo, b, scratch := i*blockSize, crew.blocks[w], crew.scratch[w]
		size := min(blockSize, n-lo)
		l.fill(t, lo, size, b)
		faults[i] = program.Run(scratch, b.Value, size) != nil
		for k := range a.column {
			if v, fixed := program.Constant(k); !fixed {
				copy(a.column[k][lo:], program.Column(scratch, k)[:size])
			} else {
				flatten(a.column[k][lo:lo+size], v)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := a.heal(l, t, faults); err != nil || l.continuous() == 0 {
		return err
	}
	return a.bend(ctx, l, t, crew)
}
