package scenario

import (
	"math"

	"ips2/internal/vector"
	"ips2/model/demand"
)

// maxBinomial is how often a binomial factor may move: every period has a matrix of all its states.
const maxBinomial = 250

var binomialKeys = moving(keys{
	initialValue,
	{"up", positive, required{}, "Factor of the value when it goes up."},
	{"down", positive, required{}, "Factor of the value when it goes down."},
	{"probability", share, required{}, "Probability of going up, per move."},
})

// binomial reads a recombining tree: every move multiplies by up or by down.
func (m mapping) binomial(moves []bool) demand.Process {
	initial, ok1 := m.number("initial")
	up, ok2 := m.number("up")
	down, ok3 := m.number("down")
	p, ok4 := m.number("probability")
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return nil
	}
	n := 0
	for _, moved := range moves {
		if moved {
			n++
		}
	}
	if n > maxBinomial {
		m.missing(m.item, "use gbm, which has no tree, or list fewer moves", "the factor moves %d times, more than %d", n, maxBinomial)
		return nil
	}
	for k, factor := range []float64{up, down} {
		if end := initial * vector.PowOf(factor, float64(n)); initial != 0 && !(math.Abs(end) >= 1/beyondAll && math.Abs(end) <= beyondAll) {
			at, _ := m.get([]string{"up", "down"}[k])
			m.wrong(at, "write what a single move multiplies the value by", "after %d moves the value would come to %g times %g^%d, which cannot be computed with", n, initial, factor, n)
			return nil
		}
	}
	if !m.storable(2 * n * n) { // a row, whose entries are shared, and a value for each state
		return nil
	}
	return binomialTree(initial, up, down, p, moves)
}

// beyondAll bounds the values of a tree: what is further from 1 is not told from 0 and the infinite.
const beyondAll = 1e300

// binomialTree numbers states by the ups so far. Rows are windows of one: zeros but for the two states that can follow.
func binomialTree(initial, up, down, p float64, moves []bool) demand.Process {
	states, rows := make([][]float64, len(moves)), make([][][]float64, len(moves))
	states[0] = []float64{initial}
	all, stay := make([]float64, 2*len(moves)), demand.Identity(1)
	all[len(moves)-1], all[len(moves)] = 1-p, p
	for t, n := 1, 0; t < len(moves); t++ {
		if !moves[t] {
			states[t], rows[t] = states[t-1], stay
			continue
		}
		rows[t] = make([][]float64, n+1)
		for ups := range rows[t] {
			first := len(moves) - 1 - ups
			rows[t][ups] = all[first : first+n+2 : first+n+2]
		}
		n++
		states[t] = make([]float64, n+1)
		for ups := range states[t] {
			states[t][ups] = initial * vector.PowOf(up, float64(ups)) * vector.PowOf(down, float64(n-ups))
		}
		if t+1 < len(moves) && !moves[t+1] {
			stay = demand.Identity(n + 1)
		}
	}
	return demand.NewChain(0, states, rows)
}
