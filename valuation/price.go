package valuation

import (
	"math"
	"slices"

	"ips2/internal/vector"
	"ips2/model"
)

// price puts the ceiling, the price asked and the three criteria on top of a valuation.
//
// Ceiling: eq. (5) with the sign that eq. (4) requires, and with buying nothing as a further alternative:
//
//	ceiling = PV - max(0, max_k (PV^k - P^k))
//
// A purchase price that is "the ceiling" stands for every price just below it: margins are limits from below.
func (v *Valuation) price(p *model.Problem) {
	rival, binding := v.strongest()
	v.Binding = binding
	v.PriceCeiling = v.CustomerValue.minus(rival)
	v.bracket(rival)
	if v.NoCustomer {
		v.Corridor, v.Bracket = nil, nil
		v.Snapshots = slices.DeleteFunc(v.Snapshots, func(s Snapshot) bool { return s.Figure != "price_floor" })
	}
	if v.Corridor != nil {
		*v.Corridor = v.Corridor.minus(rival)
	}
	for k, s := range v.Snapshots {
		if s.Figure == "corridor" {
			v.Snapshots[k].Value = s.Value.minus(rival)
		}
	}
	v.Price = v.asked(p)
	v.criteria(p)
}

// bracket widens the ceiling's interval up to what no policy exceeds: the customer may decide better than the policy fitted.
func (v *Valuation) bracket(rival Figure) {
	if v.UpperBound == nil {
		return
	}
	*v.UpperBound = v.UpperBound.minus(rival)
	v.PriceCeiling.Upper = math.Max(v.PriceCeiling.Value, v.UpperBound.Upper)
}

// strongest is what the best alternative leaves the customer: the largest PV^k - P^k, or 0 for buying nothing, with its name.
func (v *Valuation) strongest() (net Figure, name string) {
	nothing := Rival{Name: "buying nothing", Net: constant(0, v.CustomerValue)}
	best := largest(append([]Rival{nothing}, v.Rivals...))
	return best.Net, best.Name
}

// largest is the rival that leaves the customer most. Another may leave more than estimated: the interval is that of the largest of
// all, so that one which is just beaten still counts. The largest of several estimates is mostly one that chance favoured: below it leaves
// room for as many as could be the largest (Z. Šidák, "Rectangular confidence regions for the means of multivariate normal distributions",
// Journal of the American Statistical Association 62 (1967)).
func largest(rivals []Rival) Rival {
	best := rivals[0]
	for _, r := range rivals[1:] {
		if r.Net.Value > best.Net.Value {
			best = r
		}
	}
	several := contenders(rivals, best.Net.Lower)
	best.Net.Lower = math.Inf(-1)
	for _, r := range rivals {
		best.Net.Lower = math.Max(best.Net.Lower, r.Net.Lower-(r.Net.among(several)-r.Net.noise()))
		if r.Net.Upper > best.Net.Upper {
			best.Net.Upper, best.Net.Method, best.Net.N = r.Net.Upper, r.Net.Method, r.Net.N
		}
	}
	return best
}

// contenders is how many estimates come up to a level within their noise: one at least.
func contenders(rivals []Rival, level float64) int {
	n := 0
	for _, r := range rivals {
		if f := r.Net; f.StdError > 0 && f.Value+f.noise() >= level {
			n++
		}
	}
	return max(n, 1)
}

func (v *Valuation) asked(p *model.Problem) Figure {
	if p.Price.AtCeiling {
		return v.PriceCeiling.shift(-p.Surplus)
	}
	return constant(p.Price.Amount, v.PriceCeiling)
}

