package sim_test

import (
	"fmt"
	"math"
	"testing"

	"ips2/costs"
	"ips2/model"
	"ips2/model/demand"
	"ips2/sim"
)

// equation8 is the customer of eq. (8): from period 3 on, with probability p, demand makes it order the high frequency.
func equation8(t testing.TB, p float64) *model.Problem {
	q := &model.Problem{Name: "eq. (8)", Periods: 6, Dt: 1, CustomerRate: .1, SupplierRate: .1}
	q.Factors.Factors = []demand.Factor{rise(6, 3, p)}
	q.Characteristics = []model.Characteristic{{Name: "frequency", Levels: []string{"low", "high"}, Start: []int{0}}}
	q.Changes = []model.Change{{From: 0, To: 1, Open: in(6, 3)}}
	q.Revenue = amount(t, q, "revenue", `frequency == "low" ? 100 : demand`)
	return q
}

// Fixture A5: C_m = (40, 36, 34, 33, 32, 31) by hand, C_a = 15 automatic, C_u = 50, p_a = 0.4: 148.131732, and 149.6344 with C_u at
// DF(2).
func TestFixtureA5(t *testing.T) {
	p := equation8(t, .4)
	cost := ""
	for k, c := range []float64{40, 36, 34, 33, 32} {
		cost += fmt.Sprintf("period == %d ? %g : ", k+1, c)
	}
	p.Supply = &model.Supply{Direct: []model.Amount{amount(t, p, "cost", `frequency == "high" ? 15 : (`+cost+`31)`)}}
	p.Changes[0].Cost.Fixed = constant("cost", 50)
	o := sim.Options{Paths: 1 << 16, FitPaths: 1 << 13, Seed: 5}
	e := value(t, p, o)
	near(t, "cost", e.Floor, 148.131732)
	near(t, "gross cost", e.Gross, 148.131732)
	near(t, "switching cost", e.SwitchSupplier, .4*50/math.Pow(1.1, 3))
	near(t, "probability", e.Switches[len(e.Switches)-1].Probability, .4)
	p.PaidAtStart = true
	near(t, "cost, change paid at the start", value(t, p, o).Floor, 148.131732+.4*50*(math.Pow(1.1, -2)-math.Pow(1.1, -3)))
}

// Fixture A4: the high level costs the supplier 90 a year more, but earns the customer only 70. At a fixed price it is chosen, with
// a fee of 90 it is not, and the corridor is wider by 0.4*20*1.868408 = 14.947.
func TestFixtureA4(t *testing.T) {
	margin := func(fee string) *model.Expectations {
		p := fixtureA(t, 0)
		p.Fees = amount(t, p, "fees", fee)
		p.Supply = &model.Supply{Direct: []model.Amount{amount(t, p, "extra", `frequency == "high" ? 90 : 0`)}}
		return value(t, p, sim.Options{Paths: 1 << 16, FitPaths: 1 << 13, Seed: 6})
	}
	free, priced := margin("0"), margin(`frequency == "high" ? 90 : 0`)
	gain := model.Estimate{Mean: priced.Margin.Mean - free.Margin.Mean, StdError: math.Hypot(priced.Margin.StdError, free.Margin.StdError)}
	near(t, "gain", gain, .4*20*discounted(.1, 4, 6))
	near(t, "floor at a fixed price", free.Floor, .4*90*discounted(.1, 4, 6))
	near(t, "floor with a fee", priced.Floor, 0)
	near(t, "value with a fee", priced.CustomerValue, 435.526070)
}

// discounted is the value of one a year from period a to b.
func discounted(rate float64, a, b int) float64 {
	sum := 0.0
	for t := a; t <= b; t++ {
		sum += math.Pow(1+rate, -float64(t))
	}
	return sum
}

