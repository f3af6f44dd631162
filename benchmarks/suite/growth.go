package suite

import (
	"bytes"
	_ "embed"
	"fmt"
	"text/template"

	"ips2/scenario"
)

//go:embed growth.yaml.tmpl
var growthText string

var growthTemplate = template.Must(template.New("growth").Parse(growthText))

// size of a growing contract.
type size struct{ periods, factors, characteristics int }

// The contract from which one thing at a time grows: rollback and simulation take about as long.
var middle = size{periods: 8, factors: 4, characteristics: 2}

// How far each thing grows: beyond what any budget allows the exact method, which is then only forecast.
var (
	manyPeriods         = []int{4, 8, 16, 32, 64, 128, 240}
	manyFactors         = []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	manyCharacteristics = []int{1, 2, 4, 6, 8, 10, 12}
	manyPaths           = []int{1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22}
)

// growth lists the series.
func growth() []Case {
	var all []Case
	series := func(name string, sizes []int, of func(n int) (s size, paths int64)) {
		for _, n := range sizes {
			s, paths := of(n)
			all = append(all, Case{
				Name: fmt.Sprintf("growth/%s=%d", name, n), Source: "synthetic", Series: name, Size: float64(n),
				Known: unknown, Paths: paths, exactly: true, read: s.read,
			})
		}
	}
	series("periods", manyPeriods, func(n int) (size, int64) { return size{n, middle.factors, middle.characteristics}, 0 })
	series("factors", manyFactors, func(n int) (size, int64) { return size{middle.periods, n, middle.characteristics}, 0 })
	series("characteristics", manyCharacteristics, func(n int) (size, int64) { return size{middle.periods, middle.factors, n}, 0 })
	series("paths", manyPaths, func(n int) (size, int64) { return middle, int64(n) })
	return all
}

// read writes the contract of this size in the scenario language, and reads it.
func (s size) read() (*scenario.Scenario, error) {
	var text bytes.Buffer
	err := growthTemplate.Execute(&text, map[string]any{"Periods": s.periods, "Factors": upTo(s.factors), "Characteristics": upTo(s.characteristics)})
	if err != nil {
		return nil, err
	}
	return scenario.Read("growth.yaml", text.Bytes())
}

func upTo(n int) (all []int) {
	for k := range n {
		all = append(all, k+1)
	}
	return all
}
