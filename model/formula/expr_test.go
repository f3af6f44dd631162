package formula

import (
	"fmt"
	"testing"
)

func TestSymbols(t *testing.T) {
	scope := contract(t)
	e, errs := Parse(`y > x ? twice : (frequency == from ? staff : period) + y`, scope, Number)
	if errs != nil {
		t.Fatal(errs)
	}
	table := ByLevel(2, []*Expr{e, ByPeriod([]*Expr{Constant(1), Constant(2)})})
	got := ""
	for _, s := range Sum(table, e).Symbols() {
		got += fmt.Sprint(s.Role, ":", s.Index, " ")
	}
	want := fmt.Sprint(Level, ":2 ", Factor, ":1 ", Factor, ":0 ", Level, ":0 ", From, ":0 ", Level, ":1 ", Period, ":0 ")
	if got != want {
		t.Errorf("%s, not %s", got, want)
	}
	if e.String() != `y > x ? twice : (frequency == from ? staff : period) + y` || e.Kind() != Number || table.String() != "" {
		t.Error(e.String(), e.Kind(), table.String())
	}
}

// Tables and series pick by level and period; a series has a fault where it has no value, as at signing.
func TestTables(t *testing.T) {
	series := ByPeriod([]*Expr{Constant(10), Constant(20)})
	table := ByLevel(1, []*Expr{Constant(1), series, Product(series, series)})
	for _, c := range []struct {
		level, period int
		want          float64
	}{{0, 1, 1}, {1, 1, 10}, {1, 2, 20}, {2, 2, 400}, {0, 9, 1}} {
		g := NewGraph(0)
		v, ok := g.Constant(g.Bind(Sum(table, Constant(1)), &Env{Levels: []int{0, c.level}, Period: c.period}))
		if !ok || v != c.want+1 {
			t.Errorf("level %d, period %d: %v", c.level, c.period, v)
		}
	}
	g := NewGraph(0)
	if v, ok := g.Constant(g.Bind(series, &Env{})); !ok || v == v {
		t.Error("a series at signing is", v)
	}
	if v, ok := g.Constant(g.Bind(Sum(Sum(), Product()), &Env{})); !ok || v != 1 {
		t.Error("empty sum plus empty product is", v)
	}
}

// Parameters that use each other twice must not take exponential time.
func TestSharedParameters(t *testing.T) {
	scope := names{"p0": {Role: Factor}}
	for k := range 60 {
		e, errs := Parse(fmt.Sprintf("p%d * 0.5 + p%d * 0.5", k, k), scope, Number)
		if errs != nil {
			t.Fatal(errs)
		}
		scope[fmt.Sprint("p", k+1)] = Symbol{Role: Inline, Expr: e}
	}
	last := scope["p60"].Expr
	g := NewGraph(1)
	p, s := g.Compile(g.Bind(last, &Env{Inputs: []Ref{g.Input(0)}})), NewScratch(1)
	if fault := p.Run(s, [][]float64{{3}}, 1); fault != nil || p.Column(s, 0)[0] != 3 || len(last.Symbols()) != 1 {
		t.Error(fault, p.Column(s, 0), last.Symbols())
	}
}
