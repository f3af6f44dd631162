package output

import "ips2/valuation"

type figureObject struct {
	Value      float64  `json:"value"`
	Lower      *float64 `json:"lower,omitempty"`
	Upper      *float64 `json:"upper,omitempty"`
	Confidence float64  `json:"confidence"`
	StdError   *float64 `json:"std_error,omitempty"`
	N          int64    `json:"n"`
	Method     string   `json:"method"`
}

type valuationObject struct {
	Verdict  string            `json:"verdict,omitempty"` // of the three criteria; absent where a party is not stated and nothing fails
	Criteria []criterionObject `json:"criteria"`

	PriceCeiling     *figureObject `json:"price_ceiling,omitempty"`
	UpperBound       *figureObject `json:"upper_bound,omitempty"`
	PriceFloor       *figureObject `json:"price_floor,omitempty"`
	FloorLow         *figureObject `json:"price_floor_low,omitempty"`
	FloorHigh        *figureObject `json:"price_floor_high,omitempty"`
	GrossFloor       *figureObject `json:"gross_floor,omitempty"`
	Corridor         *figureObject `json:"corridor,omitempty"`
	CustomerValue    *figureObject `json:"customer_value,omitempty"`
	RigidValue       *figureObject `json:"rigid_value,omitempty"`
	FlexibilityValue *figureObject `json:"flexibility_value,omitempty"`
	SwitchCustomer   *figureObject `json:"switching_cost_customer,omitempty"`
	SwitchSupplier   *figureObject `json:"switching_cost_supplier,omitempty"`

	Price   *figureObject `json:"price,omitempty"`
	Rivals  []rivalObject `json:"competitors,omitempty"`
	Binding string        `json:"binding,omitempty"`

	GridError  *float64         `json:"grid_error,omitempty"` // of customer_value
	GridErrors *gridErrorObject `json:"grid_errors,omitempty"`
	Bracket    *bracketObject   `json:"bracket,omitempty"`

	Diagnostics *diagnosticsObject `json:"diagnostics,omitempty"`

	Initial      []initialObject  `json:"initial"`
	Switches     []switchObject   `json:"switches"`
	Periods      []periodObject   `json:"periods"`
	Pools        []poolObject     `json:"pools"`
	Distribution []quantileObject `json:"distribution,omitempty"`

	Stopped  string   `json:"stopped,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
}

// gridErrorObject is the estimated errors of figures by their names.
type gridErrorObject struct {
	PriceFloor       *float64 `json:"price_floor,omitempty"`
	GrossFloor       *float64 `json:"gross_floor,omitempty"`
	Corridor         *float64 `json:"corridor,omitempty"`
	CustomerValue    *float64 `json:"customer_value"`
	RigidValue       *float64 `json:"rigid_value"`
	FlexibilityValue *float64 `json:"flexibility_value"`
	SwitchCustomer   *float64 `json:"switching_cost_customer"`
	SwitchSupplier   *float64 `json:"switching_cost_supplier,omitempty"`
}

func newGridError(v *valuation.Valuation) *gridErrorObject {
	g := v.GridError
	o := &gridErrorObject{CustomerValue: finite(g.CustomerValue), RigidValue: finite(g.Rigid), FlexibilityValue: finite(g.Flexibility), SwitchCustomer: finite(g.SwitchCustomer)}
	if v.Method == "exact" && v.PriceFloor != nil {
		o.PriceFloor, o.GrossFloor, o.Corridor, o.SwitchSupplier = finite(g.Floor), finite(g.Gross), finite(g.Margin), finite(g.SwitchSupplier)
	}
	return o
}

type bracketObject struct {
	Gap     *figureObject   `json:"gap"`     // of the upper bound above the policy's value, on the same paths
	Periods []*figureObject `json:"periods"` // of it, lost by the decisions of each period
}

type criterionObject struct {
	Name    string        `json:"name"`
	Holds   bool          `json:"holds"`
	Verdict string        `json:"verdict"`
	Margin  *figureObject `json:"margin,omitempty"`
}

type rivalObject struct {
	Name  string        `json:"name"`
	Price float64       `json:"price"`
	Value *figureObject `json:"value,omitempty"`
	Net   *figureObject `json:"net,omitempty"`
}

// newFigure is nil for a figure that is not a number: it does not apply.
func newFigure(f valuation.Figure) *figureObject {
	if finite(f.Value) == nil {
		return nil
	}
	return &figureObject{f.Value, finite(f.Lower), finite(f.Upper), f.Confidence, finite(f.StdError), f.N, f.Method}
}

func newOptional(f *valuation.Figure) *figureObject {
	if f == nil {
		return nil
	}
	return newFigure(*f)
}

func newValuation(v *valuation.Valuation) *valuationObject {
	o := &valuationObject{
		Verdict: string(v.Outcome()), Criteria: []criterionObject{},
		PriceFloor: newOptional(v.PriceFloor), GrossFloor: newOptional(v.GrossFloor),
		FloorLow: newOptional(v.FloorLow), FloorHigh: newOptional(v.FloorHigh),
		Corridor: newOptional(v.Corridor), SwitchSupplier: newOptional(v.SwitchingCostSupplier),
		Initial: newInitial(v), Switches: newSwitches(v), Periods: newPeriods(v), Pools: newPools(v), Distribution: newDistribution(v),
		Diagnostics: newDiagnostics(v.Diagnostics), Stopped: v.Stopped, Warnings: v.Warnings,
	}
	if !v.NoCustomer {
		o.customerSide(v)
	}
	if v.Bracket != nil {
		o.Bracket = newBracket(v.Bracket)
	}
	if v.GridError.CustomerValue > 0 {
		o.GridError = finite(v.GridError.CustomerValue)
		o.GridErrors = newGridError(v)
	}
	for _, c := range v.Criteria {
		o.Criteria = append(o.Criteria, newCriterion(c))
	}
	return o
}

// customerSide adds the figures that there are only with a customer.
func (o *valuationObject) customerSide(v *valuation.Valuation) {
	o.PriceCeiling, o.UpperBound, o.CustomerValue = newFigure(v.PriceCeiling), newOptional(v.UpperBound), newFigure(v.CustomerValue)
	o.RigidValue, o.FlexibilityValue, o.SwitchCustomer = newFigure(v.RigidValue), newFigure(v.FlexibilityValue), newFigure(v.SwitchingCostCustomer)
	o.Price, o.Binding = newFigure(v.Price), v.Binding
	for _, r := range v.Rivals {
		o.Rivals = append(o.Rivals, rivalObject{r.Name, r.Price, newFigure(r.Value), newFigure(r.Net)})
	}
}

func newBracket(b *valuation.Bracket) *bracketObject {
	o := &bracketObject{Gap: newFigure(b.Gap)}
	for _, f := range b.Periods {
		o.Periods = append(o.Periods, newFigure(f))
	}
	return o
}

func newCriterion(c valuation.Criterion) criterionObject {
	o := criterionObject{Name: c.Name, Holds: c.Holds, Verdict: string(c.Verdict)}
	if c.Verdict != valuation.NotReached {
		o.Margin = newFigure(c.Margin)
	}
	return o
}