// fixtureB is requirements.md, fixture B: 4 maintenances a year, 10 after the change; by hand 270 minutes at 1 per minute and 50 of
// material, with learning; automatic 300 a year and 20 each; the change-over takes 1,500 of material and 600 + 960 of work.
func fixtureB(t testing.TB, learning costs.Learning) *model.Problem {
	p := equation8(t, .4)
	p.SupplierRate = .08
	p.Characteristics = append(p.Characteristics, model.Characteristic{Name: "execution", Levels: []string{"manual", "automatic"}, Start: []int{0}, Owner: model.Supplier})
	p.Changes = append(p.Changes, model.Change{Characteristic: 1, From: 0, To: 1, By: model.Supplier, Open: in(6, 3), Group: 1,
		Cost: model.Cost{Material: constant("material", 1500), Runs: []model.CostRun{{Process: 1, Executions: constant("executions", 4)}, {Process: 2, Executions: constant("executions", 16)}}}})
	curve, err := costs.NewCurve(learning)
	if err != nil {
		t.Fatal(err)
	}
	number := `(frequency == "low" ? 4 : 10)`
	p.Supply = &model.Supply{
		Pools: []model.Pool{{Name: "technicians", Rate: 1, Capacity: 10000}},
		Processes: []model.Process{
			{Name: "maintenance", Pool: 0, Minutes: constant("minutes", 270), Material: constant("material", 50), Curve: curve,
				Executions: amount(t, p, "executions", `execution == "manual" ? `+number+` : 0`)},
			{Name: "reconfiguration", Pool: 0, Minutes: constant("minutes", 150)},
			{Name: "training", Pool: 0, Minutes: constant("minutes", 60)},
		},
		Direct: []model.Amount{amount(t, p, "automatic", `execution == "manual" ? 0 : 300 + 20 * `+number)},
	}
	return p
}

// The four rows of fixture B. The supplier automates where that is cheaper than manual work at the high frequency (3,848.9341), which
// it is in three of them; keeping by hand at the low frequency is cheaper in all four.
func TestFixtureB(t *testing.T) {
	for _, row := range []struct {
		model      costs.Model
		experience float64
		cost       float64
		automatic  float64
	}{
		{costs.Crawford, 0, 4643.9973, .4}, {costs.Wright, 0, 4177.3533, .4}, {costs.Crawford, 50, 3680.8645, .4}, {costs.Wright, 50, 3223.4276, 0},
	} {
		p := fixtureB(t, costs.Learning{Model: row.model, Rate: .85, Experience: row.experience, Reference: costs.First})
		e := value(t, p, sim.Options{Paths: 1 << 15, FitPaths: 1 << 13, Seed: 7})
		what := fmt.Sprintf("model %d, experience %g: ", row.model, row.experience)
		near(t, what+"floor", e.Floor, row.cost)
		near(t, what+"automatic", figure(e, 1, 3).Probability, row.automatic)
		near(t, what+"switching", e.SwitchSupplier, row.automatic*3060/math.Pow(1.08, 3))
		items := figure(e, 1, 3).Items
		for k, want := range []float64{1500, 600, 960} {
			near(t, what+items[k].Name, items[k].Value, row.automatic*want/math.Pow(1.08, 3))
		}
		checkBooks(t, p, e)
	}
}

func figure(e *model.Expectations, change, period int) model.SwitchFigure {
	for _, f := range e.Switches {
		if f.Change == change && f.Period == period {
			return f
		}
	}
	return model.SwitchFigure{}
}