// criteria decides the three criteria in the order of the paper. One that cannot matter any more is not reached: a customer that gains nothing
// compares no offers, and one that does not take this offer costs the supplier nothing.
func (v *Valuation) criteria(p *model.Problem) {
	g := v.GridError
	own, costs := g.CustomerValue, g.Floor
	switch {
	case v.NoCustomer && v.PriceFloor != nil && !p.Price.AtCeiling:
		v.add(supplierValue, v.supplierMargin(p), costs)
		return
	case v.NoCustomer:
		return
	case p.Price.AtCeiling: // it moves with the value, whose error cancels on the customer's side
		own, costs = 0, g.Margin
	}
	v.add("customer_value", v.customerMargin(p), own)
	if len(v.Rivals) > 0 {
		v.add("beats_competition", v.competitiveMargin(p), own)
	}
	if v.Corridor != nil {
		v.add(supplierValue, v.supplierMargin(p), costs)
	}
}

// customerMargin is the customer's net present value at the price asked, eq. (1). At the ceiling it is what the best alternative leaves.
func (v *Valuation) customerMargin(p *model.Problem) Figure {
	if !p.Price.AtCeiling {
		return v.worth().shift(-p.Price.Amount)
	}
	rival, _ := v.strongest()
	return rival.shift(p.Surplus)
}

// competitiveMargin is by how much the offer leaves the customer more than the best competitor. At the ceiling that one, if it is
// the best alternative, is beaten by the surplus exactly.
func (v *Valuation) competitiveMargin(p *model.Problem) Figure {
	best := largest(v.Rivals).Net
	switch {
	case !p.Price.AtCeiling:
		return v.worth().shift(-p.Price.Amount).minus(best)
	case best.Value > 0:
		return constant(p.Surplus, v.CustomerValue)
	}
	return constant(p.Surplus, v.CustomerValue).minus(best)
}

func (v *Valuation) supplierMargin(p *model.Problem) Figure {
	if p.Price.AtCeiling {
		return v.Corridor.shift(-p.Surplus)
	}
	return v.PriceFloor.less(p.Price.Amount)
}

// add appends a criterion, with the error that the grid may make in its margin. A margin of nothing on the customer's side means that the
// price is a limit, the ceiling or the value itself: the criterion holds at every price below.
func (v *Valuation) add(name string, margin Figure, gridError float64) {
	limit, least := name != supplierValue, v.leastShown()
	c := Criterion{Name: name, Verdict: verdict(margin.Value, least), Margin: margin}
	if c.Verdict == BreakEven && limit {
		gridError = 0 // the price is the limit as it was computed, whoever wrote it down
	}
	holds := func(d Verdict) bool { return d == Holds || d == BreakEven && limit }
	low, high := verdict(margin.Lower-gridError, least), verdict(margin.Upper+gridError, least)
	c.Holds, c.Open = holds(c.Verdict), holds(low) != holds(high)
	if slices.ContainsFunc(v.Criteria, func(c Criterion) bool { return !c.Holds }) {
		c.Verdict, c.Holds, c.Open = NotReached, false, false
	}
	v.Criteria = append(v.Criteria, c)
}

// leastShown is the least margin that counts: half of the last digit that amounts are shown with, so that a price that was copied from an answer
// is the one that was meant.
func (v *Valuation) leastShown() float64 {
	amounts := []float64{v.CustomerValue.Value}
	if v.PriceFloor != nil {
		amounts = append(amounts, v.PriceFloor.Value)
	}
	return math.Pow10(-Decimals(amounts...)) / 2
}

// Decimals is how many are shown of all exact amounts of a result, by its main ones: seven significant digits of the largest, but cents from a
// thousand up, and none from ten millions.
func Decimals(amounts ...float64) int {
	largest := 0.0
	for _, a := range amounts {
		largest = math.Max(largest, math.Abs(a))
	}
	switch {
	case largest >= 1e7:
		return 0
	case largest >= 1e3 || largest == 0:
		return 2
	}
	return min(5-int(math.Floor(vector.Log10Of(largest))), 9)
}

func verdict(margin, least float64) Verdict {
	switch {
	case math.Abs(margin) <= least:
		return BreakEven
	case margin > 0:
		return Holds
	}
	return Fails
}

// constant is a figure without error, stated at the confidence of another.
func constant(value float64, like Figure) Figure {
	return Figure{Value: value, Lower: value, Upper: value, Confidence: like.Confidence, Method: "exact"}
}
