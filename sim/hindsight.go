package sim

import (
	"math"

	"ips2/internal/random"
	"ips2/internal/stats"
	"ips2/model/demand"
)

// bounder takes blocks of paths forward under the policy, then backward through the best decisions in hindsight.
type bounder struct {
	*worker
	*tracks
	policy  *Policy
	stream  random.Stream
	ahead   *lookahead
	entries []float64 // by start
	side    *side
	sides   []*side
	modes   [][]int32   // by period (n+1 too), row: where the policy's path is
	turns   [][]int32   // by period, row: what the policy decides
	amounts [][]float64 // by period, row: and gets at once

	mean        [][]float64 // of the prospects, by target and row
	worth, next [][]float64 // by mode and row: the best in hindsight from this period and from the next on, less the martingale
	taken       [][]float64 // by turn and row, decided before the factors move: the same of one decision
	best, lost  []float64
	from        *demand.Block
}

func newBounder(s *script, policy *Policy, stream random.Stream, entries []float64) *bounder {
	n, modes := s.p.Periods, s.l.Customer.Len()
	b := &bounder{
		worker: newWorker(s, policy.Customer), tracks: newTracks(s, boundRows), policy: policy, stream: stream, ahead: newLookahead(s, policy.Customer, stream), entries: entries, side: newSide(),
		modes: make([][]int32, n+2), turns: make([][]int32, n+2), amounts: make([][]float64, n+2), from: &demand.Block{},
		mean: make([][]float64, s.mostTargets()), worth: narrow(modes), next: narrow(modes), best: make([]float64, boundRows), lost: make([]float64, boundRows),
	}
	b.view, b.sides, b.lead = newRemembered(b.view, modes), []*side{b.side}, newLead()
	for k := range b.mean {
		b.mean[k] = make([]float64, boundRows)
	}
	if b.early() {
		b.taken = narrow(s.mostTargets())
	}
	for t := range n + 2 {
		b.modes[t], b.turns[t], b.amounts[t] = make([]int32, boundRows), make([]int32, boundRows), make([]float64, boundRows)
	}
	return b
}

func narrow(columns int) [][]float64 { return wide(columns, boundRows) }

// bound is one block.
func (b *bounder) bound(first uint64, n int, out *boundSheet) error {
	if f := b.forward(first, n, out); f != nil {
		return f
	}
	clear(b.lost)
	for k := range b.next {
		clear(b.next[k])
	}
	for t := b.s.p.Periods; t >= 1; t-- {
		if f := b.average(first, n, t); f != nil {
			return f
		}
		b.recall(t, n)
		back := b.backward
		if b.early() {
			back = b.backwardEarly
		}
		if f := back(t, n, out); f != nil {
			return f
		}
		b.worth, b.next = b.next, b.worth
	}
	b.start(n, out)
	return nil
}

// forward walks the policy's paths and remembers them.
func (b *bounder) forward(first uint64, n int, out *boundSheet) *fault {
	b.walk.begin(n)
	b.side.begin(b.s.starts[b.policy.Best], 0)
	b.keep(0, 0, b.walk.block)
	for t := 1; t <= b.s.p.Periods; t++ {
		copy(b.modes[t], b.side.mode[:n])
		clear(b.side.total)
		b.lead.begin()
		if f := b.advance(b.stream, first, t, b.sides, nil); f != nil {
			return f
		}
		out.leads[t] = b.lead.kept(out.leads[t], n)
		copy(b.turns[t], b.side.turn[:n])
		copy(b.amounts[t], b.side.total[:n])
		b.keep(t, 0, b.walk.block)
	}
	copy(b.modes[b.s.p.Periods+1], b.side.mode[:n])
	return nil
}

// recall puts the block where it was in period t.
func (b *bounder) recall(t, n int) {
	b.load(b.walk.block, t, 0)
	b.walk.block.N = n
}

// each calls f for every target of period t.
func (b *bounder) each(t int, f func(target int) *fault) *fault {
	if b.early() {
		for k := range b.s.chapters[t].turns {
			if bad := f(k); bad != nil {
				return bad
			}
		}
		return nil
	}
	for _, mode := range b.s.l.Customer.Reach[t] {
		if bad := f(mode); bad != nil {
			return bad
		}
	}
	return nil
}

