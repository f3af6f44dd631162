package sim

import (
	"context"
	"math"
	"sort"

	"ips2/internal/random"
	"ips2/internal/vector"
	"ips2/model"
)

// probe prices paths that take rare moves often, once the sample is known.
func (r *pricing) probe(ctx context.Context) error {
	moves := r.s.probed(r.total.n)
	if moves == nil {
		return nil
	}
	y := *r.y
	y.probed = true
	run := *r
	run.y, run.o.PathsOut, run.phase, run.replicates, run.detail = &y, 0, "", nil, true
	run.known, run.values, run.costs, run.lost, run.rows, run.history = nil, nil, nil, nil, nil, nil
	run.rare, moves.taken = moves, r.total.taken
	if r.steering != nil && r.astray() {
		own := r.y.value(r.policy.Best)
		run.uncontrolled = math.Sqrt((r.total.tallies[own].Pad(r.total.n).Variance() + r.steering.explained[own]) / float64(r.total.n))
		run.followed, run.steering = nil, nil // what martingales miss as well, they do not take out
	}
	for figure := range r.y.own {
		run.centre = append(run.centre, r.total.tallies[figure].Pad(r.total.n).Mean)
	}
	if err := run.run(ctx, random.Probe, min(probePaths, r.total.n)); err != nil {
		return err
	}
	r.probed = &run
	return nil
}

// missed is what rare moves that the sample may have missed do to a figure.
func (r *pricing) missed(figure int) float64 {
	p := r.probed
	if p == nil {
		return 0
	}
	t := p.total.tallies[figure].Pad(p.total.n)
	if figure < r.y.own {
		return vector.HypotOf(t.Mean, t.StdError())
	}
	off := t.Mean - float64(r.total.tallies[figure].Pad(r.total.n).Mean*p.total.met[r.y.when(figure)].Mean)
	if p.steering != nil {
		for k, beta := range r.steering.betas[figure] {
			off -= float64(beta * p.total.martingales[k].Mean)
		}
	}
	return math.Abs(off)
}

// missedEvent is the same of the probability of an event.
func (r *pricing) missedEvent(event int) float64 {
	p := r.probed
	if p == nil {
		return 0
	}
	share := float64(r.total.counts[event]) / float64(r.total.n)
	return math.Abs(p.total.mass[event]/float64(p.total.n) - float64(share*p.total.met[r.y.whenEvent(event)].Mean))
}

// when is the period of a figure of one.
func (y *layout) when(figure int) int {
	return sort.Search(len(y.periods), func(t int) bool { return t > 0 && y.periods[t].base > figure }) - 1
}

// whenEvent is the period of an event.
func (y *layout) whenEvent(event int) int {
	return sort.Search(len(y.periods), func(t int) bool { return t > 0 && y.periods[t].events > event }) - 1
}

// widened is an estimate whose standard error holds what the sample may have missed.
func widened(e model.Estimate, by float64) model.Estimate {
	if by > 0 {
		e.StdError = vector.HypotOf(e.StdError, by)
	}
	return e
}
