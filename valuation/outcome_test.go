package valuation

import (
	"math"
	"reflect"
	"testing"

	"ips2/model"
)

var leaving50 = []model.Competitor{{Name: "rival", Price: 350, Value: 400}}

// The outcome is what a look at ceiling, floor and price says, whatever the competitors and however the price is stated.
func TestOutcomeAgreesWithThePrice(t *testing.T) {
	for _, rivals := range [][]model.Competitor{nil, leaving50, {{Name: "worse than nothing", Price: 450, Value: 400}}, {{Name: "dear", Price: 0, Value: 250}}} {
		for price := 0.; price <= 600; price += 25 {
			v, _ := verdicts(&model.Problem{Competitors: rivals, Price: model.Price{Amount: price}})
			want := Feasible
			switch ceiling, floor := v.PriceCeiling.Value, v.PriceFloor.Value; {
			case price > ceiling || price < floor:
				want = Infeasible
			case price == floor:
				want = NoGain
			}
			if got := v.Outcome(); got != want {
				t.Errorf("%v at %v: %q, want %q: %v", rivals, price, got, want, v.Criteria)
			}
		}
	}
}

// The ceiling reads the same as the number that it is, and so does the ceiling less a surplus.
func TestThePriceReadsTheSameAsItsNumber(t *testing.T) {
	for _, rivals := range [][]model.Competitor{nil, leaving50, {{Name: "dear", Price: 0, Value: 250}}} {
		for _, surplus := range []float64{0, 20, 150, 300} {
			asked, _ := verdicts(&model.Problem{Competitors: rivals, Price: model.Price{AtCeiling: true}, Surplus: surplus})
			written, _ := verdicts(&model.Problem{Competitors: rivals, Price: model.Price{Amount: asked.Price.Value}})
			if !reflect.DeepEqual(asked.Criteria, written.Criteria) || asked.Outcome() != written.Outcome() {
				t.Errorf("%v less %v: %q %v, as a number %q %v", rivals, surplus, asked.Outcome(), asked.Criteria, written.Outcome(), written.Criteria)
			}
		}
	}
}

// A price that was copied from an answer is the one that was meant, for all its rounding.
func TestACopiedPriceIsTheOneShown(t *testing.T) {
	for _, scale := range []float64{1e-3, 1, 500, 1e5, 3e8} {
		v := offer()
		value, floor := scale*math.Pi, scale*math.E
		v.CustomerValue, *v.PriceFloor, *v.Corridor = constant(value, v.CustomerValue), constant(floor, v.CustomerValue), constant(value-floor, v.CustomerValue)
		unit := math.Pow10(Decimals(value, floor))
		for shown, want := range map[float64][2]Verdict{math.Round(value*unit) / unit: {BreakEven, Holds}, math.Round(floor*unit) / unit: {Holds, BreakEven}} {
			v.Criteria = nil
			v.price(&model.Problem{Price: model.Price{Amount: shown}})
			if got := [2]Verdict{v.Criteria[0].Verdict, v.Criteria[1].Verdict}; got != want {
				t.Errorf("%v of %v and %v: %v, want %v", shown, value, floor, got, want)
			}
		}
	}
}

// A criterion whose interval, or the grid's error, reaches to both sides leaves the outcome open, unless another one surely fails.
func TestOpenCriteriaLeaveTheOutcomeOpen(t *testing.T) {
	noisy := func(value, half float64) Figure {
		return Figure{Value: value, Lower: value - half, Upper: value + half, Confidence: .95, StdError: half / 2, N: 100, Method: "simulated"}
	}
	for _, c := range []struct {
		price            float64
		value, floor     Figure
		gridError        float64
		want             Outcome
		customer, vendor bool // open
	}{
		{400, noisy(500, 20), noisy(300, 20), 0, Feasible, false, false},
		{490, noisy(500, 20), noisy(300, 20), 0, Undecided, true, false},
		{510, noisy(500, 20), noisy(300, 20), 0, Undecided, true, false},
		{530, noisy(500, 20), noisy(300, 20), 0, Infeasible, false, false},
		{310, noisy(500, 20), noisy(300, 20), 0, Undecided, false, true},
		{250, noisy(500, 20), noisy(300, 20), 0, Infeasible, false, false},
		{490, noisy(500, 20), noisy(600, 20), 0, Infeasible, true, false},
		{499, noisy(500, 0), noisy(300, 0), 2, Undecided, true, false},
		{301, noisy(500, 0), noisy(300, 0), 2, Undecided, false, true},
		{500, noisy(500, 0), noisy(300, 0), 2, Feasible, false, false},
		{300, noisy(500, 0), noisy(300, 0), 2, Undecided, false, true},
	} {
		floor, corridor := c.floor, c.value.minus(c.floor)
		v := &Valuation{CustomerValue: c.value, PriceFloor: &floor, Corridor: &corridor, GridError: model.GridError{CustomerValue: c.gridError, Floor: c.gridError}}
		v.price(&model.Problem{Price: model.Price{Amount: c.price}})
		if got := v.Outcome(); got != c.want || v.Criteria[0].Open != c.customer || v.Criteria[1].Open != c.vendor {
			t.Errorf("price %v, %v against %v: %q, want %q: %v", c.price, c.value, c.floor, got, c.want, v.Criteria)
		}
	}
}

// Without a customer there is a floor, and a price can be held against it; without a supplier, against the ceiling.
func TestOneSidedOutcomes(t *testing.T) {
	for _, c := range []struct {
		price model.Price
		want  Outcome
	}{{model.Price{AtCeiling: true}, OneSided}, {model.Price{Amount: 299}, Infeasible}, {model.Price{Amount: 301}, OneSided}} {
		v := offer()
		v.NoCustomer = true
		v.price(&model.Problem{Price: c.price})
		if got := v.Outcome(); got != c.want || v.Corridor != nil {
			t.Errorf("no customer, %v: %q, want %q", c.price, got, c.want)
		}
		for _, n := range v.Figures() {
			if n.Name == "price_ceiling" || n.Name == "customer_value" || n.Name == "corridor" {
				t.Errorf("%s of no customer", n.Name)
			}
		}
	}
	v := offer()
	v.PriceFloor, v.Corridor = nil, nil
	v.price(&model.Problem{Price: model.Price{Amount: 501}})
	if v.Outcome() != Infeasible || math.Abs(v.Criteria[0].Margin.Value+1) > 1e-12 {
		t.Errorf("no supplier, above the value: %q", v.Outcome())
	}
}