// average fills in the means of all prospects of period t, as seen from the period before.
func (b *bounder) average(first uint64, n, t int) *fault {
	a := b.ahead
	b.from.N, b.from.State = n, b.states[t-1]
	return a.visit(t, b.from, first, b.sorter.All[:n], func(some []int32) *fault {
		return b.each(t, func(target int) *fault { return a.expect(t, target, b.mean[target], some) })
	})
}

// backward finds the best decision of every mode in period t, in hindsight.
func (b *bounder) backward(t, n int, out *boundSheet) *fault {
	rows := b.sorter.All[:n]
	b.look(t)
	f := b.each(t, func(mode int) *fault {
		c, worth, mean := b.s.chapters[t].choices[mode], b.worth[mode], b.mean[mode]
		if f := b.prospect(t, mode, rows); f != nil {
			return f
		}
		for i := range rows {
			worth[i] = math.Inf(-1)
		}
		for k := range c.options {
			o := &c.options[k]
			b.improve(worth, c, o, c.kernel.Column(b.scratch, o.value), b.next[o.next], n)
		}
		for i := range rows {
			if int(b.modes[t][i]) == mode {
				b.best[i] = worth[i] - (b.amounts[t][i] + b.next[b.modes[t+1][i]][i])
			}
			worth[i] -= b.worker.best[i] - mean[i]
		}
		return nil
	})
	b.lose(t, n, out)
	return f
}

// improve takes a decision where it is open and better: at once and later; at once may be nil.
func (b *bounder) improve(worth []float64, c *choice, o *option, at, later []float64, n int) {
	var open []float64
	if o.guard >= 0 {
		open = c.kernel.Column(b.scratch, o.guard)
	}
	for i := range n {
		v := later[i]
		if at != nil {
			v += at[i]
		}
		if (open == nil || open[i] != 0) && v > worth[i] {
			worth[i] = v
		}
	}
}

// backwardEarly is the same where decisions are taken before the factors move: what a decision brings is known a step later.
func (b *bounder) backwardEarly(t, n int, out *boundSheet) *fault {
	rows := b.sorter.All[:n]
	b.look(t)
	if f := b.each(t, func(id int) *fault {
		turn, taken := &b.s.chapters[t].turns[id], b.taken[id]
		if f := b.prospect(t, id, rows); f != nil {
			return f
		}
		for i, net := range turn.net.Column(b.scratch, 0) {
			taken[i] = net + b.next[turn.next][i] - (b.worker.best[i] - b.mean[id][i])
		}
		return nil
	}); f != nil {
		return f
	}
	b.recall(t-1, n)
	for _, mode := range b.s.l.Customer.Reach[t] {
		c, worth := b.s.chapters[t].choices[mode], b.worth[mode]
		if f := b.run(c.kernel, rows); f != nil {
			return f
		}
		for i := range rows {
			worth[i] = math.Inf(-1)
		}
		for k := range c.options {
			o := &c.options[k]
			b.improve(worth, c, o, nil, b.taken[o.turn], n)
		}
		for i := range rows {
			if int(b.modes[t][i]) == mode {
				b.best[i] = worth[i] - b.taken[b.turns[t][i]][i]
			}
		}
	}
	b.lose(t, n, out)
	return nil
}

// lose tallies what the policy's decisions of period t lose against hindsight.
func (b *bounder) lose(t, n int, out *boundSheet) {
	out.periods[t] = stats.Column(b.best[:n])
	for i, v := range b.best[:n] {
		b.lost[i] += v
	}
}

// start picks the best start in hindsight.
func (b *bounder) start(n int, out *boundSheet) {
	best, own := b.best[:n], b.s.starts[b.policy.Best]
	for i := range best {
		best[i] = math.Inf(-1)
	}
	var chosen float64
	for k, mode := range b.s.l.Customer.Start {
		if mode == own {
			chosen = b.entries[k]
		}
		for i, v := range b.next[mode][:n] {
			best[i] = max(best[i], v-b.entries[k])
		}
	}
	for i, v := range best {
		b.lost[i] += v - (b.next[own][i] - chosen)
	}
	lost := b.lost[:n]
	if b.walk.probe != nil {
		lost = b.walk.probe.weigh(0, lost, nil, nil)
	}
	out.gap, out.lost = stats.Column(lost), append(out.lost, lost...)
}
