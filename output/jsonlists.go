package output

import "ips2/valuation"

type itemObject struct {
	Name  string        `json:"name"`
	Value *figureObject `json:"value,omitempty"`
}

type initialObject struct {
	Configuration string        `json:"configuration"`
	Value         *figureObject `json:"value,omitempty"`
	Rigid         *figureObject `json:"rigid_value,omitempty"`
	Chosen        bool          `json:"chosen"`
}

type switchObject struct {
	Arc          string        `json:"arc"`
	By           string        `json:"by"`
	Period       int           `json:"period"`
	Probability  *figureObject `json:"probability,omitempty"`
	CustomerCost *figureObject `json:"customer_cost,omitempty"`
	SupplierCost *figureObject `json:"supplier_cost,omitempty"`
	Items        []itemObject  `json:"supplier_cost_items,omitempty"`
}

type periodObject struct {
	Period           int              `json:"period"`
	DiscountCustomer *float64         `json:"discount_customer,omitempty"`
	DiscountSupplier *float64         `json:"discount_supplier,omitempty"`
	Factors          []itemObject     `json:"factors"`
	Configurations   []itemObject     `json:"configurations"`
	Customer         customerFlows    `json:"customer"`
	Supplier         *supplierOutflow `json:"supplier,omitempty"`
}

type customerFlows struct {
	Revenue   *figureObject `json:"revenue,omitempty"`
	Expense   *figureObject `json:"expense,omitempty"`
	Switching *figureObject `json:"switching,omitempty"`
	Fees      *figureObject `json:"fees,omitempty"`
}

type supplierOutflow struct {
	Direct  *figureObject `json:"direct,omitempty"`
	Process *figureObject `json:"process,omitempty"`
	Change  *figureObject `json:"change,omitempty"`
}

type poolObject struct {
	Pool          string        `json:"pool"`
	Period        int           `json:"period"`
	UsedMinutes   *figureObject `json:"used_minutes,omitempty"`
	UsedMoney     *figureObject `json:"used_money,omitempty"`
	Capacity      *float64      `json:"capacity_minutes,omitempty"`
	UnusedMinutes *figureObject `json:"unused_minutes,omitempty"`
	UnusedMoney   *figureObject `json:"unused_money,omitempty"`
}

type quantileObject struct {
	Party       string   `json:"party"`
	Probability *float64 `json:"probability,omitempty"`
	Value       *float64 `json:"value,omitempty"`
}

func newItems(items []valuation.Item) []itemObject {
	out := make([]itemObject, len(items))
	for k, item := range items {
		out[k] = itemObject{item.Name, newFigure(item.Value)}
	}
	return out
}

func newInitial(v *valuation.Valuation) []initialObject {
	out := make([]initialObject, len(v.Starts()))
	for k, s := range v.Starts() {
		out[k] = initialObject{s.Configuration, newFigure(s.Value), newFigure(s.Rigid), s.Chosen}
	}
	return out
}

func newSwitches(v *valuation.Valuation) []switchObject {
	out := make([]switchObject, len(v.Switches))
	for k, s := range v.Switches {
		out[k] = switchObject{s.Arc, s.By, s.Period, newFigure(s.Probability), newFigure(s.CustomerCost), newFigure(s.SupplierCost), newItems(s.Items)}
	}
	return out
}

func newPeriods(v *valuation.Valuation) []periodObject {
	out := make([]periodObject, len(v.Periods))
	for k, p := range v.Periods {
		out[k] = periodObject{
			p.Period, finite(p.DiscountCustomer), finite(p.DiscountSupplier), newItems(p.Factors), newItems(p.Configurations),
			customerFlows{newFigure(p.Revenue), newFigure(p.Expense), newFigure(p.Switching), newFigure(p.Fees)}, newOutflow(p),
		}
	}
	return out
}

func newOutflow(p valuation.Period) *supplierOutflow {
	if p.Direct == nil && p.Process == nil && p.Change == nil {
		return nil
	}
	return &supplierOutflow{newOptional(p.Direct), newOptional(p.Process), newOptional(p.Change)}
}

func newPools(v *valuation.Valuation) []poolObject {
	out := make([]poolObject, len(v.Pools))
	for k, p := range v.Pools {
		out[k] = poolObject{Pool: p.Pool, Period: p.Period, UsedMinutes: newFigure(p.UsedMinutes), UsedMoney: newFigure(p.UsedMoney)}
		if p.Capacity > 0 {
			out[k].Capacity, out[k].UnusedMinutes, out[k].UnusedMoney = finite(p.Capacity), newFigure(p.UnusedMinutes), newFigure(p.UnusedMoney)
		}
	}
	return out
}

func newDistribution(v *valuation.Valuation) []quantileObject {
	out := make([]quantileObject, len(v.Quantiles))
	for k, q := range v.Quantiles {
		out[k] = quantileObject{q.Party, finite(q.Probability), finite(q.Value)}
	}
	return out
}
