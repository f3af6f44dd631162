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
	program *formula.Program
	faults  []bool               // by block of nodes
	healed  []int                // nodes where an amount had no value
	bends   []bend               // kinks on the grid
	sides   map[stretch]*stencil // of kinks that are smoothed on one side, since decisions change on the other
	chances map[stretch]*stencil // the same of kinks of chances
	touched []int                // nodes where kinks were smoothed
	gates   map[int][]gate       // by column of a guard: where it goes over, in the order of their places
}

// kind is how a root is used.
type kind uint8

const (
	amount kind = iota // smoothed at kinks
	guard              // 0 or 1; decisions find where it goes over
	count              // executions, taken at the nodes
	odds               // chances, smoothed as amounts are, on the other side of these
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

// evaluate computes the columns of period t, smoothed at kinks. A root that is not finite at some node is an error that names it, the
// period and the factors.
func (a *amounts) evaluate(ctx context.Context, l *lattice, g *formula.Graph, t int, crew *crew) error {
	if err := a.raw(ctx, l, g, t, crew); err != nil {
		return err
	}
	return a.smooth(ctx, l, t, crew)
}

// raw computes the columns as they are at the nodes, and finds their kinks, and the gates of guards.
func (a *amounts) raw(ctx context.Context, l *lattice, g *formula.Graph, t int, crew *crew) error {
	a.open(l, g, t)
	err := each(ctx, crew.workers, len(a.faults), func(w, i int) error { a.block(l, t, i, w, crew); return nil })
	if err != nil {
		return err
	}
	if err := a.heal(l, t); err != nil || l.continuous() == 0 {
		return err
	}
	if err := a.bend(ctx, l, t, crew); err != nil {
		return err
	}
	a.findGates(l, t, crew)
	return nil
}

// open makes columns for period t.
func (a *amounts) open(l *lattice, g *formula.Graph, t int) {
	n := l.levels[t].count
	a.graph, a.program, a.faults = g, g.Compile(a.refs...), make([]bool, pieces(n, blockSize))
	a.column = a.shelf.columns(len(a.refs), n)
}

// block computes the columns at a block of nodes.
func (a *amounts) block(l *lattice, t, block, worker int, crew *crew) {
	lo, b := block*blockSize, crew.blocks[worker]
	n := min(blockSize, l.levels[t].count-lo)
	l.fill(t, lo, n, b)
	a.faults[block] = a.program.Fill(crew.scratch[worker], b.Value, a.column, lo, n) != nil
}
