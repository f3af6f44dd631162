package valuation_test

import (
	"context"
	"math"
	"testing"

	"ips2/scenario"
	"ips2/valuation"
)

// Small contracts without a discount, one word of the format each, with what they are worth by hand.
var words = []struct {
	word, source string
	want         map[string]float64
}{
	{"start_by: supplier picks the cheaper of its starts: 3 × 50 against 100 + 3 × 20 at signing", `
characteristics:
  execution: {levels: [manual, automatic], start: any, start_by: supplier}
supplier:
  initial: {by: execution, manual: 0, automatic: 100}
  direct: {work: {by: execution, manual: 50, automatic: 20}}
`, map[string]float64{"price_floor": 150, "periods[1].share execution=manual": 1}},
	{"the same when manual work costs 60", `
characteristics:
  execution: {levels: [manual, automatic], start: any, start_by: supplier}
supplier:
  initial: {by: execution, manual: 0, automatic: 100}
  direct: {work: {by: execution, manual: 60, automatic: 20}}
`, map[string]float64{"price_floor": 160, "periods[1].share execution=automatic": 1}},
	{"uses: on, off and on again pays 9, 0, 9, but the arc on may be used once: 9 and 9 less the 4 that on costs between", `
characteristics:
  plant:
    levels: [off, on]
    start: off
    changes:
      - {from: off, to: on, by: customer, periods: all, uses: 1}
      - {from: on, to: off, by: customer, periods: all}
customer: {revenue: {by: plant, off: 0, on: {by: period, values: [9, -4, 9]}}}
`, map[string]float64{"customer_value": 14, "rigid_value": 0}},
	{"entry: the better start costs 25, which is more than it brings", `
characteristics:
  frequency: {levels: [low, high], start: any, entry: {high: 25}}
customer: {revenue: {by: frequency, low: 10, high: 18}}
`, map[string]float64{"customer_value": 30, "initial[frequency=high].value": 29}},
	{"residual: what the last configuration leaves, changed to in the last period for 3", `
characteristics:
  machine: {levels: [old, new], start: old, changes: [{from: old, to: new, by: customer, periods: 3, outside: 3}]}
customer: {revenue: 1, residual: {by: machine, old: 2, new: 10}}
`, map[string]float64{"customer_value": 10, "periods[3].revenue": 11}},
	{"exclude: not both, so the better of the two", `
characteristics:
  a: {levels: [no, yes], start: no, changes: [{from: no, to: yes, by: customer, periods: all}]}
  b: {levels: [no, yes], start: no, changes: [{from: no, to: yes, by: customer, periods: all}]}
exclude: [a == "yes" and b == "yes"]
customer: {revenue: '(a == "yes" ? 5 : 0) + (b == "yes" ? 7 : 0)'}
`, map[string]float64{"customer_value": 21}},
	{"when: open only where the factor is 2, with probability 1/4 in period 1 alone", `
factors:
  x: {process: independent, initial: 1, values: [1, 2], probabilities: [0.75, 0.25], moves: 1}
characteristics:
  a: {levels: [no, yes], start: no, changes: [{from: no, to: yes, by: customer, periods: 1, when: x > 1}]}
customer: {revenue: {by: a, no: 0, yes: 8}}
`, map[string]float64{"customer_value": 6, "switches[a: no → yes][1].probability": 0.25}},
	{"from and to: up costs 2 a step, down pays 1 a step", `
characteristics:
  size:
    levels: [1, 2, 3]
    start: 2
    changes:
      - {from: any, to: any, by: customer, periods: all, outside: 'to > from ? 2 * (to - from) : from - to', gain: 'to < from ? 2 * (from - to) : 0'}
customer: {revenue: {by: size, 1: 0, 2: {by: period, values: [0, 0, 5]}, 3: {by: period, values: [0, 9, 0]}}}
`, map[string]float64{"customer_value": 0 + (9 - 2) + (5 + 2 - 1), "switches[size: 3 → 2][3].probability": 1}}, // keep, up, down
	{"probabilities of two characteristics multiply", `
characteristics:
  a: {levels: [no, yes], start: no, changes: [{from: no, to: yes, by: customer, periods: 1}]}
  b: {levels: [no, yes], start: no, changes: [{from: no, to: yes, by: customer, periods: 1}]}
customer: {revenue: 1, behaviour: {probabilities: {a: 0.4, b: 0.3}}}
`, map[string]float64{"periods[1].share a=no b=no": 0.42, "periods[1].share a=yes b=no": 0.28, "periods[1].share a=no b=yes": 0.18, "periods[1].share a=yes b=yes": 0.12}},
	{"what a limit forbids goes to keeping", `
changes_per_period: 1
characteristics:
  a: {levels: [no, yes], start: no, changes: [{from: no, to: yes, by: customer, periods: 1}]}
  b: {levels: [no, yes], start: no, changes: [{from: no, to: yes, by: customer, periods: 1}]}
customer: {revenue: 1, behaviour: {probabilities: {a: 0.4, b: 0.3}}}
`, map[string]float64{"periods[1].share a=no b=no": 0.54, "periods[1].share a=yes b=no": 0.28, "periods[1].share a=no b=yes": 0.18}},
	{"a rule takes the first move that it allows: one change before two, in the order of the file", `
characteristics:
  a: {levels: [no, yes], start: no, changes: [{from: no, to: yes, by: customer, periods: all}]}
  b: {levels: [no, yes], start: no, changes: [{from: no, to: yes, by: customer, periods: all}]}
customer: {revenue: 1, behaviour: {rule: {a: period == 2, b: period >= 2}}}
`, map[string]float64{"periods[1].share a=no b=no": 1, "periods[2].share a=yes b=no": 1, "periods[3].share a=yes b=yes": 1}},
}

// Every word works in both engines.
func TestWords(t *testing.T) {
	for _, w := range words {
		s, err := scenario.Read("words.yaml", []byte("horizon: {periods: 3, period: year}\nrates: {customer: 0%, supplier: 0%}\n"+w.source))
		if err != nil {
			t.Fatalf("%s: %v", w.word, err)
		}
		for _, method := range bothMethods {
			r, err := valuation.Value(context.Background(), s.Problem, valuation.Options{Method: method, Paths: 1 << 14, FitPaths: 1 << 12})
			if err != nil {
				t.Fatalf("%s: %v", w.word, err)
			}
			got := figures(r.Main())
			for name, want := range w.want {
				if f, ok := got[name]; !ok || math.Abs(f.Value-want) > 5*f.StdError+1e-9 {
					t.Errorf("%s, %s: %s is %.6f ± %.6f, want %.6f", w.word, method, name, f.Value, f.StdError, want)
				}
			}
		}
	}
}
