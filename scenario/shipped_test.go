package scenario_test

import (
	"math"
	"slices"
	"testing"

	"ips2/configs"
	"ips2/model"
	"ips2/model/demand"
	"ips2/scenario"
)

// shipped reads one of the files that the program ships.
func shipped(t *testing.T, name string) *scenario.Scenario {
	t.Helper()
	source, err := configs.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Read(name+".yaml", source)
	if err != nil {
		t.Fatal(err)
	}
	if string(s.Source) != string(source) {
		t.Error("the source is not kept as it was read")
	}
	return s
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-12*math.Abs(want) {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

// The expected values are worked out by hand from the text of the files.
func TestMaintenanceContract(t *testing.T) {
	p := shipped(t, "maintenance-contract").Problem
	if p.Periods != 6 || p.Dt != 1 || p.CustomerRate != 0.10 || p.SupplierRate != 0.08 || p.Kind != "synthetic" || p.Currency != "EUR" {
		t.Errorf("horizon and rates: %d × %g, %g, %g, %q, %q", p.Periods, p.Dt, p.CustomerRate, p.SupplierRate, p.Kind, p.Currency)
	}
	chain := p.Factors.Factors[0].Process.(demand.Finite)
	if got := chain.States(4); !slices.Equal(got, []float64{1000, 1850}) {
		t.Errorf("states %v", got)
	}
	for period, want := range map[int][]float64{3: {1, 0}, 4: {0.6, 0.4}, 5: {1, 0}} {
		if got := chain.Row(period, 0); !slices.Equal(got, want) {
			t.Errorf("period %d: row of low %v, want %v", period, got, want)
		}
	}
	if c := p.Characteristics; c[0].Owner != model.Customer || c[1].Owner != model.Supplier || !slices.Equal(c[0].Start, []int{0, 1}) || !slices.Equal(c[1].Start, []int{0}) {
		t.Errorf("characteristics %v", c)
	}
	checkMaintenanceChanges(t, p)
	checkMaintenanceSupply(t, p.Supply)
	if len(p.Competitors) != 1 || p.Competitors[0] != (model.Competitor{Name: "reactive repair", Price: 350000, Value: 400000}) || !p.Price.AtCeiling {
		t.Errorf("competitors %v, price %v", p.Competitors, p.Price)
	}
}

func checkMaintenanceChanges(t *testing.T, p *model.Problem) {
	t.Helper()
	if len(p.Changes) != 3 {
		t.Fatalf("%d changes", len(p.Changes))
	}
	var open []int
	for period, is := range p.Changes[2].Open {
		if is {
			open = append(open, period)
		}
	}
	if !slices.Equal(open, []int{2, 3, 4, 5, 6}) || p.Changes[2].By != model.Supplier || p.Changes[2].Group != 2 {
		t.Errorf("automation is open in %v, by %v", open, p.Changes[2].By)
	}
	l, err := model.NewLedger(p)
	if err != nil {
		t.Fatal(err)
	}
	work := l.ChangeWork(2, 2, 0, 0)
	direct, _ := l.Graph.Constant(work.Direct)
	training, _ := l.Graph.Constant(work.Runs[1].Executions)
	if direct != 1500 || training != 16 || p.Supply.Processes[work.Runs[1].Process].Name != "training" {
		t.Errorf("automation costs %g and %g trainings", direct, training)
	}
	minutes, _ := l.Graph.Constant(l.Work(1, 0, 0).Runs[0].Minutes)
	if minutes != 240+60-30 {
		t.Errorf("a maintenance takes %g minutes", minutes)
	}
}

func checkMaintenanceSupply(t *testing.T, s *model.Supply) {
	t.Helper()
	near(t, "minutes a year", s.Pools[0].Capacity, 3*(2080-240-80-260)*60)
	near(t, "rate per minute", s.Pools[0].Rate, 1) // 270000 / (3·1500·60)
	manual := s.Processes[0]
	if manual.Category != 1 || manual.Pool != 0 || s.Processes[1].Pool != -1 || s.Processes[1].Curve != nil {
		t.Errorf("processes %+v", s.Processes[:2])
	}
	near(t, "two manual maintenances", manual.Curve.Total(0, 2), 1+0.85)
	// Experience 40, stated minutes are those of execution 41: the second from now takes (42/41)^b of it.
	near(t, "two trainings", s.Processes[3].Curve.Total(0, 2), 1+math.Pow(42.0/41, math.Log2(0.95)))
}

func TestPressLine(t *testing.T) {
	p := shipped(t, "press-line").Problem
	near(t, "correlation", p.Factors.Mix[1][0], 0.3)
	near(t, "rest", p.Factors.Mix[1][1], math.Sqrt(1-0.09))
	demandLaw, energy := p.Factors.Factors[0].Process.(demand.Normal), p.Factors.Factors[1].Process.(demand.Normal)
	_, drift, sigma := demandLaw.Law(1)
	near(t, "drift of ln demand", drift, 0.02-0.25*0.25/2)
	near(t, "volatility", sigma, 0.25)
	phi, _, _ := energy.Law(10)
	near(t, "reversion", phi, math.Exp(-0.8))
	if len(p.Changes) != 6+2+1 || p.ChangesPerPeriod != 1 {
		t.Fatalf("%d changes, %d a period", len(p.Changes), p.ChangesPerPeriod)
	}
	var labels []string
	for k := range p.Changes[:3] {
		labels = append(labels, p.Label(k))
	}
	if want := []string{"frequency: basic → extended", "frequency: basic → full", "frequency: extended → basic"}; !slices.Equal(labels, want) {
		t.Errorf("arcs %q, want %q", labels, want)
	}
	if c := p.Changes[5]; c.Group != 0 || c.Dwell != 2 || p.Changes[6].Group != 1 || p.Changes[6].Lead != 1 {
		t.Errorf("restrictions %+v", c)
	}
	near(t, "technicians", p.Supply.Pools[0].Rate, 810000.0/(9*(2080-240-90-280)*60))
	near(t, "engineers", p.Supply.Pools[1].Capacity, 2*(2080-240-60-400)*60)
	near(t, "incompressible", p.Supply.Processes[0].Curve.Total(1, 1), 0.25+0.75*0.88)
}

func TestBermudans(t *testing.T) {
	put := shipped(t, "bermudan-put").Problem
	if put.Periods != 50 || put.Dt != 0.02 || put.Supply != nil || len(put.Changes) != 1 {
		t.Errorf("put: %+v", put)
	}
	if put.CustomerRate != 0.06183654655 {
		t.Errorf("a percentage is rounded more than once: %v", put.CustomerRate)
	}
	call := shipped(t, "bermudan-max-call").Problem
	if len(call.Features) != 3 || call.Features[2].String() != "largest(3, s1, s2, s3, s4, s5)" || len(call.Factors.Factors) != 5 || call.Factors.Mix != nil {
		t.Errorf("call: %q", call.Features)
	}
	gain := call.Changes[0].Gain
	if gain.Name != "characteristics.option.changes.0.gain" || gain.String() != "max(best - 100, 0)" || len(gain.Symbols()) != 5 {
		t.Errorf("gain %s: %s", gain.Name, gain)
	}
}
