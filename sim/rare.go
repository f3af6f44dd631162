package sim

import (
	"math"

	"ips2/model/demand"
)

// States of chains that paths seldom come to are met by design, not by luck. Besides the paths that go as the chains do, a fit has
// forced paths: half of the times their chains move to a successor that is drawn evenly, however rare it is, so that every path is one that
// can be. Where a path was moved by design, what it met is no draw of what the period before could expect: there the regression takes
// the mean over all that the period may do (see compare and cut), which weighs rare moves by their chances.

// chains are the finite factors of a script: where they can go in each period, and how likely they are to be where.
type chains struct {
	moves [][]fork        // by period
	least []float64       // by period: the chance of the rarest combination of states that can be
	count [][][]int       // by period, fork, state before: successors
	at    [][][]float64   // by period, fork: the chances of the states before
	to    [][][][]float64 // by period, fork, state before, branch: the chance of the state that it leads to, wherever from
}

func newChains(s *script) *chains {
	c := &chains{moves: make([][]fork, s.p.Periods+1), at: make([][][]float64, s.p.Periods+1), count: make([][][]int, s.p.Periods+1), to: make([][][][]float64, s.p.Periods+1), least: make([]float64, s.p.Periods+1)}
	for t := range c.least {
		c.least[t] = 1
	}
	forks := newForks()
	for k, column := range s.p.Factors.Innovations() {
		law, finite := s.p.Factors.Factors[column.Factor].Process.(demand.Finite)
		if !finite {
			continue
		}
		at := c.rarest(law, s.p.Periods)
		for t := 1; t <= s.p.Periods; t++ {
			if s.draws[t][k] {
				f := forks.of(law, t, k, column.Factor)
				c.moves[t] = append(c.moves[t], f)
				c.count[t], c.at[t] = append(c.count[t], f.successors()), append(c.at[t], at[t-1])
				c.to[t] = append(c.to[t], destinations(law, t, at[t]))
			}
		}
	}
	return c
}

// destinations are the chances of the states that branches lead to, by state before.
func destinations(law demand.Finite, t int, at []float64) [][]float64 {
	list := make([][]float64, len(law.States(t-1)))
	for from := range list {
		for to, p := range law.Row(t, from) {
			if p > 0 {
				list[from] = append(list[from], at[to])
			}
		}
	}
	return list
}

// successors is how many branches are there, by state before.
func (f *fork) successors() []int {
	list := make([]int, len(f.chance))
	for from, chance := range f.chance {
		for list[from] < len(chance) && chance[list[from]] > 0 {
			list[from]++
		}
	}
	return list
}

// rarest multiplies in, by period, the chance of the rarest state of a chain that it can be in. It gives the chances of all, by period.
func (c *chains) rarest(law demand.Finite, periods int) [][]float64 {
	all := [][]float64{make([]float64, len(law.States(0)))}
	all[0][int(law.Start())] = 1
	for t := 1; t <= periods; t++ {
		next := make([]float64, len(law.States(t)))
		for from, chance := range all[t-1] {
			if chance == 0 {
				continue
			}
			for to, p := range law.Row(t, from) {
				next[to] += float64(chance * p)
			}
		}
		least := 1.0
		for _, chance := range next {
			if chance > 0 {
				least = math.Min(least, chance)
			}
		}
		all, c.least[t] = append(all, next), c.least[t]*least
	}
	return all
}

// chains are those of the script, looked for once.
func (s *script) chains() *chains {
	s.chaining.Do(func() { s.finite = newChains(s) })
	return s.finite
}

// How often a fit wants to meet the rarest combination of states: a mean takes few paths, a function of densities many. Of forced paths
// there are a chunk, or beside densities a chunk by combination, but no more than mostForced.
const (
	metOnce    = 1 << 4
	metOften   = 1 << 10
	mostForced = 1 << 16
)

// withForced adds them to so many paths of a fit with martingales, if these seldom meet some states: what memory leaves room for, and no
// more than most paths in all.
func (s *script) withForced(own, bytes, most int) fitSize {
	size := fitSize{own: own, all: own, watched: true}
	if cells, seldom := s.seldom(own); seldom {
		room := min(cells*chunkRows, mostForced, most-own, fitMemory/max(1, bytes)-own)
		size.all += max(0, room) / chunkRows * chunkRows
	}
	return size
}

// seldom tells whether so many paths meet some combination of states too seldom, and how many combinations want a function: one where
// there are no densities.
func (s *script) seldom(own int) (cells int, seldom bool) {
	want, rarest := metOnce, 1.0
	cells = 1
	for t := 1; t <= s.p.Periods; t++ {
		b, continuous := split(&s.p.Factors, t)
		if len(continuous) > 0 {
			want, cells = metOften, max(cells, b.cells)
		}
		rarest = math.Min(rarest, s.chains().least[t])
	}
	return cells, rarest*float64(own) < float64(want)
}

// forcing moves the chains of the last paths of a fit.
type forcing struct {
	*chains
	from int // the first of those paths
}

// newForcing is nil where there are none.
func newForcing(s *script, size fitSize) *forcing {
	if size.own == size.all {
		return nil
	}
	return &forcing{s.chains(), size.own}
}

// moved tells whether a path's chains are moved by design in period t: half of the times, without a pattern.
func (w *forcing) moved(path, t int) bool {
	return w != nil && path >= w.from && mix(uint64(path)<<16|uint64(t))&1 == 0 && len(w.moves[t]) > 0
}

// own is how many of n paths go as the factors do.
func (w *forcing) own(n int) int {
	if w == nil {
		return n
	}
	return w.from
}

// each is how many of n paths a cell can count on.
func (w *forcing) each(n, cells int) int {
	if w == nil {
		return n / cells
	}
	return max(n-w.from, w.from) / 2 / cells
}

// turn makes the innovations of chains that are moved by design, of paths first, first+1, …: each of the successors takes the same
// share of a uniform number.
func (w *forcing) turn(walk *walker, first uint64, t int) {
	if w == nil || int(first)+walk.block.N <= w.from {
		return
	}
	for k, f := range w.moves[t] {
		xi, state, count := walk.xi[f.column], walk.block.State[f.factor], w.count[t][k]
		for i := range walk.block.N {
			if w.moved(int(first)+i, t) {
				from := int(state[i])
				xi[i] = f.middle[from][int(xi[i]*float64(count[from]))]
			}
		}
	}
}
