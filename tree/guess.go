package tree

import (
	"math"
	"slices"
)

// guess is a value that a leader may have, and how many standard deviations it is from its middle.
type guess struct{ x, deviation float64 }

// leader is what a free factor's grid takes into account of a factor that its formula reads.
type leader struct {
	guesses       []guess
	middle, moved float64 // its middle value, and that one period's move from there
}

// mostGuesses of a factor with finitely many values.
const mostGuesses = 9

// guess makes values of a factor in a period, so many standard deviations from its middle.
func (l *lattice) guess(v *level, t, factor int, far []float64) leader {
	if k := slices.Index(l.finite, factor); k >= 0 {
		return ofStates(l.values(t, factor, v.reach[k]))
	}
	if k := slices.Index(l.normals.factors, factor); k >= 0 {
		n := len(far)
		values := l.values(t, factor, v.normal.states(k, far))
		return leader{together(values[:n], far), values[n], values[n+1]}
	}
	b, values := v.bands[l.freeIndex(factor)], []float64(nil)
	for _, d := range far {
		low, high := b.span.between(math.Abs(d))
		if d > 0 {
			low = high
		}
		values = append(values, low)
	}
	middle, _ := b.span.between(0)
	return leader{together(values, far), middle, middle + b.scale}
}

// ofStates picks some of finitely many values, among them the least and the largest.
func ofStates(values []float64) leader {
	slices.Sort(values)
	var some []guess
	for _, i := range between(0, len(values)-1, mostGuesses) {
		some = append(some, guess{x: values[i]})
	}
	middle := values[len(values)/2]
	return leader{some, middle, middle}
}

func together(values, deviations []float64) []guess {
	list := make([]guess, len(values))
	for i, x := range values {
		list[i] = guess{x, deviations[i]}
	}
	return list
}

// states are those of factor k so many standard deviations from the middle, then the middle and one period's innovation from there. Where
// jumps or regimes make it anything but normal, the ends of its grid are taken for those of a normal law.
func (g *gaussian) states(k int, far []float64) []float64 {
	variance, ends, own := 0.0, 0.0, 0.0
	for i := range k + 1 {
		for j := range k + 1 {
			variance += float64(g.a[k][i] * g.cov[i][j] * g.a[k][j])
		}
		ends += float64(math.Abs(g.a[k][i]) * float64(g.half[i]) * g.spacing[i])
	}
	for _, s := range g.motion[k].steps {
		square := 0.0
		for _, c := range s.coef {
			square += float64(c * c)
		}
		own = max(own, math.Sqrt(square))
	}
	sd := math.Sqrt(variance)
	if len(g.history[k].jumps) > 0 || g.motion[k].leaders != nil {
		sd = ends / reach
	}
	var states []float64
	for _, d := range far {
		states = append(states, g.mean[k]+float64(d*sd))
	}
	return append(states, g.mean[k], g.mean[k]+own)
}

// values are what formulas see of some states.
func (l *lattice) values(t, factor int, states []float64) []float64 {
	values := make([]float64, len(states))
	l.system.Factors[factor].Value(t, states, values)
	return values
}
