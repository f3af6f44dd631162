package formula_test

import (
	"fmt"

	"ips2/model/formula"
)

// scope is a factor and a characteristic with two levels.
type scope map[string]formula.Symbol

func (s scope) Lookup(name string) (formula.Symbol, bool) { y, ok := s[name]; return y, ok }
func (s scope) Names() []string                           { return []string{"demand", "frequency"} }

func Example() {
	names := scope{
		"demand":    {Role: formula.Factor, Index: 0},
		"frequency": {Role: formula.Level, Index: 0, Kind: formula.Text, Labels: []string{"low", "high"}},
	}
	revenue, _ := formula.Parse(`100 * min(demand, frequency == "high" ? 1850 : 1000)`, names, formula.Number)

	g := formula.NewGraph(1)
	low := g.Bind(revenue, &formula.Env{Inputs: []formula.Ref{g.Input(0)}, Levels: []int{0}})
	high := g.Bind(revenue, &formula.Env{Inputs: []formula.Ref{g.Input(0)}, Levels: []int{1}})
	program := g.Compile(low, g.Sub(high, low))

	scratch := formula.NewScratch(3)
	if fault := program.Run(scratch, [][]float64{{900, 1500, 2000}}, 3); fault != nil {
		fmt.Println(fault)
	}
	fmt.Println("low: ", program.Column(scratch, 0))
	fmt.Println("more:", program.Column(scratch, 1))

	_, errs := formula.Parse(`frequncy == "hihg"`, names, formula.Truth)
	fmt.Println(errs[0])
	// Output:
	// low:  [90000 100000 100000]
	// more: [0 50000 85000]
	// unknown name frequncy; did you mean frequency?
}
