package sim

import (
	"math"

	"ips2/model"
	"ips2/model/formula"
	"ips2/sim/regression"
)

// extremes are the least and the most that a mode or a target can bring from a period on, wherever the factors go: by the ranges of the
// amounts, not by what paths showed. Where amounts are bounded a fit must not leave the bounds: a right that cannot cost anything shows
// small losses when it is fitted without noise, and a fit that believes them gives the right away. Where they are not, as with a demand that grows,
// what paths showed is no bound: a value to go that stopped there would leave an error of its own in the paths that go further,
// which are too rare for a standard error to see.
type extremes struct{ low, high []float64 }

func newExtremes(n int) *extremes { return &extremes{make([]float64, n), make([]float64, n)} }

// ranges are those of some amounts of period t.
func (s *script) ranges(t int, amounts []formula.Ref) []formula.Range {
	inputs := make([]formula.Range, len(s.p.Factors.Factors))
	for k := range inputs {
		inputs[k].Low, inputs[k].High = s.p.Factors.Range(t, k)
	}
	return s.l.Graph.Ranges(inputs, amounts...)
}

// turns are the extremes of what is decided before the factors of period t move, by turn; next are those of the modes that follow.
func (x *extremes) turns(s *script, t int, next *extremes) *extremes {
	list := s.chapters[t].turns
	amounts := make([]formula.Ref, len(list))
	for id := range list {
		amounts[id] = list[id].amount
	}
	for id, r := range s.ranges(t, amounts) {
		x.low[id], x.high[id] = r.Low+next.low[list[id].next], r.High+next.high[list[id].next]
	}
	return x
}

// modes are the extremes of the modes of period t; after are those of the targets of its decisions.
func (x *extremes) modes(s *script, t int, after *extremes) *extremes {
	var amounts []formula.Ref
	for _, mode := range s.l.Customer.Reach[t] {
		for k := range s.chapters[t].choices[mode].options {
			amounts = append(amounts, s.chapters[t].choices[mode].options[k].amount)
		}
	}
	at := make([]formula.Range, len(amounts)) // decided before the factors move, the amounts are in the turns
	if !s.p.DecideFirst {
		at = s.ranges(t, amounts)
	}
	for _, mode := range s.l.Customer.Reach[t] {
		c := s.chapters[t].choices[mode]
		x.low[mode], x.high[mode] = s.extremes(c, at[:len(c.options)], after)
		at = at[len(c.options):]
	}
	return x
}

// extremes are those of a choice, by its options' amounts: a customer who picks the best gets no less than by any option that is always open.
func (s *script) extremes(c *choice, at []formula.Range, after *extremes) (low, high float64) {
	least, sure := math.Inf(1), math.Inf(-1)
	high = math.Inf(-1)
	for k := range c.options {
		o := &c.options[k]
		target := o.next
		if s.p.DecideFirst {
			target = o.turn
		}
		from, to := at[k].Low+after.low[target], at[k].High+after.high[target]
		least, high = math.Min(least, from), math.Max(high, to)
		if o.guard < 0 {
			sure = math.Max(sure, from)
		}
	}
	if s.p.Behaviour.Conduct == model.Optimal && !math.IsInf(sure, -1) {
		return sure, high
	}
	return least, high
}

// bound puts these extremes in the place of those that were observed.
func (x *extremes) bound(k int, b *regression.Bounds) {
	for c := range b.Low {
		if b.Low[c] <= b.High[c] {
			b.Low[c], b.High[c] = x.low[k], x.high[k]
		}
	}
}
