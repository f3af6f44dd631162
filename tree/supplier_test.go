package tree

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

// power is a learning curve for tests, by its definition (requirements, section 4).
type power struct {
	rate, experience float64
	wright           bool
}

func (c power) Total(done, executions float64) float64 {
	return c.upTo(c.experience+done+executions) - c.upTo(c.experience+done)
}

func (c power) upTo(n float64) float64 {
	b := math.Log2(c.rate)
	if c.wright {
		return math.Pow(n, 1+b)
	}
	sum, k := 0.0, 1.0
	for ; k <= n; k++ {
		sum += math.Pow(k, b)
	}
	return sum + (n-k+1)*math.Pow(k, b)
}

// rise is demand that becomes high in period at with probability 0.4 and then stays.
func rise(periods, at int) demand.Process {
	values, rows := make([][]float64, periods+1), make([][][]float64, periods+1)
	for t := range values {
		values[t], rows[t] = []float64{0, 1}, demand.Identity(2)
	}
	rows[at] = [][]float64{{0.6, 0.4}, {0, 1}}
	return demand.NewChain(0, values, rows)
}

// ordering is a contract whose customer orders the high frequency in a period exactly when demand has become high.
func ordering(t testing.TB, rate float64, at int) bench {
	b := newBench(t, 6, 1, rate)
	b.factor("state", rise(6, at))
	b.characteristic("frequency", model.Customer, []int{0}, "low", "high")
	b.Revenue = b.amount("revenue", `frequency == "high" ? (state > 0 ? 1000 : -1000) : 0`)
	b.change(0, 0, 1, at)
	b.Supply = &model.Supply{}
	return b
}

// Fixture A4: a fee of 90 keeps the customer from a change that costs the supplier more than it earns.
func TestFixtureA4(t *testing.T) {
	margin := func(fee string) *model.Expectations {
		b := fixtureA(t, "0")
		b.Characteristics[0].Start = []int{0}
		b.Fees = b.amount("fees", `frequency == "high" ? `+fee+` : 0`)
		b.Supply = &model.Supply{Direct: []model.Amount{b.amount("upkeep", `frequency == "high" ? 90 : 0`)}}
		return b.expect(Options{})
	}
	fixed, fee := margin("0"), margin("90")
	near(t, "gain of the corridor", fee.Margin.Mean-fixed.Margin.Mean, 14.947, 5e-4)
	near(t, "floor at a fixed price", fixed.Floor.Mean, 0.4*90*1.868408, 1e-4)
	near(t, "floor with the fee", fee.Floor.Mean, 0, 0)
}

// Fixture A5: eq. (8), the change at the end of period 3 as printed, or at its start.
func TestFixtureA5(t *testing.T) {
	for atStart, want := range map[bool]float64{false: 148.131732, true: 149.6344} {
		b := ordering(t, 0.10, 3)
		b.PaidAtStart = atStart
		b.Changes[0].Cost.Fixed = b.amount("C_u", "50")
		b.Supply.Direct = []model.Amount{b.amount("C", `frequency == "high" ? 15 : (period == 1 ? 40 : period == 2 ? 36 : period == 3 ? 34 : period == 4 ? 33 : period == 5 ? 32 : 31)`)}
		e := b.expect(Options{})
		near(t, fmt.Sprint("eq. (8), paid at start ", atStart), e.Floor.Mean, want, 5e-5)
	}
}

// fixtureB has manual maintenance that learns, and the supplier's option to automate in period 3.
func fixtureB(t testing.TB, curve power) bench {
	b := ordering(t, 0.08, 3)
	b.characteristic("execution", model.Supplier, []int{0}, "manual", "automatic")
	b.Supply.Pools = []model.Pool{{Name: "technicians", Rate: 1}}
	b.Supply.Processes = []model.Process{
		{Name: "manual", Pool: 0, Executions: b.amount("executions", `execution == "manual" ? (frequency == "high" ? 10 : 4) : 0`), Minutes: b.amount("minutes", "240 + 60 - 30"), Material: b.amount("material", "50"), Curve: curve},
		{Name: "automatic", Pool: -1, Executions: b.amount("executions", `execution == "automatic" ? (frequency == "high" ? 10 : 4) : 0`), Material: b.amount("material", "20")},
		{Name: "reconfiguration", Pool: 0, Minutes: b.amount("minutes", "60")},
		{Name: "training", Pool: 0, Minutes: b.amount("minutes", "60")},
	}
	b.Supply.Direct = []model.Amount{b.amount("upkeep", `execution == "automatic" ? 300 : 0`)}
	c := b.change(1, 0, 1, 3)
	c.Cost.Material = b.amount("material", "1500")
	c.Cost.Runs = []model.CostRun{{Process: 2, Executions: b.amount("n", "10")}, {Process: 3, Executions: b.amount("n", "16")}}
	return b
}

