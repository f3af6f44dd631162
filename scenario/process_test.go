package scenario_test

import (
	"math"
	"os"
	"slices"
	"testing"

	"ips2/model"
	"ips2/model/demand"
	"ips2/scenario"
)

// valid reads a scenario that has no errors; the prelude is added.
func valid(t *testing.T, source string, overrides ...string) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Read("case", []byte(prelude+source), overrides...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func factor(t *testing.T, process string) demand.Process {
	t.Helper()
	return valid(t, "factors:\n  x: "+process+"\n").Problem.Factors.Factors[0].Process
}

// chain checks the states and the rows of a finite process in a period.
func chain(t *testing.T, p demand.Process, period int, states []float64, rows ...[]float64) {
	t.Helper()
	f := p.(demand.Finite)
	if got := f.States(period); !slices.EqualFunc(got, states, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) {
		t.Errorf("period %d: states %v, want %v", period, got, states)
	}
	for from, want := range rows {
		if got := f.Row(period, from); !slices.Equal(got, want) {
			t.Errorf("period %d: row %d is %v, want %v", period, from, got, want)
		}
	}
}

func TestIndependent(t *testing.T) {
	p := factor(t, "{process: independent, initial: 7, values: [1, 2], probabilities: [25%, 75%], moves: [2, 4-5]}")
	chain(t, p, 0, []float64{7})
	chain(t, p, 1, []float64{7}, []float64{1})
	chain(t, p, 2, []float64{1, 2}, []float64{0.25, 0.75})
	chain(t, p, 3, []float64{1, 2}, []float64{1, 0}, []float64{0, 1})
	chain(t, p, 4, []float64{1, 2}, []float64{0.25, 0.75}, []float64{0.25, 0.75})
	q := factor(t, "{process: independent, initial: 7, values: {by: period, values: [[1], [2, 3], [4], [5], [6], [7, 8, 9, 10]]}}")
	chain(t, q, 2, []float64{2, 3}, []float64{0.5, 0.5})
	chain(t, q, 6, []float64{7, 8, 9, 10}, []float64{0.25, 0.25, 0.25, 0.25})
}

func TestBinomial(t *testing.T) {
	p := factor(t, "{process: binomial, initial: 100, up: 1.1, down: 0.9, probability: 0.6, moves: [1, 3]}")
	chain(t, p, 1, []float64{90, 110}, []float64{0.4, 0.6})
	chain(t, p, 2, []float64{90, 110}, []float64{1, 0}, []float64{0, 1})
	chain(t, p, 3, []float64{81, 99, 121}, []float64{0.4, 0.6, 0}, []float64{0, 0.4, 0.6})
}

func TestSeriesAndMarkovByPeriod(t *testing.T) {
	p := factor(t, "{process: series, initial: 5, values: [1, 2, 3, 4, 5, 6]}")
	chain(t, p, 0, []float64{5})
	chain(t, p, 6, []float64{6}, []float64{1})
	q := factor(t, `{process: markov, states: {a: 1, b: 2}, initial: b, transitions: {by: period, values: [
    &stay {a: {a: 1}, b: {b: 1}}, {a: {b: 1}, b: {a: 30%, b: 70%}}, *stay, *stay, *stay, *stay]}}`)
	chain(t, q, 1, []float64{1, 2}, []float64{1, 0}, []float64{0, 1})
	chain(t, q, 2, []float64{1, 2}, []float64{0, 1}, []float64{0.3, 0.7})
	if q.Start() != 1 {
		t.Errorf("starts in state %g", q.Start())
	}
}

// The root is signing; a node without children stays to the end, also in periods without a move.
func TestTree(t *testing.T) {
	p := factor(t, `
    process: tree
    moves: [2, 4, 5]
    nodes:
      now: {value: 100}
      good: {parent: now, probability: 40%, value: 120}
      bad: {parent: now, probability: 60%, value: 80}
      better: {parent: good, probability: 0.25, value: 150}
      same: {parent: good, probability: 0.75, value: 120}`)
	chain(t, p, 0, []float64{100})
	chain(t, p, 1, []float64{100}, []float64{1})
	chain(t, p, 2, []float64{120, 80}, []float64{0.4, 0.6})
	chain(t, p, 3, []float64{120, 80}, []float64{1, 0}, []float64{0, 1})
	chain(t, p, 4, []float64{80, 150, 120}, []float64{0, 0.25, 0.75}, []float64{1, 0, 0})
	for period := 5; period <= 6; period++ {
		chain(t, p, period, []float64{80, 150, 120}, []float64{1, 0, 0}, []float64{0, 1, 0}, []float64{0, 0, 1})
	}
}

// With initial the nodes without a parent follow signing.
func TestTreeFromInitial(t *testing.T) {
	p := factor(t, "{process: tree, initial: 5, nodes: {a: {probability: 0.3, value: 1}, b: {probability: 0.7, value: 2}, c: {parent: a, probability: 1, value: 3}}}")
	chain(t, p, 0, []float64{5})
	chain(t, p, 1, []float64{1, 2}, []float64{0.3, 0.7})
	chain(t, p, 6, []float64{2, 3}, []float64{1, 0}, []float64{0, 1})
}

// The chain of the regimes is a factor before its follower; formulas and correlations still mean what they name.
func TestRegime(t *testing.T) {
	p := valid(t, `factors:
  a: {process: gbm, initial: 3, drift: 0, volatility: 10%}
  x:
    process: regime
    initial: 1
    moves: [2, 3]
    season: [1, 4]
    initial_regime: wild
    transitions: {calm: {calm: 90%, wild: 10%}, wild: {calm: 0.3, wild: 0.7}}
    regimes:
      calm: {process: gbm, drift: 2%, volatility: 10%}
      wild: {process: ou, log: true, mean: 2, speed: 0.5, volatility: 40%, jumps: {rate: 1, log_size: {exponential: -0.2}}}
  b: {process: gbm, initial: 5, drift: 0, volatility: 10%}
correlations: [{factors: [x, b], value: 0.6}]
characteristics: {c: {levels: [l], start: l, entry: 100 * a + 10 * x + b}}
`).Problem
	var names []string
	for _, f := range p.Factors.Factors {
		names = append(names, f.Name)
	}
	if want := []string{"a", "x.regime", "x", "b"}; !slices.Equal(names, want) {
		t.Fatalf("factors %q, want %q", names, want)
	}
	chain(t, p.Factors.Factors[1].Process, 1, []float64{0, 1}, []float64{1, 0}, []float64{0, 1})
	chain(t, p.Factors.Factors[1].Process, 2, []float64{0, 1}, []float64{0.9, 0.1}, []float64{0.3, 0.7})
	x := p.Factors.Factors[2].Process.(demand.Switched)
	if phi, _, sigma := x.Regime(1).Law(3); x.Leader() != 1 || x.Regimes() != 2 || math.Abs(phi-math.Exp(-0.5)) > 1e-15 || sigma == 0 || x.Regime(1).Jumps(3).Rate != 1 || x.Regime(1).Jumps(4) != nil {
		t.Errorf("%+v", x)
	}
	if mix := p.Factors.Mix; mix[3][2] != 0.6 || mix[3][3] != 0.8 || mix[1][1] != 1 {
		t.Errorf("mix %v", mix)
	}
	l, err := model.NewLedger(p)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := l.Entry(0); math.Abs(v-315) > 1e-9 || err != nil {
		t.Errorf("entry %g, want 315 (%v)", v, err)
	}
}

// A season multiplies the value by its calendar position, and knows nothing of signing.
func TestSeason(t *testing.T) {
	p := factor(t, "{process: gbm, initial: 10, drift: 0, volatility: 20%, season: [0.5, 1, 2, 3]}")
	for period, want := range []float64{10, 5, 10, 20, 30, 5, 10} {
		value := make([]float64, 1)
		p.Value(period, []float64{p.Start()}, value)
		if math.Abs(value[0]-want) > 1e-12 {
			t.Errorf("period %d: %g, want %g", period, value[0], want)
		}
	}
}

func TestAR1(t *testing.T) {
	p := factor(t, "{process: ar1, initial: 2, c: 0.1, phi: 0.5, sigma: 0.2, log: true, moves: 2-6}").(demand.Normal)
	if phi, drift, sigma := p.Law(2); phi != 0.5 || drift != 0.1 || sigma != 0.2 || p.Start() != math.Log(2) {
		t.Errorf("law %g %g %g from %g", phi, drift, sigma, p.Start())
	}
	if phi, drift, sigma := p.Law(1); phi != 1 || drift != 0 || sigma != 0 {
		t.Errorf("it moves in period 1")
	}
}

// Correlated Brownian motions have increments that are less so where the speeds differ.
func TestInstantaneousCorrelation(t *testing.T) {
	const gbm, slow, fast = "{process: gbm, initial: 1, drift: 0, volatility: 0.1}", "{process: ou, initial: 1, mean: 1, speed: 0.5, volatility: 0.3}", "{process: ou, initial: 1, mean: 1, speed: 2, volatility: 0.2, log: true}"
	const calm = "{process: regime, initial: 1, initial_regime: a, transitions: {a: {a: 1}, b: {b: 1}}, regimes: {a: {process: ou, mean: 1, speed: 2, volatility: 0.1}, b: {process: ou, mean: 2, speed: 2, volatility: 0.2}}}"
	for _, c := range []struct {
		a, b string
		want float64
	}{{gbm, fast, 0.78542}, {slow, fast, 0.83898}, {fast, fast, 0.9}, {gbm, gbm, 0.9}, {calm, fast, 0.9}, {calm, gbm, 0.78542}} {
		s := valid(t, "factors: {a: "+c.a+", b: "+c.b+"}\ncorrelations: [{factors: [b, a], value: 0.9, instantaneous: true}]\n")
		mix := s.Problem.Factors.Mix
		if got := mix[len(mix)-1][len(mix)-2]; math.Abs(got-c.want) > 1e-5 {
			t.Errorf("%s and %s: %g, want %g", c.a, c.b, got, c.want)
		}
	}
}

// A correlation of 1 is allowed though the matrix is singular: the second increment is the first one.
func TestPerfectCorrelation(t *testing.T) {
	const law = "{process: gbm, initial: 1, drift: 0, volatility: 0.1}"
	s := valid(t, "factors: {a: "+law+", b: "+law+", c: "+law+"}\ncorrelations: [{factors: [b, a], value: 1}, {factors: [c, b], value: -0.6}, {factors: [a, c], value: -0.6}]\n")
	mix := s.Problem.Factors.Mix
	for k, want := range [][]float64{{1, 0, 0}, {1, 0, 0}, {-0.6, 0, 0.8}} {
		for j := range want {
			if math.Abs(mix[k][j]-want[j]) > 1e-12 {
				t.Errorf("mix %v", mix)
			}
		}
	}
}

func TestOverrides(t *testing.T) {
	source := "parameters: {a: &x {by: period, values: [1, 2, 3, 4, 5, 6]}, b: *x}\ncompetitors:\n  - {name: c, price: 1, value: 2}\n"
	s := valid(t, source, "rates.customer=12.5%", "competitors.0.value=7", "parameters.b.values.0=9", "simulation.paths=1e5", "simulation.precision=0.1%",
		"customer.revenue=a + b", "switching_paid=start", "horizon.period=month")
	p := s.Problem
	if p.CustomerRate != 0.125 || p.SupplierRate != 0.08 || p.Competitors[0].Value != 7 || !p.PaidAtStart || p.Dt != 1.0/12 {
		t.Errorf("%+v", p)
	}
	if want := (scenario.Simulation{Paths: 100_000, Precision: scenario.Precision{Value: 0.001, Relative: true}}); s.Simulation != want {
		t.Errorf("simulation %+v", s.Simulation)
	}
	// The override reaches b and not a, which b is an alias of.
	l, err := model.NewLedger(p)
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := l.Graph.Constant(l.Flow(1, 0).Revenue); v != 1+9 {
		t.Errorf("a + b in period 1 is %g", v)
	}
}

// Numeric levels are numbers in formulas; names may have letters of any language.
func TestLevelsAndNames(t *testing.T) {
	p := valid(t, `characteristics:
  häufigkeit: {levels: [4, 24], start: any, entry: {24: 500}}
customer: {revenue: häufigkeit * 2, residual: (häufigkeit == 24 ? 7 : 0)}
`).Problem
	l, err := model.NewLedger(p)
	if err != nil {
		t.Fatal(err)
	}
	for config, want := range []float64{8, 48 + 7} {
		if v, _ := l.Graph.Constant(l.Flow(6, config).Revenue); v != want {
			t.Errorf("revenue %g, want %g", v, want)
		}
	}
	for start, want := range []float64{0, 500} {
		if v, err := l.Entry(start); v != want || err != nil {
			t.Errorf("entry %g, want %g (%v)", v, want, err)
		}
	}
}

// Arcs expand in the file's order and share their uses; the supplier's characteristic is its own.
func TestArcs(t *testing.T) {
	p := valid(t, `characteristics:
  a:
    levels: [x, y, z]
    start: y
    changes:
      - {from: [z, x], to: any, by: customer, periods: [1-2, 6], uses: 2, outside: (to == "z" ? 3 : 4), dwell: 99, lead: 1}
      - {from: y, to: x, by: customer, periods: all}
`).Problem
	var labels []string
	for k := range p.Changes {
		labels = append(labels, p.Label(k))
	}
	if want := []string{"a: z → x", "a: z → y", "a: x → y", "a: x → z", "a: y → x"}; !slices.Equal(labels, want) {
		t.Errorf("arcs %q, want %q", labels, want)
	}
	first := p.Changes[0]
	if !slices.Equal(first.Open, []bool{false, true, true, false, false, false, true}) || first.Uses != 2 || first.Lead != 1 || first.Dwell != 6 || first.Group != p.Changes[3].Group || first.Group == p.Changes[4].Group {
		t.Errorf("%+v", first)
	}
	l, err := model.NewLedger(p)
	if err != nil {
		t.Fatal(err)
	}
	for change, want := range map[int]float64{0: 4, 3: 3} {
		if v, _ := l.Graph.Constant(l.Switch(1, change, 0).Outside); v != want {
			t.Errorf("%s costs %g, want %g", labels[change], v, want)
		}
	}
}

// The file with every process and key is valid, and its factors move; whatever stands in the place of one of its words, there are
// errors with a place or a problem whose factors can move.
func TestEveryProcess(t *testing.T) {
	text, err := os.ReadFile("testdata/processes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Read("processes.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	if f := moveThrough(s.Problem); f != nil {
		t.Errorf("%+v", f)
	}
	source, number := string(text), 0
	for _, at := range token.FindAllStringIndex(source, -1) {
		for _, word := range []string{"", "-1", "0", "1e308", "1e-308", "x", "[1]", "{a: 1}", "stock", "noise", "100%", "regime", "3.5"} {
			if number++; testing.Short() && number%5 > 0 {
				continue
			}
			changed := []byte(source[:at[0]] + word + source[at[1]:])
			s, err := scenario.Read("changed", changed)
			check(t, s, err, changed, "")
			if err == nil {
				moveThrough(s.Problem)
			}
		}
	}
}

// moveThrough steps a few rows of innovations through all periods, unlikely ones among them.
func moveThrough(p *model.Problem) *demand.Fault {
	u := []float64{0x1p-53, 0.01, 0.5, 0.9, 1 - 0x1p-53}
	b := p.Factors.NewBlock(len(u))
	p.Factors.Begin(b, len(u))
	for t := 1; t <= p.Periods; t++ {
		var xi [][]float64
		for _, c := range p.Factors.Innovations() {
			column := slices.Clone(u)
			if c.Noise == demand.Gauss {
				column = []float64{-8, -1, 0, 1, 8}
			}
			xi = append(xi, column)
		}
		if f := p.Factors.Step(t, b, xi); f != nil {
			return f
		}
	}
	return nil
}
