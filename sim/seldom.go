package sim

import (
	"cmp"
	"slices"
)

// A move is rare that a sample expects fewer than leastTaken times; of a state that it comes to seldom, what leastMet visits would show
// so seldom, or else the moves to the least likely states: many steps in a row lead to a state that nothing has been seen of, none of them rare.
const (
	leastTaken = 8
	leastMet   = 64
)

// uphill is how many paths the moves that lead to rare ones would be rare for: few, so that a probe comes to states that a sample would
// take a long way to.
const uphill = 1 << 8

// rareMoves are the moves that a sample of some size may miss.
type rareMoves struct {
	*chains
	paths float64   // of the sample
	often float64   // how often a path that can take one does, at least; see keen
	taken []float64 // by option of a customer who decides by chance: how often the sample is expected to have taken it
	selected
	led selected // these, and where there are none those that may lead to some
}

// selected are branches that are not left to chance.
type selected struct {
	list [][][][]int32 // by period, fork, state before: branches
	mass [][][]float64 // by period, fork, state before: their chance in all
}

// rare finds the moves that so many paths may miss; nil if there are none.
func (c *chains) rare(paths int64) *rareMoves {
	r := &rareMoves{chains: c, paths: float64(paths), selected: c.below(float64(paths)), led: c.below(uphill)}
	periods := 0
	for t := range c.moves {
		found := false
		for k, mass := range r.mass[t] {
			for from, m := range mass {
				if m > 0 {
					found = true
					r.led.list[t][k][from], r.led.mass[t][k][from] = r.list[t][k][from], m
				}
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

// below selects the moves that are rare among so many paths.
func (c *chains) below(paths float64) selected {
	all := selected{make([][][][]int32, len(c.moves)), make([][][]float64, len(c.moves))}
	for t, forks := range c.moves {
		for k := range forks {
			list, mass := c.seldom(t, k, paths)
			all.list[t], all.mass[t] = append(all.list[t], list), append(all.mass[t], mass)
		}
	}
	return all
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
		if some == nil && c.at[t][k][from] > 0 {
			some, sum = outer(chance[:c.count[t][k][from]], c.to[t][k][from], leastTaken/(paths*c.at[t][k][from]))
		}
		list, mass = append(list, some), append(mass, sum)
	}
	return list, mass
}

// outer lists branches below a chance, those to the least likely states first until half of all chances would be passed, in their order.
func outer(chance, to []float64, below float64) (some []int32, sum float64) {
	order := make([]int32, len(chance))
	for branch := range order {
		order[branch] = int32(branch)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(to[a], to[b]) })
	for _, branch := range order {
		if p := chance[branch]; p < below && sum+p <= 0.5 {
			some, sum = append(some, branch), sum+p
		}
	}
	slices.Sort(some)
	return some, sum
}
