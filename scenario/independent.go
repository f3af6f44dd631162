package scenario

import (
	"slices"

	"ips2/model/demand"
)

var independentKeys = moving(keys{
	initialValue,
	{"values", byPeriod{list{finite, 1}}, required{}, "The values that may be drawn when the factor moves; {by: period, values: [[...], ...]} has a list for each period."},
	{"probabilities", byPeriod{list{share, 1}}, remark("all values are equally likely"), "The probabilities of the values, which sum to 1."},
})

// independent reads draws from a finite distribution, of all periods or of each; in a period without a move the last draw stays.
func (m mapping) independent(moves []bool) demand.Process {
	initial, ok := m.number("initial")
	i, given := m.need("values", "write values: [number, ...]")
	if !given {
		return nil
	}
	values, fine := m.perPeriod(i, finite)
	probabilities := values
	if at, given := m.get("probabilities"); given && fine {
		probabilities, fine = m.perPeriod(at, share)
		fine = fine && m.distributions(at, probabilities, values)
	} else if fine {
		probabilities = uniform(values)
	}
	if !ok || !fine || m.problem.Periods == 0 {
		return nil
	}
	return m.draws(initial, values, probabilities, moves)
}

// perPeriod reads a list of numbers for all periods, or {by: period, values: [list, ...]}: a list by period 1..n (index 0 unused).
func (m mapping) perPeriod(i item, l limit) ([][]float64, bool) {
	lists := make([][]float64, m.problem.Periods+1)
	byPeriod, each, ok := m.eachPeriod(i)
	if !byPeriod {
		same, ok := m.someNumbers(i, l)
		for t := range lists {
			lists[t] = same
		}
		return lists, ok
	}
	for t := 1; ok && t < len(lists); t++ {
		lists[t], ok = m.someNumbers(each[t-1], l)
	}
	return lists, ok
}

func (r *reader) someNumbers(i item, l limit) ([]float64, bool) {
	values, ok := r.numbers(i, l)
	if ok && (len(values) == 0 || len(values) > maxNamed) {
		r.missing(i, "", "%d values; 1 to %d are possible", len(values), maxNamed)
		return nil, false
	}
	return values, ok
}

// distributions checks that there is a probability for every value.
func (r *reader) distributions(i item, probabilities, values [][]float64) bool {
	for t := 1; t < len(values); t++ {
		if len(probabilities[t]) != len(values[t]) {
			r.missing(i, "write one for each value", "%d probabilities for %d values", len(probabilities[t]), len(values[t]))
			return false
		}
		if !r.sumsToOne(i, probabilities[t]) {
			return false
		}
	}
	return true
}

func uniform(values [][]float64) [][]float64 {
	list := make([][]float64, len(values))
	for t, v := range values {
		if len(v) > 0 {
			list[t] = slices.Repeat([]float64{1 / float64(len(v))}, len(v))
		}
	}
	return list
}

// draws builds the chain whose rows do not depend on the state before. Equal matrices are stored once.
func (m mapping) draws(initial float64, values, probabilities [][]float64, moves []bool) demand.Process {
	type shape struct {
		before int
		row    *float64 // nil: no move
	}
	matrices, cells := map[shape][][]float64{}, 0
	states, rows := make([][]float64, len(moves)), make([][][]float64, len(moves))
	states[0] = []float64{initial}
	for t := 1; t < len(moves); t++ {
		key, after := shape{before: len(states[t-1])}, states[t-1]
		if moves[t] {
			key.row, after = &probabilities[t][0], values[t]
		}
		if _, done := matrices[key]; !done {
			if cells += key.before * len(after); !m.storable(cells) {
				return nil
			}
			matrices[key] = demand.Identity(key.before)
			if moves[t] {
				matrices[key] = slices.Repeat([][]float64{probabilities[t]}, key.before)
			}
		}
		states[t], rows[t] = after, matrices[key]
	}
	return demand.NewChain(0, states, rows)
}
