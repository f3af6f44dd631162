package valuation

import (
	"fmt"
	"math"
)

// Named is a figure with its place in the result. Chance is the probability behind it, 0 if it does not hang on a rare event:
// with few occurrences a normal interval says nothing.
type Named struct {
	Name   string
	Figure Figure
	Chance float64
}

// Figures lists every figure of a valuation that both methods report, the main ones first.
func (v *Valuation) Figures() []Named {
	out := v.MainFigures()
	for _, s := range v.Starts() {
		out = append(out, Named{"initial[" + s.Configuration + "].value", s.Value, 0}, Named{"initial[" + s.Configuration + "].rigid", s.Rigid, 0})
	}
	for _, s := range v.Switches {
		out = append(out, s.named()...)
	}
	for _, p := range v.Periods {
		out = append(out, p.named()...)
	}
	for _, p := range v.Pools {
		at := fmt.Sprintf("pools[%s][%d].", p.Pool, p.Period)
		out = append(out, Named{at + "used_minutes", p.UsedMinutes, 0}, Named{at + "used_money", p.UsedMoney, 0})
	}
	return out
}

// MainFigures lists those that belong to no start, change, period or pool.
func (v *Valuation) MainFigures() []Named {
	var out []Named
	if !v.NoCustomer {
		out = []Named{
			{"price_ceiling", v.PriceCeiling, 0}, {"customer_value", v.CustomerValue, 0}, {"rigid_value", v.RigidValue, 0},
			{"flexibility_value", v.FlexibilityValue, 0}, {"switching_cost_customer", v.SwitchingCostCustomer, 0},
		}
		out = appendGiven(out, "upper_bound", v.UpperBound)
	}
	out = appendGiven(out, "price_floor", v.PriceFloor)
	out = appendGiven(out, "price_floor_low", v.FloorLow)
	out = appendGiven(out, "price_floor_high", v.FloorHigh)
	out = appendGiven(out, "gross_floor", v.GrossFloor)
	out = appendGiven(out, "corridor", v.Corridor)
	return appendGiven(out, "switching_cost_supplier", v.SwitchingCostSupplier)
}

// Starts are the configurations allowed at signing with what they are worth to the customer; none where none is stated.
func (v *Valuation) Starts() []Initial {
	if v.NoCustomer {
		return nil
	}
	return v.Initial
}

func appendGiven(out []Named, name string, f *Figure) []Named {
	if f == nil {
		return out
	}
	return append(out, Named{name, *f, 0})
}

func (s Switch) named() []Named {
	at, chance := fmt.Sprintf("switches[%s][%d].", s.Arc, s.Period), s.Probability.Value
	out := []Named{
		{at + "probability", s.Probability, chance}, {at + "customer_cost", s.CustomerCost, chance}, {at + "supplier_cost", s.SupplierCost, chance},
	}
	for _, item := range s.Items {
		out = append(out, Named{at + item.Name, item.Value, chance})
	}
	return out
}

func (p Period) named() []Named {
	at := fmt.Sprintf("periods[%d].", p.Period)
	out := []Named{
		{at + "revenue", p.Revenue, 0}, {at + "expense", p.Expense, 0}, {at + "switching", p.Switching, 0}, {at + "fees", p.Fees, 0},
	}
	for _, f := range p.Factors {
		out = append(out, Named{at + "factor " + f.Name, f.Value, 0})
	}
	for _, c := range p.Configurations {
		out = append(out, Named{at + "share " + c.Name, c.Value, c.Value.Value})
	}
	out = appendGiven(out, at+"direct", p.Direct)
	out = appendGiven(out, at+"process", p.Process)
	return appendGiven(out, at+"change", p.Change)
}

// fewest is the number of occurrences on which a comparison of a rare figure may rest.
const fewest = 30

// Compare matches the figures of two valuations by name. A figure that one method lacks is 0 there if it hangs on an event that
// did not occur; figures that rest on too few occurrences are left out.
func Compare(exact, simulated *Valuation) []Comparison {
	other := map[string]Named{}
	for _, n := range simulated.Figures() {
		other[n.Name] = n
	}
	var out []Comparison
	for _, e := range exact.Figures() {
		s, ok := other[e.Name]
		if !ok || rare(e.Chance, s.Figure.N) {
			continue
		}
		out = append(out, Comparison{e.Name, e.Figure, s.Figure, s.Figure.Value - e.Figure.Value, z(e.Figure, s.Figure)})
	}
	return out
}

func rare(chance float64, n int64) bool {
	return chance > 0 && chance < 1 && math.Min(chance, 1-chance)*float64(n) < fewest
}
