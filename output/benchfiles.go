package output

import (
	"io"
	"math"

	"ips2/benchmarks/suite"
	"ips2/internal/chart"
	"ips2/valuation"
)

// drawing is the extension of drawings' files.
const drawing = ".svg"

// Files that a run of the benchmarks may write: those of its published cases, and those of its series.
const (
	casesTable, casesDrawing   = "bench", "error" + drawing
	growthTable, growthDrawing = "growth", "growth" + drawing
)

// ClaimBench is Claim for the benchmarks' files.
func ClaimBench(path string, from Provenance, force bool) (*Folder, error) {
	return claim(path, from, force, []string{casesTable + extension, casesDrawing, growthTable + extension, growthDrawing})
}

// WriteBench puts tables and drawings in place, as Write does.
func (f *Folder) WriteBench(b Bench) error {
	f.from.Interrupted = b.Interrupted
	var files []file
	add := func(rows []suite.Row, t table, name string, figure func([]suite.Row) chart.Figure) {
		if len(rows) == 0 {
			return
		}
		files = append(files, asFiles([]table{t}, f.from.footer())...)
		files = append(files, file{name, func(w io.Writer) error {
			c := figure(rows)
			c.Comment = f.from.drawn()
			return c.Write(w)
		}})
	}
	add(b.published(), runTable(casesTable, b.published()), casesDrawing, errorChart)
	add(b.growing(), runTable(growthTable, b.growing()), growthDrawing, growthChart)
	return f.put(files)
}

var runColumns = []column{
	{"case", text}, {"source", text}, {"series", text}, {"size", real}, {"known_low", real}, {"known_high", real},
	{"periods", whole}, {"factors", whole}, {"configurations", whole}, {"log10_leaves", real}, {"states", real},
	{"forecast_seconds", real}, {"seed", whole}, {"seconds", real}, {"error", real}, {"upper_bound", real},
}

// runTable has a row a run: a case by a method, and by a seed if it is simulated. What was not run has its forecast and no value.
func runTable(name string, rows []suite.Row) table {
	var entries []entry
	for _, r := range rows {
		exact := suite.Once{Value: notRun("exact"), Seconds: math.NaN()}
		if r.Exact != nil {
			exact = *r.Exact
		}
		entries = append(entries, runEntry(r, exact, r.Forecast.ExactSeconds))
		for _, one := range r.Simulated {
			entries = append(entries, runEntry(r, one, r.Forecast.SimSeconds))
		}
		if len(r.Simulated) == 0 {
			entries = append(entries, runEntry(r, suite.Once{Value: notRun("simulated"), Seconds: math.NaN()}, r.Forecast.SimSeconds))
		}
	}
	return long(name, runColumns, entries)
}

func runEntry(r suite.Row, one suite.Once, forecast float64) entry {
	f, known, bound := r.Forecast, r.Truth(), math.NaN()
	if one.Bound != nil {
		bound = one.Bound.Value
	}
	return entry{[]any{
		r.Name, r.Source, r.Series, r.Size, r.Known.Low, r.Known.High,
		int64(f.Periods), int64(f.Factors), int64(f.Configurations), f.Leaves, f.States,
		forecast, int64(one.Seed), one.Seconds, one.Value.Value - known.Middle(), bound,
	}, one.Value}
}

func notRun(method string) valuation.Figure {
	nan := math.NaN()
	return valuation.Figure{Value: nan, Lower: nan, Upper: nan, Confidence: nan, StdError: nan, Method: method}
}
