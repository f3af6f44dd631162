package sim_test

import (
	"context"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/formula"
	"ips2/sim"
)

// within knows from and to of the first characteristic too.
type within struct{ names }

func (w within) Lookup(name string) (formula.Symbol, bool) {
	roles := map[string]formula.Role{"from": formula.From, "to": formula.To}
	if role, ok := roles[name]; ok {
		return formula.Symbol{Role: role, Kind: formula.Text, Labels: w.p.Characteristics[0].Levels}, true
	}
	return w.names.Lookup(name)
}

func conduct(t testing.TB, p *model.Problem, c model.Conduct, source string) {
	t.Helper()
	want := formula.Number
	if c == model.Rule {
		want = formula.Truth
	}
	e, errs := formula.Parse(source, within{names{p}}, want)
	if len(errs) > 0 {
		t.Fatalf("%s: %v", source, errs)
	}
	p.Behaviour = model.Behaviour{Conduct: c, Formula: []model.Amount{{Name: "customer.behaviour", Expr: e}}}
}

// late and rigid are of fixture A: the annuity of periods 4-6, and 100 a period.
var (
	late  = math.Pow(1.1, -4) + math.Pow(1.1, -5) + math.Pow(1.1, -6)
	rigid = 100 * (math.Pow(1.1, -1) + math.Pow(1.1, -2) + math.Pow(1.1, -3) + late)
)

// Fixture A from low with shares in closed form: moving in H gains 70, in L loses 15 a period.
func TestBehavioursInClosedForm(t *testing.T) {
	logit := func(gain, theta float64) float64 { return 1 / (1 + math.Exp(-gain*late/theta)) }
	cases := map[string]struct {
		conduct model.Conduct
		source  string
		theta   float64
		inH     float64 // chance of moving
		inL     float64
	}{
		"logit":         {model.Logit, "", 40, logit(70, 40), logit(-15, 40)},
		"rarely wrong":  {model.Logit, "", 2.5, logit(70, 2.5), logit(-15, 2.5)}, // once in 70,000 times: hardly a path shows it
		"rule":          {model.Rule, `to == "high" and demand < 100`, 0, 0, 1},
		"probabilities": {model.Probabilities, `to == "high" ? demand / 340 : 0`, 0, 0.5, 0.25},
	}
	for name, c := range cases {
		p := fixtureA(t, 0)
		p.Characteristics[0].Start = []int{0}
		if p.Behaviour = (model.Behaviour{Conduct: c.conduct, Theta: c.theta}); c.source != "" {
			conduct(t, p, c.conduct, c.source)
		}
		e := value(t, p, sim.Options{Paths: 1 << 16, FitPaths: 1 << 14})
		near(t, name, e.CustomerValue, rigid+0.4*c.inH*70*late-0.6*c.inL*15*late)
		near(t, name+": probability", e.Switches[0].Probability, 0.4*c.inH+0.6*c.inL)
	}
}

// Before the factor of period 4 moves, high is worth 119 on average against 100.
func TestPreviousInformation(t *testing.T) {
	p := fixtureA(t, 0)
	p.DecideFirst = true
	e := value(t, p, sim.Options{Paths: 1 << 16, FitPaths: 1 << 14})
	near(t, "value", e.CustomerValue, rigid+19*late)
	near(t, "probability", e.Switches[0].Probability, 1)
}

// A put whose last date is decided a date before, on the forward (Black 1976): the fit has to find where 40 - E[X_n | X_{n-1}] is 0.
func TestPreviousInformationWithAContinuousFactor(t *testing.T) {
	p := put(t)
	p.DecideFirst = true
	p.Changes[0].Open = in(50, 50)
	p.Changes[0].Gain = amount(t, p, "gain", "40 - price")
	spread, forward := 0.2*math.Sqrt(49*.02), 36*math.Exp(.06)
	d := (math.Log(forward/40) + spread*spread/2) / spread
	cdf := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	want := math.Exp(-.06) * (40*cdf(spread-d) - forward*cdf(-d))
	e := value(t, p, sim.Options{})
	if v := e.CustomerValue; v.Mean > want+5*v.StdError || v.Mean < want-5*v.StdError-1e-5 {
		t.Errorf("value %.5f ± %.5f, want %.5f or a little less", v.Mean, v.StdError, want)
	}
}

// Chances that leave 0 to 1 name formula, period and values.
func TestChancesAboveOne(t *testing.T) {
	p := fixtureA(t, 0)
	conduct(t, p, model.Probabilities, `demand / 100`)
	l := ledger(t, p)
	policy, err := sim.Fit(context.Background(), l, sim.Options{FitPaths: 1 << 12})
	if err == nil {
		_, err = sim.Price(context.Background(), l, policy, sim.Options{Paths: 1 << 12})
	}
	const want = "customer.behaviour has no value in period 4 with demand = 170: 1.7 is not a probability"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// The numbers that chances are drawn with do not depend on the workers.
func TestChancesOnSeveralWorkers(t *testing.T) {
	p := fixtureA(t, 0)
	p.Behaviour = model.Behaviour{Conduct: model.Logit, Theta: 40}
	p.DecideFirst = true
	var first model.Estimate
	for workers := 1; workers <= 3; workers++ {
		e := value(t, p, sim.Options{Paths: 1 << 13, FitPaths: 1 << 13, Workers: workers})
		if workers == 1 {
			first = e.CustomerValue
		} else if e.CustomerValue != first {
			t.Errorf("%v with one worker, %v with %d", first, e.CustomerValue, workers)
		}
	}
}
