package main

import (
	"encoding/json"
	"math"
	"testing"
)

// estimate is a figure of the JSON.
type estimate struct {
	Value        float64
	Lower, Upper *float64
	StdError     *float64 `json:"std_error"`
}

type named struct {
	Name  string
	Value *estimate
}

// answer is what of a valuation's JSON must agree with itself.
type answer struct {
	PriceCeiling     *estimate `json:"price_ceiling"`
	PriceFloor       *estimate `json:"price_floor"`
	FloorLow         *estimate `json:"price_floor_low"`
	FloorHigh        *estimate `json:"price_floor_high"`
	GrossFloor       *estimate `json:"gross_floor"`
	Corridor         *estimate
	CustomerValue    *estimate `json:"customer_value"`
	RigidValue       *estimate `json:"rigid_value"`
	FlexibilityValue *estimate `json:"flexibility_value"`
	SwitchCustomer   *estimate `json:"switching_cost_customer"`
	SwitchSupplier   *estimate `json:"switching_cost_supplier"`
	Switches         []struct {
		Probability  *estimate
		CustomerCost *estimate `json:"customer_cost"`
		SupplierCost *estimate `json:"supplier_cost"`
		Items        []named   `json:"supplier_cost_items"`
	}
	Periods []struct {
		DiscountCustomer float64 `json:"discount_customer"`
		DiscountSupplier float64 `json:"discount_supplier"`
		Configurations   []named
		Customer         struct{ Revenue, Expense, Switching, Fees *estimate }
		Supplier         *struct{ Direct, Process, Change *estimate }
	}
}

// invariants holds the JSON of a run to what must be true of every one.
func invariants(t *testing.T, text []byte) {
	var whole any
	var both struct {
		answer           // of one method
		Exact, Simulated *answer
	}
	if json.Unmarshal(text, &whole) != nil || json.Unmarshal(text, &both) != nil {
		t.Fatalf("no JSON: %s", text)
	}
	bracketed(t, whole, "")
	if both.Exact == nil || both.Simulated == nil {
		both.addsUp(t, "one method")
		return
	}
	outlay := both.Exact.addsUp(t, "exact")
	same := both.Simulated.addsUp(t, "simulated")
	same.total -= outlay.total
	same.room += outlay.room
	same.zero(t, "gross floor less cost of the periods: what the supplier pays at signing")
}

// bracketed: every figure lies in its interval.
func bracketed(t *testing.T, x any, at string) {
	switch x := x.(type) {
	case []any:
		for _, y := range x {
			bracketed(t, y, at+"[]")
		}
	case map[string]any:
		value, ok := x["value"].(float64)
		if _, figure := x["confidence"]; ok && figure {
			lower, isLower := x["lower"].(float64)
			upper, isUpper := x["upper"].(float64)
			room := 1e-12 * math.Abs(value)
			if !isLower || !isUpper || !(lower <= value+room) || !(upper >= value-room) {
				t.Errorf("%s: %v", at, x)
			}
		}
		for key, y := range x {
			bracketed(t, y, at+"."+key)
		}
	}
}

// sum adds figures up; room is what the sum may be off by rounding, and by chance where the estimates have controls of their own.
type sum struct{ total, room float64 }

func (s *sum) add(f *estimate, times float64) {
	if f != nil {
		s.total += times * f.Value
		s.room += 1e-7 * math.Abs(times*f.Value)
		if f.StdError != nil {
			s.room += 8 * math.Abs(times**f.StdError)
		}
	}
}

func (s *sum) zero(t *testing.T, what string) {
	if !(math.Abs(s.total) <= s.room+1e-9) {
		t.Errorf("%s: %g apart, room %g", what, s.total, s.room)
	}
}

// balance: left is the sum of the figures on the right.
func balance(t *testing.T, what string, left *estimate, right ...*estimate) {
	if left == nil {
		return
	}
	var s sum
	s.add(left, -1)
	for _, f := range right {
		s.add(f, 1)
	}
	s.zero(t, what)
}

// addsUp returns by how much the gross floor is more than the periods cost: what is paid at signing is in no period.
func (a *answer) addsUp(t *testing.T, method string) sum {
	if a.Corridor != nil {
		balance(t, method+": ceiling = floor + corridor", a.PriceCeiling, a.PriceFloor, a.Corridor)
	}
	balance(t, method+": value = never changed + flexibility", a.CustomerValue, a.RigidValue, a.FlexibilityValue)
	if a.FloorLow != nil && a.FloorHigh != nil && a.FloorLow.Value > a.FloorHigh.Value {
		t.Errorf("%s: the floor from %g to %g", method, a.FloorLow.Value, a.FloorHigh.Value)
	}
	a.changes(t, method)
	return a.flows(t, method)
}

// changes: their costs are the figures of the costs of changes.
func (a *answer) changes(t *testing.T, method string) {
	var customer, supplier sum
	for _, s := range a.Switches {
		customer.add(s.CustomerCost, 1)
		supplier.add(s.SupplierCost, 1)
		if p := s.Probability; p == nil || p.Value < -1e-9 || p.Value > 1+1e-9 {
			t.Errorf("%s: probability %v", method, p)
		}
		if len(s.Items) > 0 {
			var items []*estimate
			for _, i := range s.Items {
				items = append(items, i.Value)
			}
			balance(t, method+": items of a change", s.SupplierCost, items...)
		}
	}
	if a.SwitchCustomer != nil {
		customer.add(a.SwitchCustomer, -1)
		customer.zero(t, method+": cost of changes, customer")
	}
	if a.SwitchSupplier != nil {
		supplier.add(a.SwitchSupplier, -1)
		supplier.zero(t, method+": cost of changes, supplier")
	}
}

// flows: fees are what floor and gross floor differ by, shares are of one.
func (a *answer) flows(t *testing.T, method string) sum {
	var cost, fees sum
	for _, p := range a.Periods {
		var shares sum
		for _, c := range p.Configurations {
			shares.add(c.Value, 1)
		}
		shares.add(&estimate{Value: 1}, -1)
		shares.zero(t, method+": shares of configurations")
		if s := p.Supplier; s != nil {
			for _, f := range []*estimate{s.Direct, s.Process, s.Change} {
				cost.add(f, p.DiscountSupplier)
			}
			fees.add(p.Customer.Fees, p.DiscountSupplier)
		}
	}
	if a.GrossFloor == nil {
		return sum{}
	}
	fees.add(a.PriceFloor, 1)
	fees.add(a.GrossFloor, -1)
	fees.zero(t, method+": gross floor = floor + fees")
	cost.add(a.GrossFloor, -1)
	return cost
}
