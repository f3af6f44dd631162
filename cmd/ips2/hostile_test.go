package main

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"ips2/internal/processor"
)

// plain is the head of a scenario.
const plain = "horizon: {periods: 6, period: year}\nrates: {customer: 10%, supplier: 8%}\n"

// entries are lines of a section, by number.
func entries(section, line string, n int) string {
	var b strings.Builder
	b.WriteString(section + ":\n")
	for k := range n {
		fmt.Fprintf(&b, "  x%d: %s\n", k, line)
	}
	return b.String()
}

func factorsOf(n int) string {
	return plain + "customer: {revenue: x0}\n" + entries("factors", "{process: gbm, initial: 1, drift: 2%, volatility: 20%}", n)
}

func characteristicsOf(n int) string {
	return plain + "customer: {revenue: 1}\n" + entries("characteristics", "{levels: [a, b], start: a, changes: [{from: a, to: b, by: customer, periods: [2]}]}", n)
}

func parametersOf(n int) string {
	return plain + "customer: {revenue: 1}\n" + entries("parameters", "period * 2 + 1", n)
}

// hostile are small files of large problems, by what write calls them.
var hostile = map[string]func() string{
	"starts": func() string {
		return plain + "customer: {revenue: 100}\n" + entries("characteristics", "{levels: [a, b, c], start: any, changes: [{from: any, to: any, by: customer, periods: all}]}", 20)
	},
	"tied": func() string {
		tied := make([]string, 20)
		for k := range tied {
			tied[k] = fmt.Sprintf("(x%d == \"a\" ? 1 : 2)", k)
		}
		return plain + "customer: {revenue: '" + strings.Join(tied, " * ") + "'}\n" + entries("characteristics", "{levels: [a, b], start: any}", 20)
	},
	"ruled": func() string { // a combination of a million of millions is allowed
		var rules strings.Builder
		for k := range 40 {
			fmt.Fprintf(&rules, "  - x%d == \"b\"\n", k)
		}
		return plain + "customer: {revenue: 100}\n" + entries("characteristics", "{levels: [a, b], start: any}", 40) + "exclude:\n" + rules.String()
	},
	"title":   func() string { return plain + "customer: {revenue: 1}\nname: " + strings.Repeat("x", 3<<20) + "\n" },
	"factors": func() string { return factorsOf(500) },
	"levels": func() string {
		levels := make([]string, 120)
		for k := range levels {
			levels[k] = fmt.Sprintf("l%d", k)
		}
		return strings.Replace(plain, "6", "1000", 1) + "customer: {revenue: 100}\ncharacteristics: {x: {levels: [" + strings.Join(levels, ", ") + "], start: any, changes: [{from: any, to: any, by: customer, periods: all}]}}\n"
	},
	"binomials": func() string {
		return strings.Replace(plain, "6", "250", 1) + "customer: {revenue: x0}\n" + entries("factors", "{process: binomial, initial: 1, up: 1.1, down: 0.9, probability: 50%}", 200)
	},
	"cell": func() string { return "path,period,x\n1,1," + strings.Repeat("a", 10<<20) + "\n" },
	"rows": manyRows,
	"word": func() string { return plain + "kind: " + strings.Repeat("x", 3<<20) + "\n" },
}

// manyRows is a Parquet file of equal values, which take next to nothing.
func manyRows() string {
	type row struct {
		Path   int64 `parquet:"path,dict"`
		Period int64 `parquet:"period,dict"`
		X      int64 `parquet:"x,dict"`
	}
	var out bytes.Buffer
	w := parquet.NewGenericWriter[row](&out)
	rows := make([]row, 100_000)
	for range 200 {
		if _, err := w.Write(rows); err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.String()
}

// Twice the file takes no more than about twice as long to check: the fastest of some tries, and room for a busy machine.
func TestCheckIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name, of := range map[string]func(int) string{"factors": factorsOf, "characteristics": characteristicsOf, "parameters": parametersOf} {
		once, twice := fastest(of(150)), fastest(of(300))
		if limit := 4*once + 100*time.Millisecond; twice > limit {
			t.Errorf("%s: %v, and %v for twice as many", name, once, twice)
		}
	}
}

func fastest(source string) time.Duration {
	best := time.Hour
	for range 5 {
		runtime.GC() // what other tests have left is not its work
		begin := processor.Used()
		run([]string{"check", "-"}, streams{strings.NewReader(source), &bytes.Buffer{}, &bytes.Buffer{}})
		best = min(best, processor.Used()-begin)
	}
	return best
}
