package formula

import (
	"slices"
	"strconv"
	"testing"
)

// names is a Scope for tests.
type names map[string]Symbol

func (n names) Lookup(name string) (Symbol, bool) { s, ok := n[name]; return s, ok }

func (n names) Names() []string {
	list := make([]string, 0, len(n))
	for name := range n {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// Levels of the characteristics of the tests: frequency (0), staff (1), sourcing (2).
var levels = [][]string{{"low", "mid", "high"}, {"2", "4", "8"}, {"make", "buy"}}

// contract is the scope of the tests: factors x, y, z, three characteristics, a change of frequency, a parameter twice = 2x + 1.
func contract(t testing.TB) names {
	n := names{
		"x": {Role: Factor, Index: 0}, "y": {Role: Factor, Index: 1}, "z": {Role: Factor, Index: 2},
		"demand":    {Role: Factor, Index: 0},
		"frequency": {Role: Level, Index: 0, Kind: Text, Labels: levels[0]},
		"staff":     {Role: Level, Index: 1, Kind: Number, Labels: levels[1]},
		"sourcing":  {Role: Level, Index: 2, Kind: Text, Labels: levels[2]},
		"from":      {Role: From, Index: 0, Kind: Text, Labels: levels[0]},
		"to":        {Role: To, Index: 0, Kind: Text, Labels: levels[0]},
		"period":    {Role: Period}, "time": {Role: Time}, "dt": {Role: Step},
		"noise": {Role: Noise},
	}
	twice, errs := Parse("2 * x + 1", n, Number)
	if errs != nil {
		t.Fatal(errs)
	}
	n["twice"] = Symbol{Role: Inline, Kind: Number, Expr: twice}
	return n
}

func number(characteristic, level int) float64 {
	v, err := strconv.ParseFloat(levels[characteristic][level], 64)
	if err != nil {
		panic(err)
	}
	return v
}

// here is an Env of the tests: frequency low, staff 8, sourcing make, a change from low to high in period 3 of half a year.
func here(inputs ...Ref) *Env {
	return &Env{Inputs: inputs, Levels: []int{0, 2, 0}, From: 0, To: 2, Numbers: number, Period: 3, Dt: 0.5, Noise: inputs[:1]}
}

// value computes a formula that must be good at x, y, z.
func value(t testing.TB, source string, kind Kind, xyz ...float64) float64 {
	t.Helper()
	e, errs := Parse(source, contract(t), kind)
	if errs != nil {
		t.Fatalf("%s: %v", source, errs)
	}
	g := NewGraph(3)
	p := g.Compile(g.Bind(e, here(g.Input(0), g.Input(1), g.Input(2))))
	s := NewScratch(1)
	p.Run(s, [][]float64{{xyz[0]}, {xyz[1]}, {xyz[2]}}, 1)
	return p.Column(s, 0)[0]
}
