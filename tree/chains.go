package tree

import (
	"fmt"
	"math"
	"slices"

	"ips2/model/demand"
)

// chain is a finite factor with its rows in sparse form. Rows that periods share are read once.
type chain struct {
	demand.Finite
	known map[*float64]support
	last  passage
}

// passage is how a period's reachable states lead to the next's.
type passage struct {
	from, to []float64
	full     []*float64 // the rows it was made from
	leg      leg
}

// pass gives the reachable states of period t and the rows that lead to them. A period with the same rows as the last is the same.
func (c *chain) pass(t int, from []float64, _ [][]float64) (to []float64, s leg, err error) {
	full := make([]*float64, len(from))
	for i, s := range from {
		full[i] = &c.Row(t, int(s))[0]
	}
	if !slices.Equal(full, c.last.full) || !slices.Equal(from, c.last.from) {
		before := indices(from)
		after := c.successors(t, before)
		for _, s := range after {
			to = append(to, float64(s))
		}
		rows, err := c.rows(t, before, after)
		if err != nil {
			return nil, s, err
		}
		c.last = passage{from, to, full, ready(len(from), len(to), rows)}
	}
	return c.last.to, c.last.leg, nil
}

// indices are the states of a chain as what they are: numbers of its list.
func indices(states []float64) []int {
	list := make([]int, len(states))
	for i, s := range states {
		list[i] = int(s)
	}
	return list
}

// support is the states of positive probability of a row, and what makes the probabilities sum to 1 where they are given with a few
// digits less.
type support struct {
	states []int
	p      []float64
	scale  float64
}

// row is the distribution over the states of period t given a state of the period before.
func (c *chain) row(t, from int) support {
	full := c.Row(t, from)
	if s, ok := c.known[&full[0]]; ok {
		return s
	}
	var s support
	for j, p := range full {
		if p > 0 {
			s.states, s.p = append(s.states, j), append(s.p, p)
		}
	}
	if s.scale = 1; math.Abs(total(s.p)-1) > rounding*float64(len(s.p)) {
		s.scale = 1 / total(s.p)
	}
	c.known[&full[0]] = s
	return s
}

// successors lists the states of period t that can follow the given ones, ascending.
func (c *chain) successors(t int, from []int) []int {
	met := make([]bool, len(c.States(t)))
	for _, s := range from {
		for _, next := range c.row(t, s).states {
			met[next] = true
		}
	}
	var states []int
	for j, yes := range met {
		if yes {
			states = append(states, j)
		}
	}
	return states
}

// rows are the transitions between the states that can be reached. Rows with equal weights share them.
func (c *chain) rows(t int, from, to []int) ([]row, error) {
	place := make([]int, to[len(to)-1]+1)
	for k, s := range to {
		place[s] = k
	}
	rows := make([]row, len(from))
	var weights []float64
	for i, s := range from {
		next := c.row(t, s)
		first, last := place[next.states[0]], place[next.states[len(next.states)-1]]
		weights = append(weights[:0], make([]float64, last-first+1)...)
		for k, state := range next.states {
			weights[place[state]-first] = next.p[k]
		}
		if i > 0 && slices.Equal(weights, rows[i-1].weights) {
			rows[i] = row{first, next.scale, rows[i-1].weights}
		} else {
			rows[i] = row{first, next.scale, slices.Clone(weights)}
		}
		if err := agree(fmt.Sprintf("the probability of all that follows state %d in period %d", s, t), total(weights), 1, given); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// given is how far the probabilities of a chain may be from summing to 1 as they are given.
const given = 1e-9

// ready is a leg whose rows are kept.
func ready(from, to int, rows []row, reads ...int) leg {
	widest := 0
	for _, r := range rows {
		widest = max(widest, len(r.weights))
	}
	sets := rowsets(rows, from)
	return leg{from: from, to: to, reads: reads, sets: float64(len(sets)), width: float64(widest), rows: func(int) ([]rowset, error) { return sets, nil }}
}
