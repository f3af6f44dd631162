package sim

import (
	"context"
	"errors"
	"fmt"
	"math"

	"ips2/internal/random"
	"ips2/internal/stats"
	"ips2/internal/vector"
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
	entries, err := entries(l)
	if err != nil {
		return nil, err
	}
	r := &bounding{ctx: ctx, s: s, policy: policy, o: o, entries: entries}
	total, err := r.run(random.Bound, s.boundPaths(o), nil)
	if err != nil {
		return nil, err
	}
	bound := total.report()
	if bound.Gap, err = r.probe(bound.Gap); err != nil {
		return nil, err
	}
	return bound, nil
}

// bounding is a search for an upper bound.
type bounding struct {
	ctx     context.Context
	s       *script
	policy  *Policy
	o       Options
	entries []float64 // by start: see entries
}

// boundProbes is how many paths that take rare moves a bound is probed by at most: each takes long.
const boundProbes = 1 << 9

// probe puts what the paths of the bound may have missed of rare moves into the standard error of its gap.
func (r *bounding) probe(gap model.Estimate) (model.Estimate, error) {
	moves := r.s.chains().rare(gap.N)
	if moves == nil {
		return gap, nil
	}
	missed, err := r.run(random.Probe, int(min(boundProbes, gap.N)), func() *probe { return moves.probe([]float64{gap.Mean}) })
	if err != nil {
		return gap, err
	}
	return widened(gap, vector.HypotOf(missed.gap.Mean, missed.gap.StdError())), nil
}

// run tallies the gap on so many paths.
func (r *bounding) run(purpose random.Purpose, paths int, rare func() *probe) (*boundSheet, error) {
	s, l, o := r.s, r.s.l, r.o
	total := newBoundSheet(s.p.Periods)
	stream := random.NewStream(o.Seed, purpose)
	blocks := (paths + boundRows - 1) / boundRows
	newWorker := func() func(int, *boundSheet) error {
		b := newBounder(s, r.policy, stream, r.entries)
		if rare != nil {
			b.walk.probe = rare()
		}
		return func(block int, out *boundSheet) error {
			out.clear()
			return b.bound(uint64(block)*boundRows, min(boundRows, paths-block*boundRows), out)
		}
	}
	done, err := inOrder(r.ctx, o.Workers, blocks, newWorker, func() *boundSheet { return newBoundSheet(s.p.Periods) }, func(block int, out *boundSheet) error {
		total.merge(out)
		if rare == nil {
			o.Progress("bound", float64(block+1), float64(blocks))
		}
		return nil
	})
	var f *fault
	if errors.As(err, &f) {
		return nil, f.explain(l)
	}
	if err == nil && done == 0 {
		err = fmt.Errorf("no path was finished: %w", context.Cause(r.ctx))
	}
	return total, err
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
	lost    []float64   // by path, of the first ones: the gap
	leads   [][]float64 // by period, of the same paths where they have a choice: see lead
}

// keptPaths is how many paths are remembered one by one: a share of them is then known to half a percent.
const keptPaths = 1 << 14

func newBoundSheet(periods int) *boundSheet {
	return &boundSheet{periods: make([]stats.Tally, periods+1), leads: make([][]float64, periods+1)}
}

func (h *boundSheet) clear() {
	h.gap = stats.Tally{}
	clear(h.periods)
	h.lost = h.lost[:0]
	for t := range h.leads {
		h.leads[t] = h.leads[t][:0]
	}
}

func (h *boundSheet) merge(o *boundSheet) {
	h.gap.Merge(o.gap)
	for t := range h.periods {
		h.periods[t].Merge(o.periods[t])
	}
	if len(h.lost) >= keptPaths {
		return
	}
	h.lost = append(h.lost, o.lost...)
	for t := range h.leads {
		h.leads[t] = append(h.leads[t], o.leads[t]...)
	}
}

func (h *boundSheet) report() *model.Bound {
	b := &model.Bound{Gap: estimate(h.gap), Skewness: stats.Skewness(h.lost)}
	for t := 1; t < len(h.periods); t++ {
		b.Periods = append(b.Periods, estimate(h.periods[t]))
		if len(h.leads[t]) > 0 {
			b.Ties = append(b.Ties, h.ties(t))
		}
	}
	return b
}

// ties counts the decisions of a period that the bracket leaves open: were all of them taken otherwise, the policy would lose no more
// than what lies between it and the bound.
func (h *boundSheet) ties(t int) model.NearTies {
	near := int64(0)
	for _, lead := range h.leads[t] {
		if lead <= math.Max(h.gap.Mean, 0) {
			near++
		}
	}
	choices := int64(len(h.leads[t]))
	return model.NearTies{Period: t, Choices: estimate(stats.Count(choices, int64(len(h.lost)))), Share: estimate(stats.Count(near, choices))}
}
