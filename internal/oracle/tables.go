package oracle

import "math"

// Tables describes a contract on a finite Markov chain by plain numbers. Money is of the period it falls in.
// Index t-1 stands for period t throughout.
type Tables struct {
	Initial  int           // state at signing
	Move     [][][]float64 // [t-1][from][to]: transition probabilities into period t; rows sum to 1
	Flow     [][][]float64 // [t-1][configuration][state]: net flow of period t
	Change   [][][]float64 // [t-1][from][to]: outlay for a change in period t; +Inf where closed; the diagonal is keeping
	Entry    []float64     // [configuration]: paid at signing; +Inf where no start
	Discount []float64     // [t-1]: discount factor of the flows of period t
	Paid     []float64     // [t-1]: discount factor of an outlay for a change in period t
}

// Problem is the contract as a decision problem: a decision is the configuration in force.
func (tb Tables) Problem() *Problem {
	return &Problem{Periods: len(tb.Flow), Successors: tb.successors, Choices: tb.choices, Reward: tb.reward}
}

// Best is the value of the best allowed start.
func (tb Tables) Best() float64 {
	best := math.Inf(-1)
	for start, entry := range tb.Entry {
		if !math.IsInf(entry, 1) {
			best = max(best, tb.Problem().Value(start))
		}
	}
	return best
}

func (tb Tables) successors(states []int) []Branch {
	from := tb.Initial
	if len(states) > 0 {
		from = states[len(states)-1]
	}
	var branches []Branch
	for to, probability := range tb.Move[len(states)][from] {
		if probability > 0 {
			branches = append(branches, Branch{to, probability})
		}
	}
	return branches
}

// choices puts keeping first, since ties go to keeping.
func (tb Tables) choices(decisions []int) []int {
	t := len(decisions)
	now := decisions[t-1]
	open := []int{now}
	for to, outlay := range tb.Change[t-1][now] {
		if to != now && !math.IsInf(outlay, 1) {
			open = append(open, to)
		}
	}
	return open
}

func (tb Tables) reward(decisions, states []int) float64 {
	t := len(decisions) - 1
	if t == 0 {
		return -tb.Entry[decisions[0]]
	}
	from, to := decisions[t-1], decisions[t]
	reward := tb.Flow[t-1][to][states[t-1]] * tb.Discount[t-1]
	if from != to {
		reward -= tb.Change[t-1][from][to] * tb.Paid[t-1]
	}
	return reward
}
