package scenario

import (
	"fmt"
	"math"

	"ips2/model/demand"
)

var correlationKeys = keys{
	{"factors", tuple{label{}, label{}}, required{}, "The names of two factors."},
	{"value", correlation, required{}, "The correlation of their normal increments in a period, from -1 to 1."},
	{"instantaneous", yesNo{}, false, "The value is the correlation of the Brownian motions behind gbm and ou: that of the increments of a period is smaller where the speeds differ, for example 0.785 instead of 0.9 between a gbm and an ou of speed 2 per year in yearly periods, 0.899 in monthly ones."},
}

// correlated is a pair of factors as the file correlates it.
type correlated struct {
	item
	a, b int // a > b
	rho  float64
}

// correlations reads the correlation of the normal increments and factors the matrix.
func (m mapping) correlations() {
	i, ok := m.get("correlations")
	if !ok {
		return
	}
	items, ok := m.list(i, "- {factors: [a, b], value: 0.3}")
	var pairs []correlated
	first := map[[2]int]item{}
	for _, one := range items {
		p, fine := m.pair(one)
		if fine {
			fine = m.firstOf(first, p)
			pairs = append(pairs, p)
		}
		ok = ok && fine
	}
	if ok && len(pairs) > 0 {
		m.problem.Factors.Mix = m.mix(pairs)
	}
}

func (r *reader) pair(i item) (correlated, bool) {
	m, ok := r.section(i, correlationKeys)
	if !ok {
		return correlated{}, false
	}
	p := correlated{item: i}
	var fine bool
	p.rho, fine = m.number("value")
	p.a, p.b, ok = m.twoFactors()
	if ok && fine && m.flag("instantaneous") {
		p.rho, fine = r.increments(p)
	}
	return p, ok && fine
}

// increments is the correlation of a period's increments of a pair whose Brownian motions have this one.
func (r *reader) increments(p correlated) (rho float64, ok bool) {
	var decays [2]float64
	for i, k := range []int{p.a, p.b} {
		law := r.problem.Factors.Factors[r.places[k]].Process
		if decays[i], ok = demand.Reversion(law); !ok && law != nil {
			r.wrong(p.item, "leave instantaneous out: value is that of the increments then", "%s is no process in continuous time with one speed, so it has no Brownian motion to be correlated", r.stochastic[k].key.Value)
		}
		if !ok {
			return 0, false
		}
	}
	return demand.Increments(p.rho, decays[0], decays[1]), true
}

func (m mapping) twoFactors() (a, b int, ok bool) {
	i, ok := m.need("factors", "write factors: [a, b]")
	if !ok {
		return 0, 0, false
	}
	items, ok := m.list(i, "[a, b]")
	if ok && len(items) != 2 {
		m.wrong(i, "write factors: [a, b]", "%d factors where two are wanted", len(items))
		return 0, 0, false
	}
	index := [2]int{}
	for k, one := range items {
		var fine bool
		index[k], fine = m.gaussian(one)
		ok = ok && fine
	}
	if ok && index[0] == index[1] {
		m.wrong(i, "name two factors", "a factor with itself")
		return 0, 0, false
	}
	return max(index[0], index[1]), min(index[0], index[1]), ok
}

// gaussian reads the name of a factor that moves by normal increments.
func (r *reader) gaussian(i item) (int, bool) {
	var names []string
	for _, f := range r.stochastic {
		names = append(names, f.key.Value)
	}
	k, ok := r.named(i, "factor", names)
	if !ok {
		return 0, false
	}
	p := r.problem.Factors.Factors[r.places[k]].Process
	switch p.(type) {
	case demand.Normal, demand.Switched, nil:
	default:
		r.wrong(i, "gbm, ou, ar1 and regime can be correlated", "%s has no normal increments to be correlated", names[k])
		return 0, false
	}
	return k, true
}

func (r *reader) firstOf(first map[[2]int]item, p correlated) bool {
	pair := [2]int{p.a, p.b}
	if q, twice := first[pair]; twice {
		r.wrong(p.item, "keep one of them", "the pair is here twice; first in line %d", q.node.Line)
		return false
	}
	first[pair] = p.item
	return true
}

// mix is the Cholesky factor of the correlation matrix, nil after an error.
func (r *reader) mix(pairs []correlated) [][]float64 {
	matrix := demand.Identity(len(r.stochastic))
	for _, p := range pairs {
		matrix[p.a][p.b], matrix[p.b][p.a] = p.rho, p.rho
	}
	factor, against := cholesky(matrix)
	if against == nil {
		return r.placed(factor)
	}
	worst, hint := r.worst(pairs, matrix, against)
	names := r.stochastic[worst.b].key.Value + " and " + r.stochastic[worst.a].key.Value
	r.wrong(worst.item, hint, "correlations contradict each other (the matrix is not positive semi-definite), most of all between %s", names)
	return nil
}

// placed spreads a matrix over all factors of the problem.
func (r *reader) placed(factor [][]float64) [][]float64 {
	mix := demand.Identity(len(r.stochastic) + r.leaders)
	for k, row := range factor {
		for l, weight := range row {
			mix[r.places[k]][r.places[l]] = weight
		}
	}
	return mix
}

// maxRepairs bounds the work of trying to repair a matrix pair by pair.
const maxRepairs = 100_000_000

// worst is the pair that, changed alone, repairs the matrix with the least change (of equals the last one). If none does, or the
// matrix is very large, it is the one that pulls most towards the vector that shows the contradiction.
func (r *reader) worst(pairs []correlated, matrix [][]float64, against []float64) (worst correlated, hint string) {
	worst, hint = pairs[0], "no single one of them repairs it: change several"
	for _, p := range pairs[1:] {
		if p.pull(against) < worst.pull(against) {
			worst = p
		}
	}
	if n := len(matrix); len(pairs)*n*n*n > maxRepairs {
		return worst, hint
	}
	least := math.Inf(1)
	for _, p := range pairs {
		low, high, ok := admissible(matrix, p.a, p.b)
		if change := max(low-p.rho, p.rho-high); ok && change <= least+tolerance {
			worst, least = p, change
			hint = fmt.Sprintf("with the others as they are, it may be from %.4f to %.4f", math.Ceil(low*1e4)/1e4, math.Floor(high*1e4)/1e4)
		}
	}
	return worst, hint
}

// pull is what a pair adds to the quadratic form that should not be negative and is.
func (p correlated) pull(v []float64) float64 { return v[p.a] * v[p.b] * p.rho }
