package tree

import (
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

// formulaOf is a system with a factor x that a formula moves, behind others.
func formulaOf(t *testing.T, start float64, source string, moves []bool, others ...demand.Factor) demand.System {
	names := []string{}
	for _, f := range others {
		names = append(names, f.Name)
	}
	x := parsed(t, len(others), start, source, moves, append(names, "x")...)
	return demand.System{Factors: append(others, demand.Factor{Name: "x", Process: x})}
}

// Formulas that say what gbm, ou and log ar1 say: first and second moments in closed form.
func TestLatticeFormulas(t *testing.T) {
	const periods = 5
	for source, want := range map[string][2]float64{
		"x * exp(0.01 + 0.2 * noise)":            {2 * math.Exp(periods*(0.01+0.02)), 4 * math.Exp(periods*(0.02+0.08))},
		"1 + 0.8 * (x - 1) + 0.1 * noise":        {1 + math.Pow(0.8, periods), math.Pow(1+math.Pow(0.8, periods), 2) + 0.01*(1-math.Pow(0.64, periods))/(1-0.64)},
		"exp(0.05 + 0.7 * log(x) + 0.3 * noise)": {lognormal(1, 0.05, 0.7, 0.3, 2, periods), lognormal(2, 0.05, 0.7, 0.3, 2, periods)},
		"x * (noise > 0.5 ? 1.1 : 0.9)":          {2 * math.Pow(0.9+0.2*normal(-0.5), periods), 4 * math.Pow(0.81+0.4*normal(-0.5), periods)},
		"x + 0.1 * max(noise, 0)":                {2 + periods*0.1/math.Sqrt(2*math.Pi), math.Pow(2+periods*0.1/math.Sqrt(2*math.Pi), 2) + periods*0.01*(0.5-1/(2*math.Pi))},
	} {
		l := lay(t, formulaOf(t, 2, source, moved(2*periods, through(1, periods)...)), 2*periods, 32)
		mean, square := moment(t, l, 2*periods, value(0)), moment(t, l, 2*periods, squared(0))
		near(t, source, mean, want[0], 1e-6*want[0])
		near(t, source+", squared", square, want[1], 2e-6*want[1])
	}
}

// lognormal is E X^power of ln X' = c + phi ln X + sigma ε.
func lognormal(power, c, phi, sigma, start float64, periods int) float64 {
	mean, variance := math.Log(start), 0.0
	for range periods {
		mean, variance = c+phi*mean, phi*phi*variance+sigma*sigma
	}
	return math.Exp(power*mean + power*power*variance/2)
}

// Formulas that say what the laws of the engine's own processes say give a Bermudan put the same value.
func TestFormulasForProcesses(t *testing.T) {
	const periods, dt = 8, 0.125
	for source, law := range map[string]demand.Process{
		"x * exp(0.05 / 8 + 0.2 * noise * sqrt(0.125))": demand.NewGBM(36, 0.07, 0.2, dt, always(periods)),
		"38 + (x - 38) * 0.9 + 2.5 * noise":             demand.NewAR1(36, 3.8, 0.9, 2.5, false, always(periods)),
		"exp(0.4 + 0.89 * log(x) + 0.08 * noise)":       demand.NewAR1(36, 0.4, 0.89, 0.08, true, always(periods)),
		"36 * exp(-1.5 / 8) + (x - 36) * exp(-1.5 / 8) + 36 * (1 - exp(-1.5 / 8)) + 4 * sqrt((1 - exp(-3 / 8)) / 3) * noise": demand.NewOU(36, 36, 1.5, 4, dt, false, always(periods)),
	} {
		value := func(s demand.System) *Solution {
			b := newBench(t, periods, dt, math.Expm1(0.06))
			b.Factors = s
			b.characteristic("option", model.Customer, []int{0}, "held", "exercised")
			b.change(0, 0, 1, through(1, periods)...).Gain = b.amount("gain", "max(40 - x, 0)")
			return b.solve(Options{})
		}
		formula := value(formulaOf(t, 36, source, always(periods)))
		own := value(demand.System{Factors: []demand.Factor{{Name: "x", Process: law}}})
		near(t, source, formula.Values[0], own.Values[0], 5e-6*own.Values[0])
	}
}

// Two noises that add up to one, and one of them alone: a European call in closed form.
func TestFormulaOfTwoNoises(t *testing.T) {
	for _, source := range []string{"x * exp(0.2 * sqrt(0.5) * (noise + noise1) - 0.02)", "x * exp(0.12 * noise + 0.16 * noise1 - 0.02)", "x * exp(0.2 * noise - 0.02 + 0 * noise1)"} {
		const periods, strike = 3, 105.0
		b := newBench(t, periods, 1, 0)
		b.Factors = formulaOf(t, 100, source, always(periods))
		b.characteristic("option", model.Customer, []int{0}, "held", "used")
		b.change(0, 0, 1, periods).Gain = b.amount("gain", "max(x - 105, 0)")
		s := b.solve(Options{})
		want := blackPut(100, strike, 0, 0.2, periods) + 100 - strike
		near(t, source, s.Values[0], want, 1e-5*want)
	}
}

// A running mean of geometric Brownian motion: E A = mean of E X_t, E A² = mean of E X_s X_t.
func TestRunningMean(t *testing.T) {
	const periods, drift, volatility = 6, 0.02, 0.2
	y := demand.Factor{Name: "y", Process: demand.NewGBM(10, drift, volatility, 1, always(periods))}
	l := lay(t, formulaOf(t, 0, "x + (y - x) / period", always(periods), y), periods, 6)
	mean, square := 0.0, 0.0
	for s := 1.0; s <= periods; s++ {
		mean += 10 * math.Exp(drift*s) / periods
		for u := 1.0; u <= periods; u++ {
			square += 100 * math.Exp(drift*(s+u)+volatility*volatility*min(s, u)) / periods / periods
		}
	}
	near(t, "mean", moment(t, l, periods, value(1)), mean, 1e-6*mean)
	near(t, "square", moment(t, l, periods, squared(1)), square, 1e-5*square)
}

// A call on the geometric mean of geometric Brownian motion, in closed form: ln of the mean is normal.
func TestGeometricMean(t *testing.T) {
	const periods, volatility, strike = 6, 0.2, 10.0
	b := newBench(t, periods, 1, 0)
	y := demand.Factor{Name: "y", Process: demand.NewGBM(10, 0, volatility, 1, always(periods))}
	b.Factors = formulaOf(t, 0, "x + (log(y) - x) / period", always(periods), y)
	b.characteristic("option", model.Customer, []int{0}, "held", "used")
	b.change(0, 0, 1, periods).Gain = b.amount("gain", "max(exp(x) - 10, 0)")
	s := b.solve(Options{})
	mean, variance := math.Log(10)-volatility*volatility/2*(periods+1)/2, 0.0
	for u := 1.0; u <= periods; u++ {
		for v := 1.0; v <= periods; v++ {
			variance += volatility * volatility * min(u, v) / periods / periods
		}
	}
	d := (mean - math.Log(strike)) / math.Sqrt(variance)
	want := math.Exp(mean+variance/2)*normal(d+math.Sqrt(variance)) - strike*normal(d)
	near(t, "call", s.Values[0], want, 2e-5*want)
}

// A stock with a floor, and the most that there ever was of it with what a chain adds: their means after one period.
func TestFormulaOfFormulas(t *testing.T) {
	const periods = 3
	s := formulaOf(t, 1, "max(x + 0.3 * noise, 0.4)", always(periods), demand.Factor{Name: "s", Process: jump(6)})
	s.Factors = append(s.Factors, demand.Factor{Name: "top", Process: parsed(t, 2, 1, "max(top, x + s)", always(periods), "s", "x", "top")})
	l := lay(t, s, periods, 16)
	mean := 1 + 0.3*kinked((1-0.4)/0.3)
	near(t, "mean of x in period 1", moment(t, l, 1, value(1)), mean, 1e-7)
	top := 1 + 0.3/math.Sqrt(2*math.Pi)
	near(t, "mean of top in period 1", moment(t, l, 1, value(2)), top, 1e-4)
}

// kinked is E max(ε, -d).
func kinked(d float64) float64 { return math.Exp(-d*d/2)/math.Sqrt(2*math.Pi) - d*normal(-d) }

// A formula of a chain whose states are too many to be listed: 3^t of them. First and second moment follow a recursion.
func TestLatticeCrowd(t *testing.T) {
	const periods = 14
	values, p := []float64{-1, 0.5, 2}, []float64{0.3, 0.5, 0.2}
	states, rows := [][]float64{{0}}, [][][]float64{nil, {p}}
	for range periods {
		states, rows = append(states, values), append(rows, [][]float64{p, p, p})
	}
	l := lay(t, formulaOf(t, 1, "0.7 * x + y", always(periods), demand.Factor{Name: "y", Process: demand.NewChain(0, states, rows)}), periods, 32)
	if l.continuous() != 1 {
		t.Error("the states are listed: the test says nothing")
	}
	mean, square := 1.0, 1.0
	for range periods {
		mean, square = 0.7*mean+0.35, 0.49*square+2*0.7*mean*0.35+0.3+0.125+0.8
	}
	near(t, "mean", moment(t, l, periods, value(1)), mean, 1e-9)
	near(t, "square", moment(t, l, periods, squared(1)), square, 1e-9)
}