// Fixture B of requirements 1.8: the supplier's choice flips with the learning curve.
func TestFixtureB(t *testing.T) {
	for _, c := range []struct {
		curve     power
		floor     float64
		automates bool
	}{
		{power{0.85, 0, false}, 4643.9973, true},
		{power{0.85, 0, true}, 4177.3533, true},
		{power{0.85, 50, false}, 3680.8645, true},
		{power{0.85, 50, true}, 3223.4276, false},
	} {
		e := fixtureB(t, c.curve).expect(Options{})
		name := fmt.Sprint(c.curve)
		near(t, name+": floor", e.Floor.Mean, c.floor, 5e-5)
		probability, cost := 0.0, 0.0
		if c.automates {
			probability, cost = 0.4, 0.4*2429.1267
		}
		near(t, name+": expected switching cost", e.SwitchSupplier.Mean, cost, 5e-5)
		near(t, name+": shares", share(e, 6, "frequency=high execution=automatic"), probability, 1e-15)
		if c.automates {
			s := e.Switches[1]
			near(t, name+": material", s.Items[0].Value.Mean/s.Supplier.Mean, 1500.0/3060, 1e-12)
			near(t, name+": reconfiguration", s.Items[1].Value.Mean/s.Supplier.Mean, 600.0/3060, 1e-12)
			near(t, name+": training", s.Items[2].Value.Mean/s.Supplier.Mean, 960.0/3060, 1e-12)
		}
	}
}

// The supplier's rollback and the figures pushed forward are two ways to one number: on a grid with two factors, executions that
// fall into classes by a factor, a guarded supplier's change and counters that matter.
func TestSupplierAddsUp(t *testing.T) {
	b := twoFactors(t)
	b.characteristic("execution", model.Supplier, []int{0, 1}, "manual", "automatic")
	b.Supply = &model.Supply{
		Pools:   []model.Pool{{Name: "technicians", Rate: 0.1, Capacity: 100}},
		Initial: b.amount("initial", `execution == "manual" ? 3 : 9`),
		Direct:  []model.Amount{b.amount("upkeep", "0.1 * y")},
		Processes: []model.Process{
			{Name: "manual", Executions: b.amount("n", `execution == "manual" ? (level == "basic" ? 2 : (x > 10 ? 6 : 5)) : 0`), Minutes: b.amount("m", "10 + x"), Curve: power{0.8, 0, false}},
			{Name: "automatic", Executions: b.amount("n", `execution == "automatic" ? 3 : 0`), Minutes: b.amount("m", "5"), Curve: nil},
			{Name: "inspection", Executions: b.amount("n", `level == "full" ? 2 : 1`), Minutes: b.amount("m", "3 * y"), Curve: power{0.9, 5, false}},
		},
	}
	c := b.change(1, 0, 1, 2, 4, 5)
	c.When, c.Cost.Fixed = b.truth("x > 9"), b.amount("fixed", "2 + 0.2 * x")
	b.Changes[0].Cost.Runs = []model.CostRun{{Process: 2, Executions: b.amount("n", "4")}}
	s := b.solve(Options{Resolution: 2})
	e, err := Expect(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	addsUp(t, b.Problem, e, 0)
	w, err := newWorld(context.Background(), s, newCrew(s.lattice, 2), deciders(s.ledger), false)
	if err != nil {
		t.Fatal(err)
	}
	u := &supplier{w: w}
	if err := u.rollback(context.Background()); err != nil {
		t.Fatal(err)
	}
	near(t, "counters tracked", float64(len(w.list)), 1, 0)
	alone := newFigures(s)
	visit := func(period int, mass []float64, y *tally) error { alone.work(period, w.shops[period], y); return nil }
	if err := (&forward{w: w, choose: u.choose, visit: visit}).run(context.Background(), u.best); err != nil {
		t.Fatal(err)
	}
	alone.e.Gross = exactly(u.initial)
	near(t, "cost of the tracked part", alone.finish(true).Gross.Mean, u.value, 1e-10*u.value)
	if u.value >= e.Gross.Mean {
		t.Errorf("inspections are missing: %g of %g", e.Gross.Mean, u.value)
	}
}

// Executions that depend on a continuous factor make experience continuous: the customer's figures still come.
func TestContinuousExperience(t *testing.T) {
	b := put(t, 36, 0.2, 0.1)
	b.Supply = &model.Supply{Pools: []model.Pool{{Name: "p", Rate: 1}}, Processes: []model.Process{
		{Name: "visit", Executions: b.amount("n", "price / 10"), Minutes: b.amount("m", "1"), Curve: power{0.9, 0, false}}}}
	s := b.solve(Options{})
	e, err := Expect(context.Background(), s)
	var never *Unsolvable
	if !errors.As(err, &never) || !strings.Contains(err.Error(), "visit") {
		t.Fatalf("error %v, want one that names the process", err)
	}
	if e == nil || e.HasSupplier || e.CustomerValue.Mean != s.Values[0] {
		t.Errorf("the customer's figures are missing")
	}
	addsUp(t, b.Problem, e, 0)
}
