package sim

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
