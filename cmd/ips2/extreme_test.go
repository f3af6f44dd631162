package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ips2/configs"
)

// everything has a number at nearly every place where the format takes one.
const everything = `name: everything
horizon: {periods: 3, period: year}
rates: {customer: 10%, supplier: 8%}
factors:
  demand: {process: gbm, initial: 100, drift: 2%, volatility: 20%}
  state: {process: markov, states: {low: 10, high: 20}, initial: low, transitions: {low: {low: 0.6, high: 0.4}, high: {high: 1}}}
parameters: {capacity: {by: size, small: 90, large: 130}}
characteristics:
  size:
    levels: [small, large]
    start: any
    entry: {small: 0, large: 20}
    changes:
      - {from: small, to: large, by: customer, periods: 2-3, outside: 30, fee: 10, gain: 5, cost: {fixed: 5, material: 2, processes: {training: 2}}}
  execution:
    levels: [manual, automatic]
    start: manual
    changes:
      - {from: manual, to: automatic, by: supplier, periods: [2], cost: 40}
customer: {revenue: "10 * min(demand, capacity) + state", expense: 50, residual: 20, surplus: 5}
pricing: {purchase_price: 900, fees: 30, fee_per_execution: {repair: 1}}
competitors: [{name: other, price: 100, value: 200}]
supplier:
  pools: {staff: {rate: 0.5}}
  processes:
    repair: {category: 1, pool: staff, minutes: {by: execution, manual: 60, automatic: 20}, material: 3, executions: 12, learning: {rate: 90%}}
    training: {category: 3, pool: staff, minutes: 100, learning: {rate: 95%, experience: 40}}
  direct: {rent: 15, energy: 0.1 * demand}
  initial: 25
`

var numeral = regexp.MustCompile(`[ \[:(]-?[0-9]+(\.[0-9]+)?%?`)

var nonsense = regexp.MustCompile(`NaN|Inf|\d–|  –( [^pb]|$)`)

// every is of how many mutations one is tried: EXTREMES=all tries all, which takes minutes.
var every = map[bool]int{true: 1, false: 11}[os.Getenv("EXTREMES") == "all"]

// Whatever number takes an extreme value, there is a right answer or an error, never a figure that is none.
func TestExtremeNumbers(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of valuations: not in short mode")
	}
	texts := map[string]string{"everything": everything}
	for _, name := range []string{"maintenance-contract"} {
		text, err := configs.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	for name, text := range texts {
		valueExtreme(t, name, text, "exact", true)
		for k, at := range numeral.FindAllStringIndex(text, -1) {
			for j, extreme := range []string{"1e300", "-1e300", "1e-300", "0", "-1", "1e49", "1e30", "1e-49"} {
				mutated := text[:at[0]+1] + extreme + text[at[1]:]
				for _, method := range []string{"exact", "simulate"} {
					if (k+j)%every != 0 {
						continue
					}
					valueExtreme(t, fmt.Sprintf("%s, %s for %q", name, extreme, around(text, at)), mutated, method, false)
				}
			}
		}
	}
}

func around(text string, at []int) string {
	return text[max(0, at[0]-25):at[1]]
}

func valueExtreme(t *testing.T, what, text, method string, fine bool) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "s.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("%s, %s: panic: %v", what, method, p)
		}
	}()
	var out, trouble bytes.Buffer
	code := run([]string{"value", file, "--method", method, "--paths", "1024", "--fit-paths", "1024", "--budget", "3s", "--quiet", "--workers", "1"}, streams{strings.NewReader(""), &out, &trouble})
	switch {
	case fine && code != 0:
		t.Fatalf("%s: exit code %d: %s", what, code, &trouble)
	case code != 0 && code != 1 && code != 65:
		t.Errorf("%s, %s: exit code %d: %s", what, method, code, &trouble)
	case code == 0 && nonsense.MatchString(out.String()):
		t.Errorf("%s, %s: %s", what, method, nonsense.FindString(out.String()))
	}
}
