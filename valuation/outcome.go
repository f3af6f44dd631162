package valuation

import "slices"

// supplierValue is the name of the criterion on the supplier's side.
const supplierValue = "supplier_value"

// Outcome is what the criteria say together of the offer at the price asked.
type Outcome string

// Outcomes. Undecided: chance, or the error of the grid, leaves open whether a criterion holds. BreakEven is that of the supplier.
// OneSided: what is stated of the two sides holds, but one of them is missing.
const (
	Feasible   Outcome = "feasible"
	Infeasible Outcome = "not feasible"
	NoGain     Outcome = "break-even"
	Undecided  Outcome = "not decided"
	OneSided   Outcome = ""
)

// Outcome is that of the criteria reached: one that surely fails decides, before one that is open.
func (v *Valuation) Outcome() Outcome {
	is := func(f func(c Criterion) bool) bool { return slices.ContainsFunc(v.Criteria, f) }
	switch {
	case is(func(c Criterion) bool { return c.Verdict == Fails && !c.Open }):
		return Infeasible
	case is(func(c Criterion) bool { return c.Open }):
		return Undecided
	case v.Corridor == nil:
		return OneSided
	case is(func(c Criterion) bool { return !c.Holds }):
		return NoGain
	}
	return Feasible
}

// OpenCriterion is the first one that is open, or nil.
func (v *Valuation) OpenCriterion() *Criterion {
	k := slices.IndexFunc(v.Criteria, func(c Criterion) bool { return c.Open })
	if k < 0 {
		return nil
	}
	return &v.Criteria[k]
}
