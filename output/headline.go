package output

import (
	"math"
	"slices"

	"ips2/valuation"
)

// Headline lists the main figures of a valuation by the names that JSON, tables and assertions share, and those of the three
// criteria's margins.
func Headline(v *valuation.Valuation) []valuation.Named {
	out := v.MainFigures()
	if !v.NoCustomer || len(v.Criteria) > 0 {
		out = append(out, valuation.Named{Name: "price", Figure: v.Price})
	}
	for _, c := range v.Criteria {
		if c.Verdict != valuation.NotReached {
			out = append(out, valuation.Named{Name: MarginPrefix + c.Name, Figure: c.Margin})
		}
	}
	return out
}

// MarginPrefix stands before the name of a criterion where its margin is one figure among others.
const MarginPrefix = "margin_"

// HeadlineNames lists every name that Headline can give, whether or not it applies to a certain scenario.
func HeadlineNames() []string {
	return []string{
		"price_ceiling", "upper_bound", "price_floor", "price_floor_low", "price_floor_high", "gross_floor", "corridor", "customer_value", "rigid_value", "flexibility_value",
		"switching_cost_customer", "switching_cost_supplier", "price",
		MarginPrefix + "customer_value", MarginPrefix + "beats_competition", MarginPrefix + "supplier_value",
	}
}

// valuations lists what a result holds, the exact one first.
func valuations(r *valuation.Result) []*valuation.Valuation {
	var out []*valuation.Valuation
	for _, v := range []*valuation.Valuation{r.Exact, r.Simulated} {
		if v != nil {
			out = append(out, v)
		}
	}
	return out
}

// Warnings lists what a result warns of, its own first, then that of its methods; each once.
func Warnings(r *valuation.Result) []string {
	all := slices.Clone(r.Warnings)
	for _, v := range valuations(r) {
		for _, w := range v.Warnings {
			if !slices.Contains(all, w) {
				all = append(all, w)
			}
		}
	}
	return all
}

// finite points at a number that can be written down, and is nil for any other.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
