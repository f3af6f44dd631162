package oracle

// Strategies returns the expected reward of every strategy that there is from a start. A strategy fixes a decision for every history of
// states that may be observed; none is left out and no maximum is taken on the way, so that the largest entry checks the recursion of
// Value (requirement P-21). The list is as long as there are strategies: for tiny problems only.
func (p *Problem) Strategies(start int) []float64 {
	decisions := []int{start}
	return shifted(p.strategiesAhead(decisions, nil), p.Reward(decisions, nil))
}

// strategiesAhead lists what the strategies for the periods after a history are worth.
func (p *Problem) strategiesAhead(decisions, states []int) []float64 {
	if len(states) == p.Periods {
		return []float64{0}
	}
	if p.DecideFirst {
		return p.eachChoice(decisions, states)
	}
	return p.combinations(states, func(states []int) []float64 { return p.eachChoice(decisions, states) })
}

// eachChoice lists the strategies of all decisions that are open with what is known.
func (p *Problem) eachChoice(decisions, known []int) []float64 {
	var all []float64
	for _, choice := range p.Choices(decisions) {
		next := with(decisions, choice)
		settle := func(states []int) []float64 {
			return shifted(p.strategiesAhead(next, states), p.Reward(next, states))
		}
		if p.DecideFirst {
			all = append(all, p.combinations(known, settle)...)
		} else {
			all = append(all, settle(known)...)
		}
	}
	return all
}

// combinations pairs every strategy for one successor with every strategy for the others.
func (p *Problem) combinations(states []int, of func(states []int) []float64) []float64 {
	sums := []float64{0}
	for _, b := range p.Successors(states) {
		var next []float64
		for _, value := range of(with(states, b.State)) {
			next = append(next, shifted(sums, b.Probability*value)...)
		}
		sums = next
	}
	return sums
}

func shifted(values []float64, by float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = v + by
	}
	return out
}
