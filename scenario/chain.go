package scenario

import (
	"math"
	"slices"

	"ips2/model/demand"
)

// tolerance is how far the sum of probabilities may be from 1.
const tolerance = 1e-12

const chances = "rows sum to 1, entries that are left out are 0; {by: period, values: [...]} has a matrix for each period"

var markovKeys = moving(keys{
	{"states", named{finite, 1}, required{}, "The states: a name and a value for each."},
	{"initial", label{}, required{}, "The state at signing, by name."},
	{"transitions", byPeriod{matrix}, required{}, "Chances of going from a state to others when the factor moves: " + chances + "."},
})

// markov reads a chain with named states.
func (m mapping) markov(moves []bool) demand.Process {
	names, values, ok := m.states()
	if !ok {
		return nil
	}
	start, ok := 0, false
	if i, given := m.need("initial", "write initial: and one of the states"); given {
		start, ok = m.named(i, "state", names)
	}
	rows, fine := m.transitions(names, moves)
	if !ok || !fine {
		return nil
	}
	periods := make([][]float64, len(moves))
	for t := range periods {
		periods[t] = values
	}
	return demand.NewChain(start, periods, rows)
}

func (m mapping) states() (names []string, values []float64, ok bool) {
	i, ok := m.need("states", "write states: {name: number, ...}")
	if !ok {
		return nil, nil, false
	}
	const write = "name: number for each state"
	s, ok := m.open(i, write)
	if ok && (len(s.entries) == 0 || len(s.entries) > maxNamed) {
		m.missing(i, "write "+write, "%d states; 1 to %d are possible", len(s.entries), maxNamed)
		return nil, nil, false
	}
	for _, e := range s.chosen() {
		v, fine := m.reader.number(e, finite)
		names, values, ok = append(names, e.key.Value), append(values, v), ok && fine
	}
	return names, values, ok
}

// transitions reads rows for all periods, or {by: period, values: [rows, ...]}. A period without a move has the identity.
func (m mapping) transitions(states []string, moves []bool) ([][][]float64, bool) {
	i, ok := m.need("transitions", "write transitions: {state: {state: probability, ...}, ...}")
	if !ok {
		return nil, false
	}
	stay, rows := demand.Identity(len(states)), make([][][]float64, len(moves))
	byPeriod, each, ok := m.eachPeriod(i)
	if !m.storable(len(states) * len(states) * max(1, len(each))) {
		return nil, false
	}
	var same [][]float64
	if ok && !byPeriod {
		same, ok = m.rows(i, states)
	}
	for t := 1; ok && t < len(moves); t++ {
		switch {
		case byPeriod && moves[t]:
			rows[t], ok = m.rows(each[t-1], states)
		case moves[t]:
			rows[t] = same
		default:
			rows[t] = stay
		}
	}
	return rows, ok
}

// eachPeriod tells whether an item is {by: period, values: [...]}, and opens it.
func (r *reader) eachPeriod(i item) (is bool, values []item, ok bool) {
	for k := 0; k+1 < len(i.node.Content); k += 2 {
		is = is || i.node.Content[k].Value == "by" && i.node.Content[k+1].Value == "period"
	}
	if !is {
		return false, nil, true
	}
	m, _ := r.section(i, overPeriods(amount))
	if at, given := m.need("values", "write values: [one a period]"); given {
		values, ok = r.onePerPeriod(at)
	}
	return true, values, ok
}

// rows reads a transition matrix; missing entries are 0, but every state needs a row that sums to 1.
func (r *reader) rows(i item, states []string) ([][]float64, bool) {
	m, ok := r.open(i, "{state: {state: probability, ...}, ...}")
	if !ok {
		return nil, false
	}
	rows := make([][]float64, len(states))
	for _, e := range m.entries {
		k := slices.Index(states, e.key.Value)
		if k < 0 {
			r.fail(i, e.key, r.suggest(e.key.Value, states), "there is no state %q", e.key.Value)
			ok = false
			continue
		}
		var fine bool
		rows[k], fine = r.row(e, states)
		ok = ok && fine
	}
	for k, row := range rows {
		if _, given := m.index[states[k]]; row == nil && !given {
			r.missing(i, "write "+states[k]+": {"+states[k]+": 1} if the factor stays there", "there is no row for the state %q", states[k])
			ok = false
		}
	}
	return rows, ok
}

func (r *reader) row(i item, states []string) ([]float64, bool) {
	m, ok := r.open(i, "{state: probability, ...}")
	row := make([]float64, len(states))
	for _, e := range m.entries {
		k := slices.Index(states, e.key.Value)
		if k < 0 {
			r.fail(i, e.key, r.suggest(e.key.Value, states), "there is no state %q", e.key.Value)
			ok = false
			continue
		}
		var fine bool
		row[k], fine = r.number(e, share)
		ok = ok && fine
	}
	return row, ok && r.sumsToOne(i, row)
}

// maxCells bounds the transition matrices of all factors and periods together (160 MB).
const maxCells = 20_000_000

// storable counts the entries of a matrix before it is made.
func (m mapping) storable(cells int) bool {
	if m.spent.cells += cells; m.spent.cells > maxCells {
		m.missing(m.item, "take fewer states or periods", "the transition matrices of the factors so far have %d entries, more than %d", m.spent.cells, maxCells)
		return false
	}
	return true
}

// sumsToOne checks a distribution.
func (r *reader) sumsToOne(i item, row []float64) bool {
	sum := 0.0
	for _, p := range row {
		sum += p
	}
	if math.Abs(sum-1) <= tolerance {
		return true
	}
	if sum < 1 {
		r.missing(i, "probabilities sum to 1; entries that are left out are 0", "the probabilities sum to %.12g, %.4g is missing", sum, 1-sum)
	} else {
		r.missing(i, "probabilities sum to 1", "the probabilities sum to %.12g, %.4g too much", sum, sum-1)
	}
	return false
}
