package sim

import "ips2/internal/random"

// control follows a side along its paths and adds up the martingale of its prospects: what a target turns out to promise once the
// factors of a period have moved, less the mean of that over all that they might have done. Its mean is zero whatever the policy is worth,
// and it moves almost as the value of a path does: the control variate of the customer's value (L. C. G. Rogers, "Monte Carlo
// valuation of American options", Mathematical Finance 12 (2002); N. Bolia, S. Juneja, "Function-approximation-based perfect control
// variates for pricing American options", Winter Simulation Conference 2005).
type control struct {
	ahead *lookahead
	side  *side
	mean  []float64 // of the prospects, by row
	total []float64 // the martingale, by row
}

func newControl(s *script, policy *Policy, stream random.Stream, d *side) *control {
	two := newColumns(2)
	return &control{ahead: newLookahead(s, policy.Customer, stream), side: d, mean: two[0], total: two[1]}
}

// expect fills in the means before the factors of period t move. Paths with the same target go together.
func (c *control) expect(w *worker, first uint64, t int) *fault {
	for _, g := range w.sorter.by(w.targets(c.side)) {
		if c.ahead.settled(t, int(g.key)) {
			continue
		}
		if f := c.ahead.visit(t, w.walk.block, first, g.rows, func(some []int32) *fault {
			return c.ahead.expect(t, int(g.key), c.mean, some)
		}); f != nil {
			return f
		}
	}
	return nil
}

// settle adds what became of the prospects after the factors of period t moved.
func (c *control) settle(w *worker, t int) *fault {
	w.look(t)
	for _, g := range w.sorter.by(w.targets(c.side)) {
		if w.settled(t, int(g.key)) {
			continue
		}
		if f := w.prospect(t, int(g.key), g.rows); f != nil {
			return f
		}
		for i, r := range g.rows {
			c.total[r] += w.best[i] - c.mean[r]
		}
	}
	return nil
}
