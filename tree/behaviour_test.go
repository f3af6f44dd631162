package tree

import (
	"context"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"ips2/internal/oracle"
	"ips2/model"
	"ips2/model/demand"
	"ips2/model/formula"
)

// within makes a scope that knows from and to of a characteristic too.
type within struct {
	bench
	characteristic int
}

func (w within) Lookup(name string) (formula.Symbol, bool) {
	roles := map[string]formula.Role{"from": formula.From, "to": formula.To}
	if role, ok := roles[name]; ok {
		return formula.Symbol{Role: role, Index: w.characteristic, Kind: formula.Text, Labels: w.Characteristics[w.characteristic].Levels}, true
	}
	return w.bench.Lookup(name)
}

// conduct sets a behaviour by the formula of one characteristic.
func (b bench) conduct(c model.Conduct, characteristic int, source string) {
	b.Helper()
	want := formula.Number
	if c == model.Rule {
		want = formula.Truth
	}
	e, errs := formula.Parse(source, within{b, characteristic}, want)
	if len(errs) > 0 {
		b.Fatalf("%q: %v", source, errs)
	}
	b.Behaviour = model.Behaviour{Conduct: c, Formula: make([]model.Amount, len(b.Characteristics))}
	b.Behaviour.Formula[characteristic] = model.Amount{Name: "customer.behaviour", Expr: e}
}

// wavering is what the oracle makes of a behaviour drawn at random; levels are numbered a, b, c.
func wavering(t *rapid.T, d *drawn) oracle.Chances {
	switch rapid.SampledFrom([]model.Conduct{model.Logit, model.Rule, model.Probabilities}).Draw(t, "conduct") {
	case model.Logit:
		theta := d.money(t, "theta", 0.1, 50)
		d.Behaviour = model.Behaviour{Conduct: model.Logit, Theta: theta}
		return func(_, _, _ []int, values []float64) []float64 { return softmax(values, theta) }
	case model.Rule:
		d.conduct(model.Rule, 0, `state >= 1 ? to != "a" : from != "b" and period > 1`)
		return func(decisions, known, choices []int, _ []float64) []float64 {
			p := make([]float64, len(choices))
			for i, to := range choices[1:] {
				if d.state(known) >= 1 && to != 0 || d.state(known) == 0 && decisions[len(decisions)-1] != 1 && len(decisions) > 1 {
					p[i+1] = 1
					return p
				}
			}
			p[0] = 1
			return p
		}
	}
	d.conduct(model.Probabilities, 0, `to == "a" ? 0.1 * state : to == "b" ? 0.3 : 0.7 / (1 + period)`)
	return func(decisions, known, choices []int, _ []float64) []float64 {
		p := make([]float64, len(choices))
		p[0] = 1
		for i, to := range choices[1:] {
			p[i+1] = [3]float64{0.1 * float64(d.state(known)), 0.3, 0.7 / float64(1+len(decisions))}[to]
			p[0] -= p[i+1]
		}
		return p
	}
}

// state is the last state that is known.
func (d *drawn) state(known []int) int {
	if len(known) == 0 {
		return d.tables.Initial
	}
	return known[len(known)-1]
}

func softmax(values []float64, theta float64) []float64 {
	p, sum := make([]float64, len(values)), 0.0
	for i, v := range values {
		p[i] = math.Exp((v - values[0]) / theta)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// Random small contracts under every behaviour against the mean over histories; the revenue of the periods adds up to the value.
func TestBehavioursAgainstHistories(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r, t)
		chances := wavering(r, d)
		s, err := Solve(context.Background(), d.ledger(), Options{Workers: 1})
		if err != nil {
			r.Fatal(err)
		}
		customer := d.tables.Problem()
		customer.DecideFirst = d.DecideFirst
		for k, v := range s.Values {
			if want := customer.Wavering(k, chances); math.Abs(v-want) > 1e-9*(1+math.Abs(want)) {
				r.Fatalf("%v, start %d: value %.12g, want %.12g", d.Behaviour.Conduct, k, v, want)
			}
		}
		e, err := Expect(context.Background(), s)
		if err != nil {
			r.Fatal(err)
		}
		sum := -e.SwitchCustomer.Mean
		for _, p := range e.Periods {
			sum += d.Discount(model.Customer, p.Period) * p.Revenue.Mean
		}
		if math.Abs(sum-e.CustomerValue.Mean) > 1e-9*(1+math.Abs(sum)) {
			r.Fatalf("the periods add up to %.12g, the value is %.12g", sum, e.CustomerValue.Mean)
		}
	})
}

// θ → 0 gives the optimum, θ → ∞ equal shares: in fixture A the customer then moves with probability ½ in period 4.
func TestLogitBetweenOptimumAndEqualShares(t *testing.T) {
	late := 0.0
	for n := 4; n <= 6; n++ {
		late += math.Pow(1.1, -float64(n))
	}
	rigid := 0.0
	for n := 1; n <= 6; n++ {
		rigid += 100 * math.Pow(1.1, -float64(n))
	}
	high := 0.6*85 + 0.4*170
	for theta, want := range map[float64]float64{1e-9: rigid + 0.4*70*late, 1e12: rigid + (high-100)/2*late} {
		b := fixtureA(t, "0")
		b.Behaviour = model.Behaviour{Conduct: model.Logit, Theta: theta}
		near(t, fmt.Sprint("low with θ = ", theta), b.solve(Options{}).Values[0], want, 1e-7)
	}
}

