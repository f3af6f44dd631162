package oracle

// Chances gives the chance of each choice from what is known, and from what each would be worth.
type Chances func(decisions, known, choices []int, values []float64) []float64

// Wavering is the expected reward from a start when decisions are made by chance: the mean over choices, history by history.
func (p *Problem) Wavering(start int, of Chances) float64 {
	decisions := []int{start}
	return p.Reward(decisions, nil) + p.drift(decisions, nil, of)
}

// drift is the expected reward of the periods after a history.
func (p *Problem) drift(decisions, states []int, of Chances) float64 {
	if len(states) == p.Periods {
		return 0
	}
	if p.DecideFirst {
		return p.waver(decisions, states, of)
	}
	return p.expected(states, func(states []int) float64 { return p.waver(decisions, states, of) })
}

func (p *Problem) waver(decisions, known []int, of Chances) float64 {
	choices := p.Choices(decisions)
	values := make([]float64, len(choices))
	for i, choice := range choices {
		next := with(decisions, choice)
		settle := func(states []int) float64 { return p.Reward(next, states) + p.drift(next, states, of) }
		if p.DecideFirst {
			values[i] = p.expected(known, settle)
		} else {
			values[i] = settle(known)
		}
	}
	sum := 0.0
	for i, chance := range of(decisions, known, choices, values) {
		if chance > 0 { // what may not be chosen may be worth anything
			sum += chance * values[i]
		}
	}
	return sum
}
