package main

import (
	"encoding/json"
	"fmt"
	"math"
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

// audit is what is wrong with an answer.
type audit []string

func (a *audit) add(format string, args ...any) { *a = append(*a, fmt.Sprintf(format, args...)) }

// audited holds the JSON of a run to what must be true of every one.
func audited(text []byte) (wrong audit) {
	var whole any
	var both struct {
		answer           // of one method
		Exact, Simulated *answer
	}
	if json.Unmarshal(text, &whole) != nil || json.Unmarshal(text, &both) != nil {
		return audit{fmt.Sprintf("no JSON: %s", text)}
	}
	wrong.bracketed(whole, "")
	if both.Exact == nil || both.Simulated == nil {
		wrong.addsUp("one method", &both.answer)
		return wrong
	}
	outlay, same := wrong.addsUp("exact", both.Exact), wrong.addsUp("simulated", both.Simulated)
	same.total -= outlay.total
	same.room += outlay.room
	wrong.zero(same, "both", "gross floor less cost of the periods: what the supplier pays at signing")
	return wrong
}

// bracketed: every figure lies in its interval; of a single path there is none.
func (a *audit) bracketed(x any, at string) {
	switch x := x.(type) {
	case []any:
		for _, y := range x {
			a.bracketed(y, at+"[]")
		}
	case map[string]any:
		value, ok := x["value"].(float64)
		if _, figure := x["confidence"]; ok && figure && x["n"] != 1.0 {
			lower, isLower := x["lower"].(float64)
			upper, isUpper := x["upper"].(float64)
			room := 1e-12 * math.Abs(value)
			if !isLower || !isUpper || !(lower <= value+room) || !(upper >= value-room) {
				a.add("%s: %v", at, x)
			}
		}
		for key, y := range x {
			a.bracketed(y, at+"."+key)
		}
	}
}

// sum adds figures up; room is what the sum may be off by rounding, and by chance where the estimates have controls of their own.
type sum struct{ total, room float64 }

func (s *sum) add(f *estimate, times float64) {
	if f == nil {
		return
	}
	s.total += times * f.Value
	s.room += 1e-7 * math.Abs(times*f.Value)
	if f.StdError != nil {
		s.room += 8 * math.Abs(times**f.StdError)
	}
}

func (a *audit) zero(s sum, method, what string) {
	if !(math.Abs(s.total) <= s.room+1e-9) {
		a.add("%s: %s: %g apart, room %g", method, what, s.total, s.room)
	}
}

// balance: left is the sum of the figures on the right.
func (a *audit) balance(method, what string, left *estimate, right ...*estimate) {
	if left == nil {
		return
	}
	var s sum
	s.add(left, -1)
	for _, f := range right {
		s.add(f, 1)
	}
	a.zero(s, method, what)
}

// addsUp returns by how much the gross floor is more than the periods cost: what is paid at signing is in no period.
func (a *audit) addsUp(method string, v *answer) sum {
	if v.Corridor != nil {
		a.balance(method, "ceiling = floor + corridor", v.PriceCeiling, v.PriceFloor, v.Corridor)
	}
	a.balance(method, "value = never changed + flexibility", v.CustomerValue, v.RigidValue, v.FlexibilityValue)
	if v.FloorLow != nil && v.FloorHigh != nil && v.FloorLow.Value > v.FloorHigh.Value {
		a.add("%s: the floor from %g to %g", method, v.FloorLow.Value, v.FloorHigh.Value)
	}
	a.changes(method, v)
	return a.flows(method, v)
}

// changes: their costs are the figures of the costs of changes.
func (a *audit) changes(method string, v *answer) {
	var customer, supplier []*estimate
	for _, s := range v.Switches {
		customer, supplier = append(customer, s.CustomerCost), append(supplier, s.SupplierCost)
		if p := s.Probability; p == nil || p.Value < -1e-9 || p.Value > 1+1e-9 {
			a.add("%s: probability %v", method, p)
		}
		if len(s.Items) > 0 {
			a.balance(method, "cost of a change = its items", s.SupplierCost, values(s.Items)...)
		}
	}
	a.balance(method, "cost of changes, customer", v.SwitchCustomer, customer...)
	a.balance(method, "cost of changes, supplier", v.SwitchSupplier, supplier...)
}

func values(items []named) (list []*estimate) {
	for _, i := range items {
		list = append(list, i.Value)
	}
	return list
}

// flows: fees are what floor and gross floor differ by, shares are of one.
func (a *audit) flows(method string, v *answer) (cost sum) {
	var fees sum
	for _, p := range v.Periods {
		a.balance(method, "shares of configurations", &estimate{Value: 1}, values(p.Configurations)...)
		if s := p.Supplier; s != nil {
			for _, f := range []*estimate{s.Direct, s.Process, s.Change} {
				cost.add(f, p.DiscountSupplier)
			}
			fees.add(p.Customer.Fees, p.DiscountSupplier)
		}
	}
	if v.GrossFloor == nil {
		return sum{}
	}
	fees.add(v.PriceFloor, 1)
	fees.add(v.GrossFloor, -1)
	a.zero(fees, method, "gross floor = floor + fees")
	cost.add(v.GrossFloor, -1)
	return cost
}
