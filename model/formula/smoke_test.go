package formula

import "testing"

type table map[string]Symbol

func (t table) Lookup(n string) (Symbol, bool) { s, ok := t[n]; return s, ok }
func (t table) Names() (names []string) {
	for n := range t {
		names = append(names, n)
	}
	return names
}

func TestSmoke(t *testing.T) {
	s := table{"demand": {}, "frequency": {Role: Level, Kind: Text, Labels: []string{"low", "high"}}, "period": {Role: Period}}
	e, errs := Parse(`frequency == "high" ? 100 * min(demand, 1850) / period : 3`, s, Number)
	t.Log(e, errs)
	g := NewGraph(1)
	env := &Env{Inputs: []Ref{g.Input(0)}, Levels: []int{1}, Period: 2, Dt: 1}
	p := g.Compile(g.Bind(e, env))
	sc := NewScratch(4)
	t.Log(p.Run(sc, [][]float64{{1000, 2000, 3, 4}}, 4), p.Column(sc, 0))
	for _, src := range []string{"8%", "", "a = 3", `frequency == "hihg"`, "demnd + frequncy", "frequency == high", "sum(demand)", "now()", "map(demand, 1)", "min", "min(1)", "max(1, 2 < 3) + (not 3)", "a | max(3)", "1 + ", "(1", "2 2", "0x1f", "99999999999999999999", "1 < demand < 3", "[1]", "'é' + é", "largest(4, 1,2)", "nil", "if demand > 3 {1} else {2}"} {
		_, errs := Parse(src, s, Number)
		for _, e := range errs {
			t.Logf("%-30s %d %v", src, e.Offset, e)
		}
	}
}