// In a single decision the shares have a closed form: with gain g in H and loss l in L the share of high is 1/(1+exp(-g/θ)).
func TestLogitClosedForm(t *testing.T) {
	const theta = 40
	b := fixtureA(t, "0")
	b.Behaviour = model.Behaviour{Conduct: model.Logit, Theta: theta}
	s := b.solve(Options{})
	late := math.Pow(1.1, -4) + math.Pow(1.1, -5) + math.Pow(1.1, -6)
	inH, inL := 1/(1+math.Exp(-70*late/theta)), 1/(1+math.Exp(15*late/theta))
	e, err := Expect(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	rigid := 100 * (math.Pow(1.1, -1) + math.Pow(1.1, -2) + math.Pow(1.1, -3) + late)
	near(t, "value", s.Values[0], rigid+0.4*inH*70*late-0.6*inL*15*late, 1e-9)
	near(t, "probability", e.Switches[0].Probability.Mean, 0.4*inH+0.6*inL, 1e-12)
}

// A probability above 1 names formula, period and values.
func TestProbabilitiesAboveOne(t *testing.T) {
	b := fixtureA(t, "0")
	b.conduct(model.Probabilities, 0, `0.9 + 0.5 * state`)
	_, err := Solve(context.Background(), b.ledger(), Options{})
	const want = "customer.behaviour has no value in period 4 with state = 1: 1.4 is not a probability"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// Knowing less is never worth more, and nothing where the factor does not move: random contracts with one that stands still in a period.
func TestPreviousInformationIsWorthNoMore(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := draw(r, t)
		d.DecideFirst = false
		known := d.solve(Options{Workers: 1}).Values
		d.DecideFirst = true
		for k, v := range d.solve(Options{Workers: 1}).Values {
			if v > known[k]+1e-9*(1+math.Abs(known[k])) {
				r.Fatalf("start %d: %.12g before the factors move, %.12g after", k, v, known[k])
			}
		}
	})
	still := fixtureA(t, "0") // L is certain until period 4: a change open in 5 knows all there is to know
	for k := range still.Changes {
		still.Changes[k].Open[4], still.Changes[k].Open[5] = false, true
	}
	current := still.solve(Options{}).Values
	still.DecideFirst = true
	for k, v := range still.solve(Options{}).Values {
		near(t, "where nothing moves", v, current[k], 1e-9)
	}
}

// Fixture A before the factor of period 4 moves: high is worth 119 on average against 100.
func TestPreviousInformationClosedForm(t *testing.T) {
	b := fixtureA(t, "0")
	b.DecideFirst = true
	late := math.Pow(1.1, -4) + math.Pow(1.1, -5) + math.Pow(1.1, -6)
	rigid := 100 * (math.Pow(1.1, -1) + math.Pow(1.1, -2) + math.Pow(1.1, -3) + late)
	near(t, "value", b.solve(Options{}).Values[0], rigid+19*late, 1e-9)
}

// The put decided a date early: with continuous factors, against the put whose payoff is the one-step Black–Scholes forward value.
func TestPreviousInformationOnAGrid(t *testing.T) {
	early := stopping(t, 50, 0.02, 0.06, "40 - price", demand.Factor{Name: "price", Process: demand.NewGBM(36, 0.06, 0.2, 0.02, always(50))})
	early.DecideFirst = true
	for k := range early.Changes {
		early.Changes[k].Open = open(early.Periods, early.Periods)
	}
	// Exercise at the last date only, decided one date before: sell at X_n if E[K - X_n | X_{n-1}] > 0, a European put on the forward.
	dt, n, r, sigma := early.Dt, early.Periods, 0.06, 0.2
	s := early.solve(Options{})
	spread := sigma * math.Sqrt(float64(n-1)*dt)
	forward := 36 * math.Exp(r*float64(n)*dt)
	d1 := (math.Log(forward/40) + spread*spread/2) / spread
	cdf := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	want := math.Exp(-r*float64(n)*dt) * (40*cdf(-d1+spread) - forward*cdf(-d1))
	near(t, "put decided a date early", s.Values[0], want, 2e-5)
}

func open(n int, periods ...int) []bool {
	open := make([]bool, n+1)
	for _, t := range periods {
		open[t] = true
	}
	return open
}

// A noisy change behind a guard that opens between nodes, against the integral of its closed form: the trapezoidal rule over the
// standard normal from the guard on, whose error at 10⁵ steps is below 1e-9.
func TestLogitBehindAGuardOnAGrid(t *testing.T) {
	const theta, volatility, strike, opens = 10, 0.2, 95, 105
	b := stopping(t, 1, 1, 0, "x - 95", demand.Factor{Name: "x", Process: demand.NewGBM(100, 0, volatility, 1, always(1))})
	b.Changes[0].When = b.truth("x > 105")
	b.Behaviour = model.Behaviour{Conduct: model.Logit, Theta: theta}
	from, want, chance := (math.Log(opens/100.0)+volatility*volatility/2)/volatility, 0.0, 0.0
	const steps = 100_000
	h := (9 - from) / steps
	for k := range steps + 1 {
		z := from + float64(k)*h
		x := 100 * math.Exp(volatility*z-volatility*volatility/2)
		weight := h * math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
		if k == 0 {
			weight /= 2
		}
		p := 1 / (1 + math.Exp(-(x-strike)/theta))
		want, chance = want+weight*p*(x-strike), chance+weight*p
	}
	e := b.expect(Options{})
	near(t, "value", e.CustomerValue.Mean, want, 2e-4)
	near(t, "probability", e.Switches[0].Probability.Mean, chance, 2e-4)
}
