package tree

import (
	"context"
	"fmt"
	"strings"

	"ips2/model"
)

// stage is the customer's policy in one period.
type stage struct {
	choices []choice    // by mode, in the order of Modes.Reach
	marks   []mark      // where the customer's amounts are smoothed
	ahead   [][]float64 // E[V_{t+1}(mode) | node] by mode in the order of Reach[t+1], money of time 0
}

// customer is the rollback of the customer's problem on one lattice.
type customer struct {
	ledger  *model.Ledger
	lattice *lattice
	crew    *crew
	keep    bool // the policy is wanted, not only the values
	stages  []stage
	place   []int // position of a mode in Reach of the period under way
	values  []float64
}

// rollback solves MODEL section 4 backwards. It leaves the value of every start before entry, by position in Modes.Start.
func (c *customer) rollback(ctx context.Context, progress func(t int)) error {
	periods := c.ledger.Problem.Periods
	c.stages = make([]stage, periods+1)
	c.place = make([]int, c.ledger.Customer.Len())
	var after [][]float64 // V_{t+1} by position in Reach[t+1]
	for t := periods; t >= 1; t-- {
		v, err := c.period(ctx, t, after)
		if err != nil {
			return err
		}
		after = v
		progress(t)
	}
	return c.signing(ctx, after)
}

// signing takes the expectation of V_1 for every start.
func (c *customer) signing(ctx context.Context, v [][]float64) error {
	ahead := columns(len(v), 1)
	if err := newStepper(c.lattice, 1, c.crew).expect(ctx, v, ahead); err != nil {
		return err
	}
	c.stages[0] = stage{ahead: ahead}
	c.locate(1)
	for _, mode := range c.ledger.Customer.Start {
		c.values = append(c.values, ahead[c.place[mode]][0])
	}
	return nil
}

func (c *customer) locate(t int) {
	for k, mode := range c.ledger.Customer.Reach[t] {
		c.place[mode] = k
	}
}

// period is the recursion of one period: continuation, amounts, decision.
func (c *customer) period(ctx context.Context, t int, after [][]float64) ([][]float64, error) {
	n := c.lattice.levels[t].count
	ahead := columns(len(c.ledger.Customer.Reach[t+1]), n)
	if after != nil {
		if err := newStepper(c.lattice, t+1, c.crew).expect(ctx, after, ahead); err != nil {
			return nil, err
		}
	}
	c.locate(t + 1)
	opts, marks, err := c.options(ctx, t, ahead)
	if err != nil {
		return nil, err
	}
	v := columns(len(opts), n)
	choices, err := decide(ctx, c.lattice.geometry(t), opts, v, c.crew.workers)
	if c.keep {
		c.stages[t] = stage{choices, marks, ahead}
	}
	return v, err
}

// options binds what every move of every mode of period t is worth.
func (c *customer) options(ctx context.Context, t int, ahead [][]float64) ([]options, []mark, error) {
	l, a := c.ledger, newAmounts()
	modes := l.Customer.Reach[t]
	value, open := make([][]int, len(modes)), make([][]int, len(modes))
	for k, mode := range modes {
		for _, move := range l.Customer.Moves(t, mode) {
			v, o := l.Immediate(t, mode, move)
			value[k] = append(value[k], a.add(v, func() string { return c.label(mode, move) }))
			guard := -1
			if x, known := l.Graph.Constant(o); !known || x != 1 {
				guard = a.addExact(o, func() string { return "the guard of " + c.label(mode, move) })
			}
			open[k] = append(open[k], guard)
		}
	}
	if err := a.evaluate(ctx, c.lattice, l.Graph, t, c.crew); err != nil {
		return nil, nil, err
	}
	opts := make([]options, len(modes))
	for k, mode := range modes {
		opts[k].sign = 1
		for m, move := range l.Customer.Moves(t, mode) {
			opts[k].add(a.column[value[k][m]], ahead[c.place[move.Next]], a.guard(open[k][m]))
		}
	}
	return opts, a.marks, nil
}

func (a *amounts) guard(k int) []float64 {
	if k < 0 {
		return nil
	}
	return a.column[k]
}

func (o *options) add(value, ahead, open []float64) {
	o.value, o.ahead, o.open = append(o.value, value), append(o.ahead, ahead), append(o.open, open)
}

// label says whose amounts these are.
func (c *customer) label(mode int, move model.Move) string {
	text := "the customer's net flow in " + c.ledger.Customer.ConfigLabel(c.ledger.Problem, move.Config)
	if len(move.Changes) > 0 {
		text += " after " + changes(c.ledger.Problem, move.Changes)
	}
	return strings.TrimSpace(text)
}

// changes names a set of changes; "keep" if there is none.
func changes(p *model.Problem, ids []int) string {
	if len(ids) == 0 {
		return "keep"
	}
	var names []string
	for _, id := range ids {
		names = append(names, p.Label(id))
	}
	return strings.Join(names, ", ")
}

// decide takes the best option of every mode at every node, with mixtures along boundaries; v gets the values.
func decide(ctx context.Context, g geometry, opts []options, v [][]float64, workers int) ([]choice, error) {
	choices := make([]choice, len(opts))
	nodes := len(v[0])
	for k := range opts {
		if n := len(opts[k].value); n > 1<<16 {
			return nil, &Unsolvable{fmt.Sprintf("%d decisions are open in one mode, more than %d: restrict the changes", n, 1<<16)}
		} else if n > 1 {
			choices[k].best = make([]uint16, nodes)
		}
	}
	size := chunk(nodes, len(opts), workers)
	parts := pieces(nodes, size)
	run := func(f func(k, part, lo, hi int)) error {
		return each(ctx, workers, len(opts)*parts, func(_, i int) error {
			lo := i % parts * size
			f(i/parts, i%parts, lo, min(nodes, lo+size))
			return nil
		})
	}
	if err := run(func(k, _, lo, hi int) { opts[k].pick(choices[k].best, v[k], lo, hi) }); err != nil {
		return nil, err
	}
	mixes := make([][]mix, len(opts)*parts)
	if len(g.stride) > 0 {
		if err := run(func(k, part, lo, hi int) {
			if choices[k].best != nil {
				mixes[k*parts+part] = opts[k].blend(g, choices[k].best, v[k], lo, hi)
			}
		}); err != nil {
			return nil, err
		}
	}
	for i, m := range mixes {
		choices[i/parts].mixes = append(choices[i/parts].mixes, m...)
	}
	for k := range choices {
		choices[k].simplify()
	}
	return choices, nil
}

// simplify forgets the table of a mode that always does the first thing.
func (c *choice) simplify() {
	if len(c.mixes) > 0 {
		return
	}
	for _, m := range c.best {
		if m != 0 {
			return
		}
	}
	c.best = nil
}

// chunk is how many nodes a worker takes at a time: all of a mode if there are many modes.
func chunk(nodes, modes, workers int) int {
	if workers == 1 || modes >= 4*workers {
		return nodes
	}
	return max(2048, pieces(nodes, 4*workers))
}

// columns allocates n columns.
func columns(n, size int) [][]float64 {
	all := make([]float64, n*size)
	c := make([][]float64, n)
	for k := range c {
		c[k] = all[k*size : (k+1)*size : (k+1)*size]
	}
	return c
}
