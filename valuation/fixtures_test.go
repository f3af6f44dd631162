package valuation_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"ips2/scenario"
	"ips2/valuation"
)

// annuity is the present value of 1 a period in periods from..to.
func annuity(rate float64, from, to int) float64 {
	sum := 0.0
	for t := from; t <= to; t++ {
		sum += math.Pow(1+rate, -float64(t))
	}
	return sum
}

// Fixtures of requirements 1.8 with their closed forms (the printed figure beside them in the comment).
var (
	lateA    = annuity(0.1, 4, 6)
	rigidA   = 100 * annuity(0.1, 1, 6)             // 435.526070
	highA    = 85*annuity(0.1, 1, 6) + 0.4*85*lateA // 433.723056
	valueA   = rigidA + 0.4*70*lateA                // 487.841514
	outlayA  = valueA - 0.4*60*math.Pow(1.1, -4)    // 471.449191
	startA   = valueA - 0.4*60*math.Pow(1.1, -3)    // 469.809959
	fixtures = []fixture{
		{"fixture-a", nil, map[string]float64{"customer_value": valueA, "rigid_value": rigidA, "flexibility_value": 0.4 * 70 * lateA,
			"initial[frequency=low].value": valueA, "initial[frequency=high].value": 85*annuity(0.1, 1, 3) + 0.6*100*lateA + 0.4*170*lateA,
			"initial[frequency=high].rigid": highA, "price_ceiling": valueA, "switching_cost_customer": 0,
			"switches[frequency: low → high][4].probability": 0.4}},
		{"fixture-a", set("parameters.outlay=60"), map[string]float64{"customer_value": outlayA, "switching_cost_customer": 0.4 * 60 * math.Pow(1.1, -4)}},
		{"fixture-a", set("parameters.outlay=60", "switching_paid=start"), map[string]float64{"customer_value": startA}},
		{"fixture-a", set("parameters.outlay=200"), map[string]float64{"customer_value": rigidA, "flexibility_value": 0}}, // A6: foresight would say 472.920402
		{"fixture-a", set("competitors=[{name: rival, price: 350, value: 400}]"), map[string]float64{"price_ceiling": valueA - 50}},
		{"fixture-a", set("competitors=[{name: rival, price: 450, value: 400}]"), map[string]float64{"price_ceiling": valueA}},
		{"fixture-a3", nil, map[string]float64{"customer_value": 100/1.2 + 100/1.44 + 110/1.728}},
		{"fixture-a4", nil, map[string]float64{"customer_value": valueA, "price_floor": 0.4 * 90 * lateA, "corridor": valueA - 0.4*90*lateA}},
		{"fixture-a4", set("parameters.fee=90"), map[string]float64{"customer_value": rigidA, "price_floor": 0, "corridor": rigidA}},
		{"fixture-a5", nil, map[string]float64{"price_floor": a5(3)}},                         // 148.131732
		{"fixture-a5", set("switching_paid=start"), map[string]float64{"price_floor": a5(2)}}, // 149.6344
		{"fixture-b", nil, map[string]float64{"price_floor": 4643.9973, "switching_cost_supplier": 0.4 * 3060 * math.Pow(1.08, -3)}},
		{"fixture-b", set("supplier.processes.manual_maintenance.learning.model=wright"), map[string]float64{"price_floor": 4177.3533}},
		{"fixture-b", set("supplier.processes.manual_maintenance.category=3", "supplier.processes.manual_maintenance.learning={rate: 85%, experience: 50, reference: first}"),
			map[string]float64{"price_floor": 3680.8645}},
		{"fixture-b", set("supplier.processes.manual_maintenance.category=3", "supplier.processes.manual_maintenance.learning={rate: 85%, model: wright, experience: 50, reference: first}"),
			map[string]float64{"price_floor": 3223.4276, "switching_cost_supplier": 0}}, // the supplier stays with manual work
	}
)

// a5 is eq. (8) with C_u discounted by DF(at).
func a5(at int) float64 {
	df := func(t int) float64 { return math.Pow(1.1, -float64(t)) }
	manual := []float64{40, 36, 34, 33, 32, 31}
	sum := 0.4 * (50*df(at) + 15*annuity(0.1, 3, 6))
	for t, c := range manual {
		p := 0.6
		if t < 2 {
			p = 1
		}
		sum += p * c * df(t+1)
	}
	return sum
}

type fixture struct {
	name      string
	overrides []string
	want      map[string]float64
}

func set(overrides ...string) []string { return overrides }

// digits is how well a fixture's figure is known: closed forms to rounding, table B to the digits printed.
func (f fixture) digits() float64 {
	if f.name == "fixture-b" {
		return 5e-5
	}
	return 0
}

func (f fixture) value(t *testing.T, o valuation.Options) *valuation.Result {
	t.Helper()
	return value(t, filepath.Join("testdata", f.name+".yaml"), f.overrides, o)
}

func value(t *testing.T, file string, overrides []string, o valuation.Options) *valuation.Result {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.ReadIn(scenario.Folder{Path: filepath.Dir(file)}, file, source, overrides...)
	if err != nil {
		t.Fatalf("%s %v: %v", file, overrides, err)
	}
	r, err := valuation.Value(context.Background(), s.Problem, o)
	if err != nil {
		t.Fatalf("%s %v: %v", file, overrides, err)
	}
	return r
}

func figures(v *valuation.Valuation) map[string]valuation.Figure {
	out := map[string]valuation.Figure{}
	for _, n := range v.Figures() {
		out[n.Name] = n.Figure
	}
	return out
}

func TestFixturesExactly(t *testing.T) {
	for _, f := range fixtures {
		got := figures(f.value(t, valuation.Options{Method: valuation.Exact}).Exact)
		for name, want := range f.want {
			figure, ok := got[name]
			if !ok {
				t.Errorf("%s %v: no figure %s", f.name, f.overrides, name)
			}
			if tolerance := 1e-9*math.Abs(want) + 1e-12 + f.digits(); math.Abs(figure.Value-want) > tolerance {
				t.Errorf("%s %v: %s = %.9f, want %.9f", f.name, f.overrides, name, figure.Value, want)
			}
			if figure.Lower != figure.Value || figure.Upper != figure.Value {
				t.Errorf("%s %v: exact %s has width", f.name, f.overrides, name)
			}
		}
	}
}

// Simulated figures lie within five standard errors: by luck once in two million.
func TestFixturesSimulated(t *testing.T) {
	for _, f := range fixtures {
		got := figures(f.value(t, valuation.Options{Method: valuation.Simulate, Paths: 1 << 15, FitPaths: 1 << 12}).Simulated)
		for name, want := range f.want {
			if figure := got[name]; math.Abs(figure.Value-want) > 5*figure.StdError+1e-9*math.Abs(want)+1e-12+f.digits() {
				t.Errorf("%s %v: %s = %.6f ± %.6f, want %.6f", f.name, f.overrides, name, figure.Value, figure.StdError, want)
			}
		}
	}
}
