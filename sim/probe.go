package sim

import (
	"context"
	"math"
	"sort"

	"ips2/internal/random"
	"ips2/internal/stats"
	"ips2/model"
)

// A sample may miss moves of chains that are rarer than one of its paths, or meet so few that its spread says little of them. What they
// would do to a figure, a probe tells: paths on which chains take rare moves often, each weighted by how much likelier the probe made
// it (importance sampling with a defensive mixture: T. Hesterberg, "Weighted average importance sampling and defensive mixture
// distributions", Technometrics 37, 1995). The weighted mean of what such paths show beyond the sample's own mean, over paths with a
// rare move, is what missing them would cost; it becomes part of the standard error.

// probePaths are how many such paths there are at most.
const probePaths = 1 << 12

// A move is rare that a sample expects fewer than leastTaken times; of a state that it comes to seldom, what leastMet visits would show
// so seldom.
const (
	leastTaken = 8
	leastMet   = 64
)

// rareMoves are the moves that a sample of some size may miss.
type rareMoves struct {
	*chains
	often float64       // how often a path that can take one does
	list  [][][][]int32 // by period, fork, state before: branches
	mass  [][][]float64 // by period, fork, state before: their chance in all
}

// rare finds the moves that so many paths may miss; nil if there are none.
func (c *chains) rare(paths int64) *rareMoves {
	r := &rareMoves{chains: c, list: make([][][][]int32, len(c.moves)), mass: make([][][]float64, len(c.moves))}
	periods := 0
	for t, forks := range c.moves {
		found := false
		for k := range forks {
			list, mass := c.seldom(t, k, float64(paths))
			r.list[t], r.mass[t] = append(r.list[t], list), append(r.mass[t], mass)
			for _, m := range mass {
				found = found || m > 0
			}
		}
		if found {
			periods++
		}
	}
	if periods == 0 {
		return nil
	}
	r.often = 1 / float64(periods+1)
	return r
}

// seldom lists the rare branches of a fork by the state before. Where most moves are rare, none is: chance then meets enough of them.
func (c *chains) seldom(t, k int, paths float64) (list [][]int32, mass []float64) {
	f := &c.moves[t][k]
	for from, chance := range f.chance {
		var some []int32
		sum := 0.0
		for branch, p := range chance[:c.count[t][k][from]] {
			if c.at[t][k][from] > 0 && p*max(paths*c.at[t][k][from], leastMet) < leastTaken {
				some, sum = append(some, int32(branch)), sum+p
			}
		}
		if sum > 0.5 {
			some, sum = nil, 0
		}
		list, mass = append(list, some), append(mass, sum)
	}
	return list, mass
}

// probe weighs the paths of a block that take rare moves often.
type probe struct {
	*rareMoves
	weight []float64 // by row: how much likelier the path is by the chains' own chances
	met    []float64 // by row: the same once it has taken a rare move, 0 before
	centre []float64 // by figure of a whole path: what the sample says of it
	scaled []float64
}

func (r *rareMoves) probe(centre []float64) *probe {
	c := newColumns(3)
	return &probe{rareMoves: r, weight: c[0], met: c[1], scaled: c[2], centre: centre}
}

func (p *probe) begin() {
	if p == nil {
		return
	}
	fill(p.weight, 1)
	clear(p.met)
}

// turn makes the innovations of chains in period t.
func (p *probe) turn(walk *walker, t int) {
	if p == nil {
		return
	}
	for k, f := range p.moves[t] {
		xi, state := walk.xi[f.column], walk.block.State[f.factor]
		for i := range walk.block.N {
			from := int(state[i])
			if len(p.list[t][k][from]) > 0 {
				xi[i] = f.middle[from][p.pick(t, k, from, i, xi[i])]
			}
		}
	}
	for i, w := range p.weight {
		if p.met[i] != 0 {
			p.met[i] = w
		}
	}
}

// pick draws a branch by a uniform number: a rare one as often as said, or one of the others by their chances.
func (p *probe) pick(t, k, from, row int, u float64) int {
	list, mass := p.list[t][k][from], p.mass[t][k][from]
	chance := p.moves[t][k].chance[from][:p.count[t][k][from]]
	if u < p.often {
		branch := int(list[int(u/p.often*float64(len(list)))])
		p.weight[row] *= chance[branch] * float64(len(list)) / p.often
		p.met[row] = p.weight[row]
		return branch
	}
	p.weight[row] *= (1 - mass) / (1 - p.often)
	left, last := (u-p.often)/(1-p.often)*(1-mass), 0
	for branch, x := range chance {
		if len(list) > 0 && int(list[0]) == branch {
			list = list[1:]
			continue
		}
		if last, left = branch, left-x; left < 0 {
			break
		}
	}
	return last
}

// weigh is observations of a figure beyond its centre, weighted: those of the listed rows.
func (p *probe) weigh(figure int, x []float64, rows, some []int32) []float64 {
	out, centre := p.scaled[:len(x)], 0.0
	if figure < len(p.centre) {
		centre = p.centre[figure]
	}
	for i, v := range x {
		out[i] = (v - centre) * p.met[row(i, rows, some)]
	}
	return out
}

// row is that of observation i: of all rows of the block, of those listed, or of some of those listed.
func row(i int, rows, some []int32) int32 {
	switch {
	case some != nil:
		return rows[some[i]]
	case rows != nil:
		return rows[i]
	}
	return int32(i)
}

// weighted is a martingale of whole paths, weighted.
func (p *probe) weighted(x []float64) []float64 {
	if p == nil {
		return x
	}
	for i, v := range x {
		p.scaled[i] = v * p.met[i]
	}
	return p.scaled[:len(x)]
}

// tally adds the weights of n paths that have taken a rare move by period t.
func (p *probe) tally(h *sheet, t, n int) {
	if p != nil {
		h.met[t] = stats.Column(p.met[:n])
	}
}

// probe prices paths that take rare moves often, once the sample is known.
func (r *pricing) probe(ctx context.Context) error {
	moves := r.s.chains().rare(r.total.n)
	if moves == nil {
		return nil
	}
	y := *r.y
	y.probed = true
	run := *r
	run.y, run.o.PathsOut, run.phase, run.replicates, run.detail = &y, 0, "", nil, true
	run.known, run.values, run.costs, run.lost, run.rows, run.history = nil, nil, nil, nil, nil, nil
	run.rare = moves
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
		return math.Hypot(t.Mean, t.StdError())
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
	return math.Abs(p.total.mass[event]/float64(p.total.n) - share*p.total.met[r.y.whenEvent(event)].Mean)
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
		e.StdError = math.Hypot(e.StdError, by)
	}
	return e
}
