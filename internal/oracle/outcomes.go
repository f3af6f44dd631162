package oracle

// Outcome is one history of states from beginning to end, and what was decided along it.
type Outcome struct {
	Probability       float64
	Decisions, States []int
}

// Outcomes lists every history that may happen from a start under a policy.
func (p *Problem) Outcomes(start int, policy Policy) []Outcome {
	return p.outcomes(Outcome{Probability: 1, Decisions: []int{start}}, policy)
}

func (p *Problem) outcomes(o Outcome, policy Policy) []Outcome {
	if len(o.States) == p.Periods {
		return []Outcome{o}
	}
	var all []Outcome
	for _, b := range p.Successors(o.States) {
		states := with(o.States, b.State)
		known := states
		if p.DecideFirst {
			known = o.States
		}
		next := Outcome{Probability: o.Probability * b.Probability, Decisions: with(o.Decisions, policy(o.Decisions, known)), States: states}
		all = append(all, p.outcomes(next, policy)...)
	}
	return all
}

// Total is the reward of a whole history in money of time 0.
func (p *Problem) Total(o Outcome) float64 {
	sum := p.Reward(o.Decisions[:1], nil)
	for t := 1; t <= p.Periods; t++ {
		sum += p.Reward(o.Decisions[:t+1], o.States[:t])
	}
	return sum
}

// Expect is the probability-weighted mean of a figure over outcomes.
func Expect(outcomes []Outcome, figure func(Outcome) float64) float64 {
	sum := 0.0
	for _, o := range outcomes {
		sum += o.Probability * figure(o)
	}
	return sum
}

// Foresight is the mean over histories of the best that could be reached on each, start included, if it were known beforehand: never
// less than the best Value, and not a value that any policy reaches.
func (p *Problem) Foresight(starts ...int) float64 {
	keep := func(decisions, _ []int) int { return p.Choices(decisions)[0] }
	return Expect(p.Outcomes(starts[0], keep), func(o Outcome) float64 { return p.hindsight(nil, starts, o.States) })
}

// hindsight is the best total along one known history of states, from the next decision on.
func (p *Problem) hindsight(decisions, choices, states []int) float64 {
	var best float64
	for i, choice := range choices {
		next := with(decisions, choice)
		t := len(next) - 1
		total := p.Reward(next, states[:t])
		if t < p.Periods {
			total += p.hindsight(next, p.Choices(next), states)
		}
		if i == 0 || total > best {
			best = total
		}
	}
	return best
}
