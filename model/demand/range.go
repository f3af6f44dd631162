package demand

import (
	"math"
	"slices"
)

// Ranged is the ability to tell between which numbers the values of a period lie, whatever happens.
type Ranged interface {
	Range(t int) (low, high float64)
}

// Range is where the values of factor k lie in period t: anywhere, if the process does not say.
func (s *System) Range(t, k int) (low, high float64) {
	if r, ok := s.Factors[k].Process.(Ranged); ok {
		return r.Range(t)
	}
	return math.Inf(-1), math.Inf(1)
}

// Range is that of the states.
func (c *Chain) Range(t int) (low, high float64) {
	states := c.States(t)
	return slices.Min(states), slices.Max(states)
}

// Range is that of the paths.
func (s *Samples) Range(t int) (low, high float64) {
	if t == 0 {
		return s.start, s.start
	}
	return slices.Min(s.values[t]), slices.Max(s.values[t])
}

// Range is positive for a logarithm, in a season that does not turn the sign.
func (l *Linear) Range(int) (low, high float64) {
	turns := func(factor float64) bool { return factor < 0 }
	if l.log && !slices.ContainsFunc(l.season, turns) {
		return 0, math.Inf(1)
	}
	return math.Inf(-1), math.Inf(1)
}

// Range is that of every regime.
func (r *Regime) Range(t int) (low, high float64) { return r.laws[0].Range(t) }