// checkBooks adds the tables up to the totals: the same numbers by another way.
func checkBooks(t *testing.T, p *model.Problem, e *model.Expectations) {
	t.Helper()
	customer, supplier, switched := 0.0, 0.0, 0.0
	for _, f := range e.Periods {
		customer += p.Discount(model.Customer, f.Period)*(f.Revenue.Mean-f.Expense.Mean-f.Fees.Mean) - p.SwitchDiscount(model.Customer, f.Period)*f.Switching.Mean
		supplier += p.Discount(model.Supplier, f.Period)*(f.Direct.Mean+f.Process.Mean) + p.SwitchDiscount(model.Supplier, f.Period)*f.Change.Mean
		share := 0.0
		for _, s := range f.Shares {
			share += s.Probability.Mean
		}
		same(t, "shares", share, 1)
	}
	for _, f := range e.Switches {
		switched += f.Supplier.Mean
		items := 0.0
		for _, i := range f.Items {
			items += i.Value.Mean
		}
		same(t, "items of a change", items, f.Supplier.Mean)
	}
	same(t, "customer's value from the periods", customer, e.CustomerValue.Mean)
	same(t, "gross floor from the periods", supplier, e.Gross.Mean)
	same(t, "switching cost from the changes", switched, e.SwitchSupplier.Mean)
	same(t, "margin", e.CustomerValue.Mean-e.Floor.Mean, e.Margin.Mean)
}

func same(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
		t.Errorf("%s: %.12g, want %.12g", what, got, want)
	}
}

// The supplier may automate in periods 2 to 6, and what it has learnt by then bears on whether it pays. Brute force over all its
// strategies that know no more than they can: one date before demand is known (period 4), or one for each demand.
func TestSupplierLearnsAndDecides(t *testing.T) {
	learning := costs.Learning{Rate: .7}
	curve, err := costs.NewCurve(learning)
	if err != nil {
		t.Fatal(err)
	}
	for _, outlay := range []float64{0, 400, 800, 1200, 1600, 3000} {
		p := learner(t, curve, outlay)
		e := value(t, p, sim.Options{Paths: 1 << 14, FitPaths: 1 << 14, Seed: 8})
		cost := func(date int, high bool) float64 { return learnerCost(curve, outlay, date, high) }
		expect := func(low, high int) float64 { return .6*cost(low, false) + .4*cost(high, true) }
		best := math.Inf(1)
		for early := 2; early <= 3; early++ {
			best = min(best, expect(early, early))
		}
		for low := 4; low <= 7; low++ {
			for high := 4; high <= 7; high++ {
				best = min(best, expect(low, high))
			}
		}
		near(t, fmt.Sprintf("floor with an outlay of %g", outlay), e.Floor, best)
		checkBooks(t, p, e)
	}
}

func learner(t testing.TB, curve model.Curve, outlay float64) *model.Problem {
	p := equation8(t, .4)
	p.Factors.Factors = []demand.Factor{rise(6, 4, .4)}
	p.Changes[0].Open = in(6, 4)
	p.Characteristics = append(p.Characteristics, model.Characteristic{Name: "execution", Levels: []string{"manual", "automatic"}, Start: []int{0}, Owner: model.Supplier})
	p.Changes = append(p.Changes, model.Change{Characteristic: 1, From: 0, To: 1, By: model.Supplier, Open: in(6, 2, 3, 4, 5, 6), Group: 1, Cost: model.Cost{Fixed: constant("cost", outlay)}})
	p.Supply = &model.Supply{
		Pools: []model.Pool{{Name: "technicians", Rate: 1}},
		Processes: []model.Process{{Name: "maintenance", Pool: 0, Minutes: constant("minutes", 100), Curve: curve,
			Executions: amount(t, p, "executions", `execution == "automatic" ? 0 : frequency == "low" ? 4 : 24`)}},
		Direct: []model.Amount{amount(t, p, "automatic", `execution == "manual" ? 0 : 120`)},
	}
	return p
}

// learnerCost is the supplier's cost when it automates at a date.
func learnerCost(curve model.Curve, outlay float64, date int, high bool) float64 {
	total, done := 0.0, 0.0
	for t := 1; t <= 6; t++ {
		money, executions := 120.0, 4.0
		if high && t >= 4 {
			executions = 24
		}
		if t == date {
			total += outlay * math.Pow(1.1, -float64(t))
		}
		if t < date {
			money = 100 * curve.Total(done, executions)
			done += executions
		}
		total += money * math.Pow(1.1, -float64(t))
	}
	return total
}
