package output_test

import (
	"ips2/model"
	"ips2/model/demand"
	"ips2/valuation"
)

// The results here are made by hand: numbers that a reader can check by eye, with every feature that text, JSON and tables must show.

func exact(value float64) valuation.Figure {
	return valuation.Figure{Value: value, Lower: value, Upper: value, Confidence: 0.95, Method: "exact"}
}

func simulated(value, half float64) valuation.Figure {
	return valuation.Figure{Value: value, Lower: value - half, Upper: value + half, Confidence: 0.95, StdError: half / 2, N: 1000, Method: "simulated"}
}

func maintenance() *model.Problem {
	return &model.Problem{
		Name: "Maintenance contract", Kind: "synthetic", Currency: "EUR", Periods: 6, Dt: 1, CustomerRate: 0.1, SupplierRate: 0.08,
		Factors: demand.System{Factors: []demand.Factor{{Name: "demand"}, {Name: "period"}}},
		Characteristics: []model.Characteristic{
			{Name: "frequency", Levels: []string{"low", "high"}}, {Name: "execution", Levels: []string{"manual", "automatic"}},
		},
		Changes: []model.Change{
			{Characteristic: 0, From: 0, To: 1}, {Characteristic: 0, From: 1, To: 0}, {Characteristic: 1, From: 0, To: 1, By: model.Supplier},
		},
		Price:       model.Price{AtCeiling: true},
		Competitors: []model.Competitor{{Name: "reactive repair", Price: 350000, Value: 400000}},
		Supply:      &model.Supply{Pools: []model.Pool{{Name: "technicians", Rate: 1, Capacity: 270000}}},
	}
}

// valued makes a valuation whose figures all come from one maker, so that exact and simulated differ in width alone.
func valued(method string, f func(value, half float64) valuation.Figure) *valuation.Valuation {
	pointer := func(value, half float64) *valuation.Figure { x := f(value, half); return &x }
	return &valuation.Valuation{
		Method:       method,
		Rivals:       []valuation.Rival{{Name: "reactive repair", Price: 350000, Value: exact(400000), Net: exact(50000)}},
		PriceCeiling: f(437841.514, 380), CustomerValue: f(487841.514, 380), RigidValue: f(435526.070, 210), FlexibilityValue: f(52315.444, 410),
		PriceFloor: pointer(331204.107, 25), GrossFloor: pointer(331204.107, 25), Corridor: pointer(106637.407, 370),
		SwitchingCostCustomer: f(0, 0), SwitchingCostSupplier: pointer(1905.218, 12),
		Price: f(437841.514, 380), Binding: "reactive repair",
		Criteria: []valuation.Criterion{
			{Name: "customer_value", Verdict: valuation.Holds, Holds: true, Margin: exact(50000)},
			{Name: "beats_competition", Verdict: valuation.BreakEven, Holds: true, Margin: exact(0)},
			{Name: "supplier_value", Verdict: valuation.Holds, Holds: true, Margin: f(106637.407, 370)},
		},
		Initial: []valuation.Initial{
			{Configuration: "frequency=low", Value: f(487841.514, 380), Rigid: f(435526.070, 210), Chosen: true},
			{Configuration: "frequency=high", Value: f(450538.734, 300), Rigid: f(433723.056, 240)},
		},
		Switches: []valuation.Switch{
			{Arc: "frequency: low → high", By: "customer", Period: 4, Probability: f(0.4, 0.013), CustomerCost: f(0, 0), SupplierCost: f(0, 0)},
			{Arc: "frequency: high → low", By: "customer", Period: 4, Probability: f(0, 0), CustomerCost: f(0, 0), SupplierCost: f(0, 0)},
			{
				Arc: "execution: manual → automatic", By: "supplier", Period: 4, Probability: f(0.4, 0.013), CustomerCost: f(0, 0), SupplierCost: f(1905.218, 12),
				Items: []valuation.Item{{Name: "material", Value: f(441.018, 3)}, {Name: "reconfiguration", Value: f(1182.2, 8)}, {Name: "training", Value: f(282, 2)}},
			},
		},
		Periods: []valuation.Period{{
			Period: 1, DiscountCustomer: 1 / 1.1, DiscountSupplier: 1 / 1.08,
			Factors:        []valuation.Item{{Name: "demand", Value: f(1000, 0)}},
			Configurations: []valuation.Item{{Name: "frequency=low execution=manual", Value: f(1, 0)}},
			Revenue:        f(100000, 0), Expense: f(0, 0), Switching: f(0, 0), Fees: f(0, 0), Direct: pointer(600, 0), Process: pointer(900, 1), Change: pointer(0, 0),
		}},
		Pools: []valuation.PoolPeriod{
			{Pool: "technicians", Period: 1, UsedMinutes: f(900, 1), UsedMoney: f(900, 1), UnusedMinutes: f(269100, 1), UnusedMoney: f(269100, 1), Capacity: 270000},
			{Pool: "technicians", Period: 2, UsedMinutes: f(1800, 2), UsedMoney: f(1800, 2), UnusedMinutes: f(268200, 2), UnusedMoney: f(268200, 2), Capacity: 270000},
		},
		Policy: []model.PolicyRow{{Period: 4, Mode: "frequency=low", Factors: []float64{1850, 1}, Decision: "frequency: low → high", Value: 422764.8}},
	}
}

