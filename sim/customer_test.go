package sim_test

import (
	"math"
	"testing"

	"ips2/model"
	"ips2/sim"
)

func TestFixtureA(t *testing.T) {
	e := value(t, fixtureA(t, 0), sim.Options{Paths: 1 << 17, FitPaths: 1 << 13, Seed: 1})
	near(t, "value", e.CustomerValue, 487.841514)
	near(t, "value from low", e.Starts[0].Value, 487.841514)
	near(t, "value from high", e.Starts[1].Value, 450.538734)
	near(t, "rigid low", e.Starts[0].Rigid, 435.526070)
	near(t, "rigid high", e.Starts[1].Rigid, 433.723056)
	near(t, "flexibility", e.Flexibility, 52.315444)
	if e.Best != 0 || e.Rigid != e.Starts[0].Rigid {
		t.Errorf("best start %d, rigid %v", e.Best, e.Rigid)
	}
	near(t, "probability of the change", e.Switches[0].Probability, .4)
}

// The standard deviation of a path, 64.073, is known too; its own relative error is below 1/√(2n). The control takes all of it away but
// what the fit is wrong by.
func TestSpreadOfFixtureA(t *testing.T) {
	o := sim.Options{Paths: 1 << 17, FitPaths: 1 << 13, Seed: 1, Plain: true}
	e := value(t, fixtureA(t, 0), o)
	if sd := e.CustomerValue.StdError * math.Sqrt(float64(e.CustomerValue.N)); math.Abs(sd/64.073-1) > .01 {
		t.Errorf("standard deviation %.3f, want 64.073", sd)
	}
	o.Plain = false
	if calm := value(t, fixtureA(t, 0), o); calm.CustomerValue.StdError > e.CustomerValue.StdError/1000 {
		t.Errorf("standard error %g with the control, %g without", calm.CustomerValue.StdError, e.CustomerValue.StdError)
	}
}

func TestFixtureAWithOutlay(t *testing.T) {
	p := fixtureA(t, 60)
	e := value(t, p, sim.Options{Paths: 1 << 17, FitPaths: 1 << 13, Seed: 2})
	near(t, "value", e.CustomerValue, 471.449191)
	near(t, "switching cost", e.SwitchCustomer, .4*60/math.Pow(1.1, 4))
	p.PaidAtStart = true
	near(t, "value, paid at the start", value(t, p, sim.Options{Paths: 1 << 17, FitPaths: 1 << 13, Seed: 2}).CustomerValue, 469.809959)
}

// Perfect foresight would say 472.920414: an engine that optimises along each sampled path fails here.
func TestFixtureA6(t *testing.T) {
	e := value(t, fixtureA(t, 200), sim.Options{Paths: 1 << 15, FitPaths: 1 << 13, Seed: 3})
	near(t, "value", e.CustomerValue, 435.526070)
	if math.Abs(e.Flexibility.Mean) > 1e-9 {
		t.Errorf("value of flexibility %g, want 0", e.Flexibility.Mean)
	}
}

// Longstaff and Schwartz (2001) print 4.478; the exact value is 4.47781. A fitted policy gives a lower bound.
func TestBermudanPut(t *testing.T) {
	long(t)
	e := value(t, put(t), sim.Options{Seed: 1, Paths: 1 << 19})
	if low, high := 4.47781-.003-5*e.CustomerValue.StdError, 4.47781+5*e.CustomerValue.StdError; e.CustomerValue.Mean < low || e.CustomerValue.Mean > high {
		t.Errorf("put %v, want %.5f … %.5f", e.CustomerValue, low, high)
	}
	t.Logf("%.5f ± %.5f", e.CustomerValue.Mean, e.CustomerValue.StdError)
}

// Broadie and Glasserman, Andersen and Broadie (2004): two assets 13.9018 at 100, five assets 26.15.
func TestMaxCall(t *testing.T) {
	long(t)
	two := value(t, maxCall(t, 2, 100), sim.Options{Paths: 1 << 17, Seed: 1}).CustomerValue
	if two.Mean < 13.9018*.996-5*two.StdError || two.Mean > 13.9018+5*two.StdError {
		t.Errorf("two assets: %v, want 13.9018", two)
	}
	t.Logf("two assets: %.5f ± %.5f", two.Mean, two.StdError)
	five := value(t, maxCall(t, 5, 100), sim.Options{Seed: 1, Paths: 1 << 19}).CustomerValue
	if five.Mean < 26.05 || five.Mean > 26.17 {
		t.Errorf("five assets: %v, want 26.05 … 26.17", five)
	}
	t.Logf("five assets: %.5f ± %.5f", five.Mean, five.StdError)
}

// Fixture A3, r = 20 %: (0, 0, 340) is worth less than (100, 100, 110), though it adds up to more. Nothing is uncertain, so the
// answer has no error.
func TestFixtureA3(t *testing.T) {
	p := &model.Problem{Name: "A3", Periods: 3, Dt: 1, CustomerRate: .2}
	p.Characteristics = []model.Characteristic{{Name: "flow", Levels: []string{"late", "even"}, Start: []int{0, 1}}}
	p.Revenue = amount(t, p, "revenue", `flow == "late" ? (period == 3 ? 340 : 0) : (period == 3 ? 110 : 100)`)
	e := value(t, p, sim.Options{Paths: 2000, FitPaths: 4096})
	for k, want := range []float64{340 / 1.728, 100/1.2 + 100/1.44 + 110/1.728} {
		same(t, "value", e.Starts[k].Value.Mean, want)
		if e.Starts[k].Value.StdError != 0 {
			t.Errorf("standard error %g of a certain value", e.Starts[k].Value.StdError)
		}
	}
	if e.Best != 1 {
		t.Errorf("start %d is chosen", e.Best)
	}
}
