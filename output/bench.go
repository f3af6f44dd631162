package output

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"ips2/benchmarks/suite"
	"ips2/valuation"
)

// Bench is what a run of the benchmarks found.
type Bench struct {
	Rows    []suite.Row
	From    Provenance // Scenario: the names of the cases
	Workers int

	Interrupted bool // cases are missing
}

// published are the cases with a known value, growing those of the contract that grows.
func (b Bench) published() []suite.Row {
	return b.where(func(r suite.Row) bool { return r.Series == "" })
}
func (b Bench) growing() []suite.Row {
	return b.where(func(r suite.Row) bool { return r.Series != "" })
}

func (b Bench) where(wanted func(suite.Row) bool) (rows []suite.Row) {
	for _, r := range b.Rows {
		if wanted(r) {
			rows = append(rows, r)
		}
	}
	return rows
}

// series lists the growing cases by what grows, in their order.
func (b Bench) series() (all [][]suite.Row) {
	for _, r := range b.growing() {
		if k := len(all) - 1; k >= 0 && all[k][0].Series == r.Series {
			all[k] = append(all[k], r)
		} else {
			all = append(all, []suite.Row{r})
		}
	}
	return all
}

// BenchText writes the benchmarks as tables: each published case by method, then the series.
func BenchText(w io.Writer, b Bench, s Style) error {
	var out strings.Builder
	if rows := b.published(); len(rows) > 0 {
		out.WriteString(caseTable(rows, s))
		for _, line := range verdictOfCases(rows) {
			out.WriteString(s.paint(faint, fold(line, s.Width, "")) + "\n")
		}
	}
	for _, rows := range b.series() {
		out.WriteString("\n" + seriesTable(rows, s))
	}
	if anyForecast(b.growing()) && len(b.published()) == 0 {
		out.WriteString(s.paint(faint, "(time): forecast, above --budget and not run") + "\n")
	}
	_, err := io.WriteString(w, strings.TrimPrefix(out.String(), "\n"))
	return err
}

func caseTable(rows []suite.Row, s Style) string {
	g := &grid{style: s}
	heads := []string{"", "value", "error", "± " + level(firstFigure(rows)), "z", "in", "time", "W"}
	if seeds(rows) > 1 {
		heads[4] = "z of mean"
	}
	if anyBound(rows) {
		heads = append(heads, "gap")
	}
	g.add(faint, heads...)
	for _, r := range rows {
		g.remark(bold, gap, strings.ReplaceAll(r.Name, "/", " ")+knownText(r.Known))
		g.add(plain, exactCells(r)...)
		g.add(plain, simulatedCells(r)...)
	}
	return g.String()
}

func anyBound(rows []suite.Row) bool {
	return slices.ContainsFunc(rows, func(r suite.Row) bool { return gapText(r) != "" })
}

// gapText is how far apart the ends of the simulation's bracket are, in percent of the value.
func gapText(r suite.Row) string {
	if len(r.Simulated) == 0 || finite(r.Sample().Gap) == nil {
		return ""
	}
	return share(r.Sample().Gap, 3)
}

func knownText(k suite.Interval) string {
	const exactly = 1e-4 // relative width from which an interval is shown as one
	if math.IsNaN(k.Low) {
		return ", held against the exact method"
	}
	if k.High-k.Low > exactly*math.Abs(k.Middle()) {
		return tied(fmt.Sprintf(", known: %s to %s", digits(k.Low), digits(k.High)))
	}
	return tied(", known: " + digits(k.Middle()))
}

// digits shows an amount with seven digits.
func digits(x float64) string { return precisionFor(x).money(valuation.Figure{Value: x}) }

func exactCells(r suite.Row) []string {
	switch {
	case r.Exact == nil && r.Forecast.Refusal == "":
		return []string{"  exact", "too coarse"}
	case r.Exact == nil:
		return []string{"  exact", "not run", "", "", "", "", forecastTime(r.Forecast.ExactSeconds)}
	}
	return []string{"  exact", digits(r.Exact.Value.Value), signedPower(r.ExactError()), "", "", "", Seconds(r.Exact.Seconds)}
}

