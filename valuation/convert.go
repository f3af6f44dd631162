package valuation

import (
	"math"

	"ips2/model"
)

// converter turns an engine's expectations into figures.
type converter struct {
	problem    *model.Problem
	confidence float64
	method     string
}

func (c converter) figure(e model.Estimate) Figure { return figure(e, c.confidence, c.method) }

func (c converter) optional(e model.Estimate, applies bool) *Figure {
	if !applies {
		return nil
	}
	f := c.figure(e)
	return &f
}

// valuation has every figure that needs no price: Ceiling and criteria are put on top by price.
func (c converter) valuation(e *model.Expectations) *Valuation {
	v := &Valuation{
		Method: c.method, NoCustomer: !c.problem.HasCustomer(), CustomerValue: c.figure(e.CustomerValue), RigidValue: c.figure(e.Rigid), FlexibilityValue: c.figure(e.Flexibility),
		PriceFloor: c.optional(e.Floor, e.HasSupplier), GrossFloor: c.optional(e.Gross, e.HasSupplier), Corridor: c.optional(e.Margin, e.HasSupplier),
		SwitchingCostCustomer: c.figure(e.SwitchCustomer), SwitchingCostSupplier: c.optional(e.SwitchSupplier, e.HasSupplier),
		Quantiles: e.Quantiles, Paths: e.Paths, GridError: e.GridError, Stopped: e.Stopped, Warnings: e.Warnings,
	}
	v.rigid(c, e.Starts)
	v.distrust(e.Distrust)
	for k, s := range e.Starts {
		v.Initial = append(v.Initial, Initial{s.Label, c.figure(s.Value), c.figure(s.Rigid), k == e.Best})
	}
	for _, s := range e.Switches {
		v.Switches = append(v.Switches, c.change(s))
	}
	for _, p := range e.Periods {
		v.Periods = append(v.Periods, c.period(p, e.HasSupplier))
	}
	for _, p := range e.Pools {
		v.Pools = append(v.Pools, c.pool(p))
	}
	v.snapshots(c, e)
	return v
}

func (c converter) change(s model.SwitchFigure) Switch {
	change := c.problem.Changes[s.Change]
	return Switch{
		Arc: c.problem.Label(s.Change), By: change.By.String(), Period: s.Period, Probability: c.figure(s.Probability),
		CustomerCost: c.figure(s.Customer), SupplierCost: c.figure(s.Supplier), Items: c.items(s.Items),
	}
}

func (c converter) items(items []model.Item) []Item {
	var out []Item
	for _, item := range items {
		out = append(out, Item{item.Name, c.figure(item.Value)})
	}
	return out
}

func (c converter) period(p model.PeriodFigure, supplier bool) Period {
	out := Period{
		Period: p.Period, DiscountCustomer: c.problem.Discount(model.Customer, p.Period), DiscountSupplier: c.problem.Discount(model.Supplier, p.Period),
		Revenue: c.figure(p.Revenue), Expense: c.figure(p.Expense), Switching: c.figure(p.Switching), Fees: c.figure(p.Fees),
		Direct: c.optional(p.Direct, supplier), Process: c.optional(p.Process, supplier), Change: c.optional(p.Change, supplier),
	}
	for k, e := range p.Factors {
		out.Factors = append(out.Factors, Item{c.problem.Factors.Factors[k].Name, c.figure(e)})
	}
	for _, s := range p.Shares {
		out.Configurations = append(out.Configurations, Item{s.Label, c.figure(s.Probability)})
	}
	return out
}

func (c converter) pool(p model.PoolFigure) PoolPeriod {
	pool := c.problem.Supply.Pools[p.Pool]
	out := PoolPeriod{
		Pool: pool.Name, Period: p.Period, Capacity: p.Capacity,
		UsedMinutes: c.figure(p.UsedMinutes), UsedMoney: c.figure(p.UsedMoney),
	}
	if p.Capacity > 0 {
		out.UnusedMinutes = out.UsedMinutes.less(p.Capacity)
		out.UnusedMoney = out.UsedMoney.less(float64(p.Capacity * pool.Rate))
	}
	return out
}

// snapshots names the corridor's as it is before competitors; price shifts it with the corridor. What rests on a single observation has no
// standard error yet, and is left out.
func (v *Valuation) snapshots(c converter, e *model.Expectations) {
	for _, s := range e.History {
		if math.IsInf(s.CustomerValue.StdError, 1) {
			continue
		}
		v.Snapshots = append(v.Snapshots, Snapshot{s.N, "customer_value", c.figure(s.CustomerValue)})
		if e.HasSupplier && s.Floor != (model.Estimate{}) {
			v.Snapshots = append(v.Snapshots, Snapshot{s.N, "price_floor", c.figure(s.Floor)}, Snapshot{s.N, "corridor", c.figure(s.Margin)})
		}
	}
}