func exactly(value, _ float64) valuation.Figure { return exact(value) }

func forecast() valuation.Forecast {
	return valuation.Forecast{
		Periods: 6, Factors: 1, Configurations: 4, Leaves: 0.9, Nodes: 9, Modes: 2, States: 18, SupplierStates: 120,
		ExactSeconds: 0.001, ExactBytes: 40000, SupplierSeconds: 0.002, SupplierBytes: 80000, Paths: 1000, FitPaths: 500, SimSeconds: 0.1, SimBytes: 5e6,
	}
}

func oneMethod() *valuation.Result {
	return &valuation.Result{Problem: maintenance(), Method: "exact", Seed: 1, Forecast: forecast(), Exact: valued("exact", exactly)}
}

func bothMethods() *valuation.Result {
	r := &valuation.Result{Problem: maintenance(), Method: "both", Seed: 7, Forecast: forecast(), Warnings: []string{"a warning"}}
	r.Exact, r.Simulated = valued("exact", exactly), valued("simulated", simulated)
	r.Simulated.Quantiles = []model.Quantile{{Party: "customer", Probability: 0.05, Value: 435526.07}}
	r.Simulated.Snapshots = []valuation.Snapshot{{N: 512, Figure: "customer_value", Value: simulated(487000, 530)}}
	r.Simulated.Paths = []model.PathRow{{Path: 1, Period: 1, Factors: []float64{1000, 1}, Config: "frequency=low execution=manual", Revenue: 100000}}
	r.Simulated.Bracket = &valuation.Bracket{Gap: simulated(9000, 300), Periods: []valuation.Figure{simulated(0, 0), simulated(8000, 200)}}
	r.Simulated.Diagnostics = diagnosed()
	r.Comparison = valuation.Compare(r.Exact, r.Simulated)
	r.Comparison[0].Z = -1.14
	return r
}

// press is a result of the two engines together, with many changes and two pools.
func press() *valuation.Result {
	r := &valuation.Result{Problem: maintenance(), Method: "mixed", Seed: 1, Forecast: forecast()}
	v := valued("mixed", simulated)
	v.PriceCeiling, v.CustomerValue = exact(437841.514), exact(487841.514)
	*v.GrossFloor = simulated(v.GrossFloor.Value+50000, 25)
	v.Switches = nil
	for _, arc := range []string{"frequency: basic → extended", "frequency: extended → full", "sourcing: make → buy"} {
		for t := 3; t <= 10; t++ {
			p := 0.01 * float64(t)
			v.Switches = append(v.Switches, valuation.Switch{Arc: arc, By: "customer", Period: t, Probability: exact(p), CustomerCost: exact(20000 * p), SupplierCost: simulated(300*p, 1)})
		}
	}
	v.GridError = model.GridError{CustomerValue: 0.3}
	r.Simulated = v
	r.Problem.Price = model.Price{Amount: 400000}
	return r
}

func diagnosed() *valuation.Diagnostics {
	own := simulated(489000, 400)
	return &valuation.Diagnostics{
		Fits: []valuation.Fit{
			{Period: 2, Party: "customer", Basis: "means by cell", Functions: 4, Rank: 3, Condition: 1},
			{Period: 1, Party: "customer", Basis: "piecewise linear", Functions: 24, Rank: 24, Condition: 36},
			{Period: 1, Party: "supplier", Basis: "means by cell", Functions: 40, Rank: 10, Condition: 99},
		},
		InSample: &own, Optimism: 2.5,
		NearTies:  []valuation.NearTies{{Period: 1, Choices: simulated(1, 0), Share: simulated(.1, .01)}, {Period: 2, Choices: simulated(.5, 0), Share: simulated(.4, .02)}},
		Effective: []valuation.Effective{{Figure: "customer_value", Paths: 26e6}},
		Advice:    "Widen the fit.",
	}
}