func simulatedCells(r suite.Row) []string {
	if len(r.Simulated) == 0 {
		return []string{"  simulated", "not run", "", "", "", "", forecastTime(r.Forecast.SimSeconds)}
	}
	s := r.Sample()
	f := valuation.Figure{Value: s.Value, Lower: s.Value - s.Half, Upper: s.Value + s.Half}
	p := precisionFor(r.Truth().Middle())
	return []string{
		"  simulated", p.money(f), signedPower(s.Error), p.margin(f), zText(s), coversText(s), Seconds(s.Seconds), powerText(s.Work), gapText(r),
	}
}

func zText(s suite.Sample) string {
	if math.IsNaN(s.Z) {
		return ""
	}
	return score(s.Z)
}

func coversText(s suite.Sample) string {
	switch {
	case finite(s.Z) == nil:
		return ""
	case s.Runs > 1:
		return fmt.Sprintf("%d/%d", s.Covers, s.Runs)
	case s.Covers == 1:
		return "yes"
	}
	return "no"
}

func forecastTime(seconds float64) string {
	if seconds <= 0 {
		return ""
	}
	return "(" + Seconds(seconds) + ")"
}

// powerText shows a number of any size with two digits: 3.3e-5. Nothing at all is 0.
func powerText(x float64) string {
	if x == 0 {
		return "0"
	}
	digits, power, _ := strings.Cut(strconv.FormatFloat(x, 'e', 1, 64), "e")
	sign, power := strings.TrimPrefix(power[:1], "+"), strings.TrimLeft(power[1:], "0")
	return digits + "e" + sign + cmp.Or(power, "0")
}

func signedPower(x float64) string {
	switch {
	case math.IsNaN(x):
		return ""
	case x > 0:
		return "+" + powerText(x)
	}
	return powerText(x)
}

func firstFigure(rows []suite.Row) valuation.Figure {
	for _, r := range rows {
		if len(r.Simulated) > 0 {
			return r.Simulated[0].Value
		}
	}
	return valuation.Figure{Confidence: valuation.Defaults().Confidence}
}

func seeds(rows []suite.Row) (most int) {
	for _, r := range rows {
		most = max(most, len(r.Simulated))
	}
	return most
}

// verdictOfCases sums the cases up: what the columns mean, and how many intervals hold what is known.
func verdictOfCases(rows []suite.Row) []string {
	runs, covers, worst := 0, 0, 0.0
	for _, r := range rows {
		if s := sampleOf(r); finite(s.Z) != nil {
			runs, covers, worst = runs+s.Runs, covers+s.Covers, math.Max(worst, math.Abs(s.Z))
		}
	}
	lines := []string{"Error: against what is known. z: the error in standard errors. In: the interval contains it. W: seconds × squared standard error. (time): forecast, above --budget and not run. Too coarse: the grid that the exact method could afford."}
	if runs > 0 {
		lines = append(lines, fmt.Sprintf("%d of %d simulated intervals contain what is known, at %s each; the largest z is %.2f.", covers, runs, level(firstFigure(rows)), worst))
	}
	return lines
}

// sampleOf is the sample of a row that may have none: its z is not a number then.
func sampleOf(r suite.Row) suite.Sample {
	if len(r.Simulated) == 0 {
		return suite.Sample{Z: math.NaN()}
	}
	return r.Sample()
}

// seriesTable is a row a size: how large the problem is, and how long each method takes.
func seriesTable(rows []suite.Row, s Style) string {
	g := &grid{style: s}
	g.remark(bold, gap, "More "+rows[0].Series)
	g.add(faint, "", "configurations", "leaves", "states", "exact", "simulated", "± "+level(firstFigure(rows)), "z")
	for _, r := range rows {
		exact, simulated, margin, z := forecastTime(r.Forecast.ExactSeconds), forecastTime(r.Forecast.SimSeconds), "", ""
		if r.Exact != nil {
			exact = Seconds(r.Exact.Seconds)
		}
		if len(r.Simulated) > 0 {
			sample := r.Sample()
			simulated, z = Seconds(sample.Seconds), zText(sample)
			margin = precisionFor(sample.Value).margin(valuation.Figure{Lower: -sample.Half, Upper: sample.Half})
		}
		g.add(plain, "  "+Count(r.Size), Count(float64(r.Forecast.Configurations)), power(r.Forecast.Leaves), Count(r.Forecast.States), exact, simulated, margin, z)
	}
	return g.String()
}

func anyForecast(rows []suite.Row) bool {
	return slices.ContainsFunc(rows, func(r suite.Row) bool { return r.Exact == nil || len(r.Simulated) == 0 })
}
