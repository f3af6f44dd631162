package valuation

import (
	"math"
	"testing"

	"ips2/model"
)

// offer is a valuation worth 500 to the customer that costs the supplier 300.
func offer() *Valuation {
	f := func(v float64) Figure { return Figure{Value: v, Lower: v, Upper: v, Confidence: 0.95, Method: "exact"} }
	floor, corridor := f(300), f(200)
	return &Valuation{CustomerValue: f(500), PriceFloor: &floor, Corridor: &corridor}
}

func verdicts(p *model.Problem) (*Valuation, []Verdict) {
	v := offer()
	for _, c := range p.Competitors {
		v.Rivals = append(v.Rivals, v.rival(c, nil))
	}
	v.price(p)
	var out []Verdict
	for _, c := range v.Criteria {
		out = append(out, c.Verdict)
	}
	return v, out
}

func TestCeilingIsBoundByTheStrongestAlternative(t *testing.T) {
	for _, c := range []struct {
		name        string
		competitors []model.Competitor
		ceiling     float64
		binding     string
	}{
		{"none", nil, 500, "buying nothing"},
		{"A1: P + PV^S - PV^C, not the printed plus", []model.Competitor{{Name: "rival", Price: 350, Value: 400}}, 450, "rival"},
		{"A2: a rival worse than nothing does not bind", []model.Competitor{{Name: "rival", Price: 450, Value: 400}}, 500, "buying nothing"},
		{"not the cheapest but the best", []model.Competitor{{Name: "cheap", Price: 10, Value: 20}, {Name: "good", Price: 300, Value: 420}}, 380, "good"},
	} {
		v, _ := verdicts(&model.Problem{Competitors: c.competitors, Price: model.Price{AtCeiling: true}})
		if v.PriceCeiling.Value != c.ceiling || v.Binding != c.binding || v.Corridor.Value != c.ceiling-300 {
			t.Errorf("%s: ceiling %v by %s, corridor %v", c.name, v.PriceCeiling.Value, v.Binding, v.Corridor.Value)
		}
	}
}

func TestCriteriaFlipAtTheirPrices(t *testing.T) {
	rival := []model.Competitor{{Name: "rival", Price: 350, Value: 400}} // leaves 50: the customer's side flips at 450 and 500, the supplier's at 300
	for _, c := range []struct {
		price float64
		want  [3]Verdict
	}{
		{299, [3]Verdict{Holds, Holds, Fails}},
		{300, [3]Verdict{Holds, Holds, BreakEven}},
		{301, [3]Verdict{Holds, Holds, Holds}},
		{449, [3]Verdict{Holds, Holds, Holds}},
		{450, [3]Verdict{Holds, BreakEven, Holds}},
		{451, [3]Verdict{Holds, Fails, NotReached}},
		{500, [3]Verdict{BreakEven, Fails, NotReached}},
		{501, [3]Verdict{Fails, NotReached, NotReached}},
	} {
		v, got := verdicts(&model.Problem{Competitors: rival, Price: model.Price{Amount: c.price}})
		if [3]Verdict(got) != c.want {
			t.Errorf("price %v: %v, want %v", c.price, got, c.want)
		}
		if margin := v.Criteria[2].Margin.Value; margin != c.price-300 {
			t.Errorf("price %v: the supplier's margin is %v", c.price, margin)
		}
	}
}

// At the ceiling the customer is indifferent; the ceiling is a supremum, so every price below holds.
func TestTheCeilingItselfHoldsAsALimit(t *testing.T) {
	v, got := verdicts(&model.Problem{Competitors: []model.Competitor{{Name: "rival", Price: 350, Value: 400}}, Price: model.Price{AtCeiling: true}})
	if got[1] != BreakEven || !v.Criteria[1].Holds || got[2] != Holds {
		t.Errorf("%v", v.Criteria)
	}
	v, got = verdicts(&model.Problem{Price: model.Price{AtCeiling: true}, Surplus: 20})
	if v.Price.Value != 480 || got[0] != Holds || v.Criteria[0].Margin.Value != 20 || v.Criteria[1].Margin.Value != 180 {
		t.Errorf("with a surplus of 20: %v", v.Criteria)
	}
}

// Of three estimates that could be the largest, all are above their lower ends as surely as one is; one far below them does not count.
func TestLowerEndOfTheLargest(t *testing.T) {
	rival := func(name string, value float64) Rival {
		return Rival{Name: name, Net: figure(model.Estimate{Mean: value, StdError: 2, N: 100}, .95, "simulated")}
	}
	far := rival("far", 40)
	for several, rivals := range map[int][]Rival{1: {rival("a", 50), far}, 3: {rival("a", 50), far, rival("b", 49), rival("c", 48)}} {
		best := largest(rivals)
		z := (best.Net.Value - best.Net.Lower) / 2
		if all := math.Pow(math.Erfc(-z/math.Sqrt2)/2, float64(several)); best.Name != "a" || math.Abs(all-.975) > 1e-12 {
			t.Errorf("of %d the largest is %s, from %.3f on with probability %.4f", several, best.Name, best.Net.Lower, all)
		}
		if best.Net.Upper != rivals[0].Net.Upper {
			t.Errorf("it ends at %.4f, want %.4f", best.Net.Upper, rivals[0].Net.Upper)
		}
	}
}
