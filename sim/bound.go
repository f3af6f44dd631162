package sim

import (
	"context"
	"errors"
	"fmt"

	"ips2/internal/random"
	"ips2/internal/stats"
	"ips2/model"
)

// Bound is an upper bound of what the best of all policies is worth to the customer, from paths of its own: the mean of the best
// decisions of each path in hindsight, where hindsight is made to pay the martingale of the policy's prospects. Any martingale gives a
// bound; that of the true values gives the value itself, on every path (L. C. G. Rogers, "Monte Carlo valuation of American
// options", Mathematical Finance 12 (2002); M. B. Haugh, L. Kogan, "Pricing American options: a duality approach", Operations Research
// 52 (2004); with restrictions and switching: N. Meinshausen, B. M. Hambly, Mathematical Finance 14 (2004)).
// It is nil where the customer does not decide by value.
func Bound(ctx context.Context, l *model.Ledger, policy *Policy, o Options) (*model.Bound, error) {
	o = o.withDefaults()
	if l.Problem.Behaviour.Conduct != model.Optimal || policy.Customer == nil {
		return nil, nil
	}
	s, err := policy.compiled(l)
	if err != nil {
		return nil, err
	}
	paths := s.boundPaths(o)
	total := newBoundSheet(s.p.Periods)
	stream := random.NewStream(o.Seed, random.Bound)
	blocks := (paths + boundRows - 1) / boundRows
	entries, err := entries(l)
	if err != nil {
		return nil, err
	}
	newWorker := func() func(int, *boundSheet) error {
		b := newBounder(s, policy, stream, entries)
		return func(block int, out *boundSheet) error {
			out.clear()
			return b.bound(uint64(block)*boundRows, min(boundRows, paths-block*boundRows), out)
		}
	}
	done, err := inOrder(ctx, o.Workers, blocks, newWorker, func() *boundSheet { return newBoundSheet(s.p.Periods) }, func(block int, out *boundSheet) error {
		total.merge(out)
		o.Progress("bound", float64(block+1), float64(blocks))
		return nil
	})
	var f *fault
	if errors.As(err, &f) {
		return nil, f.explain(l)
	}
	if err == nil && done == 0 {
		err = fmt.Errorf("no path was finished: %w", context.Cause(ctx))
	}
	if err != nil {
		return nil, err
	}
	return total.report(), nil
}

// entries are what the allowed starts cost.
func entries(l *model.Ledger) ([]float64, error) {
	var list []float64
	for _, mode := range l.Customer.Start {
		entry, err := l.Entry(mode)
		if err != nil {
			return nil, err
		}
		list = append(list, entry)
	}
	return list, nil
}

// boundRows is the number of paths in a block: few, for each takes long.
const boundRows = 64

// boundSheet tallies a bound: over the paths, and what decisions of the policy lose by period.
type boundSheet struct {
	gap     stats.Tally
	periods []stats.Tally
}

func newBoundSheet(periods int) *boundSheet {
	return &boundSheet{periods: make([]stats.Tally, periods+1)}
}

func (h *boundSheet) clear() {
	h.gap = stats.Tally{}
	clear(h.periods)
}

func (h *boundSheet) merge(o *boundSheet) {
	h.gap.Merge(o.gap)
	for t := range h.periods {
		h.periods[t].Merge(o.periods[t])
	}
}

func (h *boundSheet) report() *model.Bound {
	b := &model.Bound{Gap: estimate(h.gap)}
	for _, t := range h.periods[1:] {
		b.Periods = append(b.Periods, estimate(t))
	}
	return b
}
