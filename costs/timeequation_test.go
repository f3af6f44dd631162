package costs_test

import (
	"testing"

	"ips2/costs"
	"ips2/model/formula"
)

// drivers are the x of a time equation: names with numbers.
type drivers map[string]float64

func (d drivers) Lookup(name string) (formula.Symbol, bool) {
	v, ok := d[name]
	return formula.Symbol{Role: formula.Inline, Expr: formula.Constant(v)}, ok
}

func (d drivers) Names() []string { return nil }

// minutes evaluates a time equation as the engines do.
func minutes(t *testing.T, equation string, of drivers) float64 {
	t.Helper()
	e, errs := formula.Parse(equation, of, formula.Number)
	if errs != nil {
		t.Fatal(errs)
	}
	g := formula.NewGraph(0)
	v, ok := g.Constant(g.Bind(e, &formula.Env{Period: 1, Dt: 1}))
	if !ok {
		t.Fatalf("%s does not fold to a number", equation)
	}
	return v
}

// Time equations end to end: a formula gives the minutes, the ledger prices them. Hunter Company and the
// packaging of a chemical are the published examples; in fixture B skilled operators of the customer take time off.
func TestTimeEquations(t *testing.T) {
	const hunter, packaging = "15 * new + 5 + 3 * lines + 10 * rush", "0.5 + 6.5 * special + 0.2 * air"
	s := costs.Supplier{Dt: 1, Pools: []costs.Pool{{Name: "clerks", Rate: 0.8}}, Processes: []costs.Process{{Name: "order", Pool: "clerks"}}}
	for _, c := range []struct {
		equation string
		of       drivers
		want     float64
	}{
		{hunter, drivers{"new": 0, "lines": 4, "rush": 0}, 17},
		{hunter, drivers{"new": 1, "lines": 10, "rush": 1}, 60},
		{packaging, drivers{"special": 0, "air": 0}, 0.5},
		{packaging, drivers{"special": 1, "air": 1}, 7.2},
		{"240 + 60 * customised - 30 * skilled_operators", drivers{"customised": 1, "skilled_operators": 1}, 270},
	} {
		each := minutes(t, c.equation, c.of)
		near(t, c.equation, each, c.want, exact)
		run := costs.Run{Process: "order", Executions: 3, Minutes: each}
		l := ledger(t, s, costs.Contract{Periods: []costs.Period{{Runs: []costs.Run{run}}}})
		near(t, "money of three", l.Total().Money, 3*c.want*0.8, exact)
	}
}
