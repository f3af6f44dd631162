package sim

import "ips2/internal/random"

// control follows a side along its paths and adds up martingales: what a target turns out to promise once the factors of a period have
// moved, less the mean of that over all that they might have done. Their means are zero whatever the policy is worth. The first is of
// the customer's value and moves almost as that of a path does: its control variate (L. C. G. Rogers, "Monte Carlo valuation of
// American options", Mathematical Finance 12 (2002); N. Bolia, S. Juneja, "Function-approximation-based perfect control variates for
// pricing American options", Winter Simulation Conference 2005). The others are those of the companions.
type control struct {
	ahead    *lookahead
	side     *side
	supplier []int32 // by row: the supplier's mode at the start of the period
	view     *companionView
	followed []bool      // by martingale: the value, then the companions
	decided  bool        // some companion depends on what is decided
	mean     [][]float64 // of the prospects, by martingale and row
	total    [][]float64 // by martingale and row
	owner    []int32     // by point: its path's row
	rest     []float64
}

func newControl(s *script, policy *Policy, stream random.Stream, followed []bool, d *side, supplier []int32) *control {
	c := &control{
		ahead: newLookahead(s, policy.Customer, stream), side: d, supplier: supplier, followed: followed,
		mean: newColumns(len(followed)), total: newColumns(len(followed)), owner: make([]int32, blockRows), rest: make([]float64, blockRows),
	}
	if policy.companions != nil {
		c.view = policy.companions.view()
	}
	for k, yes := range followed[1:] {
		c.decided = c.decided || yes && policy.companions.list[k].decided()
	}
	return c
}

func (c *control) begin(n int) {
	for _, total := range c.total {
		clear(total[:n])
	}
}

// expect fills in the means before the factors of period t move. Paths with the same target go together.
func (c *control) expect(w *worker, first uint64, t int) *fault {
	for _, g := range w.sorter.By(w.targets(c.side)) {
		target := int(g.Key)
		value := c.followed[0] && !c.ahead.settled(t, target)
		if !value && !c.uncertain(t) {
			continue
		}
		if f := c.ahead.visit(t, w.walk.block, first, g.Rows, func(some []int32) *fault {
			if value {
				if f := c.ahead.expect(t, target, c.mean[0], some); f != nil {
					return f
				}
			}
			return c.foresee(t, target, some, value)
		}); f != nil {
			return f
		}
	}
	return nil
}

// foresee fills in the means of the companions for some paths, whose points are placed.
func (c *control) foresee(t, target int, some []int32, ranked bool) *fault {
	if !c.uncertain(t) {
		return nil
	}
	a := c.ahead
	if f := c.view.look(t, a.walk.block); f != nil {
		return f
	}
	owner := c.owner[:a.walk.block.N]
	for i := range owner {
		owner[i] = some[i/a.plans[t].each]
	}
	if f := c.stand(a.worker, t, target, a.all(), owner, ranked); f != nil {
		return f
	}
	c.each(func(k int) {
		c.view.rest(k, a.all(), c.rest)
		a.mean(t, c.rest, c.mean[1+k], some)
	})
	return nil
}

// settle adds what became of the prospects after the factors of period t moved.
func (c *control) settle(w *worker, t int) *fault {
	w.look(t)
	if c.uncertain(t) {
		if f := c.view.look(t, w.walk.block); f != nil {
			return f
		}
	}
	for _, g := range w.sorter.By(w.targets(c.side)) {
		target := int(g.Key)
		value := c.followed[0] && !w.settled(t, target)
		if value {
			if f := w.prospect(t, target, g.Rows); f != nil {
				return f
			}
			c.add(0, g.Rows, w.best)
		}
		if !c.uncertain(t) {
			continue
		}
		if f := c.stand(w, t, target, g.Rows, g.Rows, value); f != nil {
			return f
		}
		c.each(func(k int) {
			c.view.rest(k, g.Rows, c.rest)
			c.add(1+k, g.Rows, c.rest)
		})
	}
	return nil
}

func (c *control) add(martingale int, rows []int32, came []float64) {
	total, mean := c.total[martingale], c.mean[martingale]
	for i, r := range rows {
		total[r] += came[i] - mean[r]
	}
}

// uncertain tells whether a companion that is followed has anything to learn in period t.
func (c *control) uncertain(t int) bool {
	for k, followed := range c.followed[1:] {
		if followed && !c.view.c.stages[t].still[k] {
			return true
		}
	}
	return false
}

// each calls f for the companions to be followed in the period looked at.
func (c *control) each(f func(k int)) {
	for k, followed := range c.followed[1:] {
		if followed && !c.view.stage.still[k] {
			f(k)
		}
	}
}

// stand finds the places of a worker's rows that have a target; unless they are ranked already, they will be. The supplier's mode is
// that of the row's owner.
func (c *control) stand(w *worker, t, target int, rows, owner []int32, ranked bool) *fault {
	if !c.decided {
		return nil
	}
	place, modes := c.view.stage.place, int32(c.view.c.modes)
	at := c.view.place[:len(rows)]
	if w.early() {
		for i, r := range owner {
			at[i] = place[int32(target)*modes+c.supplier[r]]
		}
		return nil
	}
	choice := w.s.chapters[t].choices[target]
	if !ranked {
		if f := w.rank(choice, rows); f != nil {
			return f
		}
	}
	for i, r := range owner {
		at[i] = place[choice.options[w.chosen[i]].turn*modes+c.supplier[r]]
	}
	return nil
}
