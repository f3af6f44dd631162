package sim_test

import (
	"context"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
	"ips2/model/formula"
	"ips2/sim"
)

// names is the scope of a problem's formulas.
type names struct{ p *model.Problem }

func (n names) Lookup(name string) (formula.Symbol, bool) {
	for k, f := range n.p.Factors.Factors {
		if f.Name == name {
			return formula.Symbol{Role: formula.Factor, Index: k}, true
		}
	}
	for k, c := range n.p.Characteristics {
		if c.Name == name {
			return formula.Symbol{Role: formula.Level, Index: k, Kind: formula.Text, Labels: c.Levels}, true
		}
	}
	switch name {
	case "period":
		return formula.Symbol{Role: formula.Period}, true
	case "time":
		return formula.Symbol{Role: formula.Time}, true
	}
	return formula.Symbol{}, false
}

func (n names) Names() []string { return nil }

// amount parses a formula of a problem whose factors and characteristics are set.
func amount(t testing.TB, p *model.Problem, name, source string) model.Amount {
	t.Helper()
	want := formula.Number
	if name == "when" {
		want = formula.Truth
	}
	e, errs := formula.Parse(source, names{p}, want)
	if len(errs) > 0 {
		t.Fatalf("%s: %v", source, errs)
	}
	return model.Amount{Name: name, Expr: e}
}

func constant(name string, v float64) model.Amount {
	return model.Amount{Name: name, Expr: formula.Constant(v)}
}

// in lists periods as open flags of n periods.
func in(n int, periods ...int) []bool {
	open := make([]bool, n+1)
	for _, t := range periods {
		open[t] = true
	}
	return open
}

func always(n int) []bool {
	open := make([]bool, n+1)
	for t := 1; t <= n; t++ {
		open[t] = true
	}
	return open
}

// rise is demand that is low (100) until period t, when it becomes high (170) with probability p and stays.
func rise(periods, at int, p float64) demand.Factor {
	values, rows := make([][]float64, periods+1), make([][][]float64, periods+1)
	for t := range values {
		values[t], rows[t] = []float64{85, 170}, demand.Identity(2)
	}
	rows[at] = [][]float64{{1 - p, p}, {0, 1}}
	return demand.Factor{Name: "demand", Process: demand.NewChain(0, values, rows)}
}

// fixtureA is MODEL.md section 7: low brings 100, high 85 or 170; one change in period 4 that costs the customer an outlay.
func fixtureA(t testing.TB, outlay float64) *model.Problem {
	p := &model.Problem{Name: "A", Periods: 6, Dt: 1, CustomerRate: .1, SupplierRate: .1}
	p.Factors.Factors = []demand.Factor{rise(6, 4, .4)}
	p.Characteristics = []model.Characteristic{{Name: "frequency", Levels: []string{"low", "high"}, Start: []int{0, 1}}}
	p.Changes = []model.Change{
		{From: 0, To: 1, Open: in(6, 4), Outside: constant("outside", outlay)},
		{From: 1, To: 0, Open: in(6, 4), Outside: constant("outside", outlay), Group: 1},
	}
	p.Revenue = amount(t, p, "revenue", `frequency == "low" ? 100 : demand`)
	return p
}

func gbm(name string, initial, drift, volatility, dt float64, periods int) demand.Factor {
	return demand.Factor{Name: name, Process: demand.NewGBM(initial, drift, volatility, dt, always(periods))}
}

// put is the Bermudan put of Longstaff and Schwartz (2001), table 1.
func put(t testing.TB) *model.Problem {
	p := &model.Problem{Name: "put", Periods: 50, Dt: .02, CustomerRate: math.Expm1(.06)}
	p.Factors.Factors = []demand.Factor{gbm("price", 36, .06, .2, .02, 50)}
	option(t, p, "max(40 - price, 0)")
	return p
}

func option(t testing.TB, p *model.Problem, gain string) {
	p.Characteristics = []model.Characteristic{{Name: "option", Levels: []string{"held", "exercised"}, Start: []int{0}}}
	p.Changes = []model.Change{{From: 0, To: 1, Open: always(p.Periods), Gain: amount(t, p, "gain", gain)}}
}

// maxCall is the Bermudan call on the largest of n assets of Broadie and Glasserman; features are those that the file names.
func maxCall(t testing.TB, assets int, spot float64) *model.Problem {
	p := &model.Problem{Name: "max-call", Periods: 9, Dt: 1. / 3, CustomerRate: math.Expm1(.05)}
	list := ""
	for k := range assets {
		name := string(rune('a' + k))
		p.Factors.Factors = append(p.Factors.Factors, gbm(name, spot, -.05, .2, 1./3, 9))
		list += ", " + name
	}
	option(t, p, "max(max("+list[2:]+") - 100, 0)")
	if assets > 2 {
		for k := range 3 {
			p.Features = append(p.Features, amount(t, p, "feature", "largest("+string(rune('1'+k))+list+")"))
		}
	}
	return p
}

func ledger(t testing.TB, p *model.Problem) *model.Ledger {
	t.Helper()
	l, err := model.NewLedger(p)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// value fits and prices.
func value(t testing.TB, p *model.Problem, o sim.Options) *model.Expectations {
	t.Helper()
	_, e := priced(t, ledger(t, p), o)
	return e
}

// priced fits a policy and prices it.
func priced(t testing.TB, l *model.Ledger, o sim.Options) (*sim.Policy, *model.Expectations) {
	t.Helper()
	policy, err := sim.Fit(context.Background(), l, o)
	if err != nil {
		t.Fatal(err)
	}
	e, err := sim.Price(context.Background(), l, policy, o)
	if err != nil {
		t.Fatal(err)
	}
	return policy, e
}

// near fails if an estimate is more than z standard errors (and a rounding) from what it should be: 5 fails by luck once in 1.7
// million.
func near(t testing.TB, what string, got model.Estimate, want float64) {
	t.Helper()
	const z, printed = 5, 2e-8 // of the expected values, some are known to nine digits only
	if math.Abs(got.Mean-want) > z*got.StdError+printed*math.Abs(want) {
		t.Errorf("%s is %.6f ± %.6f, want %.6f", what, got.Mean, got.StdError, want)
	}
}

// long leaves out what takes seconds.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes seconds: not in -short")
	}
}
