package output

import (
	"fmt"
	"math"
	"strings"

	"ips2/benchmarks/suite"
	"ips2/internal/chart"
	"ips2/internal/vector"
)

// Exact is drawn in one colour and simulated in another, in every chart.
const (
	exactColour     = chart.Vermilion
	simulatedColour = chart.Blue
)

// leastError is where errors end that are none: below it lies rounding.
const leastError = 1e-9

// errorChart shows every case's relative error against the time it took.
func errorChart(rows []suite.Row) chart.Figure {
	exact, simulated := chart.Series{Colour: exactColour}, chart.Series{Colour: simulatedColour}
	named := map[string]bool{}
	once := func(method string, r suite.Row) string {
		name, _, _ := strings.Cut(r.Name, "/")
		if named[method+name] {
			return ""
		}
		named[method+name] = true
		return name
	}
	for _, r := range rows {
		if r.Exact != nil {
			exact.Points = append(exact.Points, chart.Point{X: r.Exact.Seconds, Y: relative(r.ExactError(), r), Name: once("exact", r)})
		}
		if len(r.Simulated) > 0 {
			s := r.Sample()
			p := chart.Point{X: s.Seconds, Y: relative(s.RMS, r), Name: once("simulated", r)}
			if s.Half > 0 {
				p.Mark = relative(s.Half, r)
			}
			simulated.Points = append(simulated.Points, p)
		}
	}
	return chart.Figure{
		Title:    "How near, and how soon",
		Subtitle: "Relative error against seconds, for problems with known values.",
		Key:      []chart.Key{{Name: "exact", Colour: exactColour}, {Name: "simulated", Colour: simulatedColour}},
		Caption: "Bars: half-width of the " + level(firstFigure(rows)) + " interval, below which that share of the points should lie. " +
			"Dotted: equal work W = seconds × squared relative error, a hundred times more from line to line. Errors below 10⁻⁹ are drawn there.",
		Width: 1000, Height: 700,
		Panels: []chart.Panel{{
			X: secondsAxis("Seconds"), Y: chart.Axis{Name: "Relative error", Log: true, Format: powerOfTen},
			Guides: workGuides(), Series: []chart.Series{exact, simulated},
		}},
	}
}

func relative(e float64, r suite.Row) float64 {
	return math.Max(math.Abs(e)/math.Max(math.Abs(r.Truth().Middle()), math.SmallestNonzeroFloat64), leastError)
}

// workGuides are lines of equal work.
func workGuides() (guides []chart.Guide) {
	for _, work := range []float64{1e-16, 1e-14, 1e-12, 1e-10, 1e-8, 1e-6, 1e-4} {
		guides = append(guides, chart.Guide{Name: "W = " + powerOfTen(work), Y: func(seconds float64) float64 { return math.Sqrt(work / seconds) }})
	}
	return guides
}

// What grows, with the axis's name and whether it is multiplied or added to.
var growingAxes = map[string]chart.Axis{
	"periods":         {Name: "Periods", Log: true, Ticks: []float64{4, 8, 16, 32, 64, 128, 240}},
	"factors":         {Name: "Factors"},
	"characteristics": {Name: "Characteristics of two levels"},
	"paths":           {Name: "Paths", Log: true, Format: powerOfTen},
}

// mostStates is the power of ten at which the drawing of sizes ends: naive trees leave it.
const mostStates = 30

// growthChart shows sizes above and times below, by what grows.
func growthChart(rows []suite.Row) chart.Figure {
	all := Bench{Rows: rows}.series()
	var above, below []chart.Panel
	for k, of := range all {
		above, below = append(above, sizePanel(of)), append(below, timePanel(of))
		if k == 0 {
			above[k].Y.Name, below[k].Y.Name = "Size", "Time"
		}
	}
	return chart.Figure{
		Title:    "Where rollback explodes",
		Subtitle: "A synthetic contract of 8 periods, 4 binomial factors and 2 characteristics, growing in one of them at a time.",
		Caption:  "Leaves: of the naive decision tree; states: of rollback. Hollow and dashed: forecast, above the budget and not run. Rollback is exact; what simulation leaves open falls with its paths.",
		Width:    float64(300*float64(len(all))) + 80, Height: 720, Columns: len(all), Panels: append(above, below...),
	}
}

func sizePanel(rows []suite.Row) chart.Panel {
	if rows[0].Series == "paths" {
		return errorPanel(rows)
	}
	leaves, states := chart.Series{Name: "leaves", Colour: chart.Grey, Line: true}, chart.Series{Name: "states", Colour: exactColour, Line: true}
	for _, r := range rows {
		leaves.Points = append(leaves.Points, chart.Point{X: r.Size, Y: r.Forecast.Leaves})
		states.Points = append(states.Points, chart.Point{X: r.Size, Y: vector.Log10Of(r.Forecast.States)})
	}
	return chart.Panel{
		Title: "More " + rows[0].Series, X: growingAxes[rows[0].Series], Series: []chart.Series{leaves, states},
		Y: chart.Axis{Min: 0, Max: mostStates, Ticks: []float64{0, 5, 10, 15, 20, 25, 30}, Format: func(x float64) string { return powerOfTen(vector.PowOf(10, x)) }},
	}
}

// errorPanel shows the error that paths buy, beside the standard error stated.
func errorPanel(rows []suite.Row) chart.Panel {
	s := chart.Series{Name: "simulation", Colour: simulatedColour, Line: true}
	for _, r := range rows {
		if len(r.Simulated) > 0 {
			s.Points = append(s.Points, chart.Point{X: r.Size, Y: relative(r.Sample().StdError, r)})
		}
	}
	y := chart.Axis{Name: "Relative standard error", Log: true, Format: powerOfTen}
	return chart.Panel{Title: "More paths", X: growingAxes["paths"], Y: y, Series: []chart.Series{s}}
}

func timePanel(rows []suite.Row) chart.Panel {
	exact := timeSeries(rows, "rollback", exactColour, func(r suite.Row) (float64, bool) {
		if r.Exact == nil {
			return r.Forecast.ExactSeconds, false
		}
		return r.Exact.Seconds, true
	})
	simulated := timeSeries(rows, "simulation", simulatedColour, func(r suite.Row) (float64, bool) {
		if len(r.Simulated) == 0 {
			return r.Forecast.SimSeconds, false
		}
		return r.Sample().Seconds, true
	})
	y := secondsAxis("")
	y.Min, y.Max = 1e-3, 1e5
	return chart.Panel{X: growingAxes[rows[0].Series], Y: y, Series: append(exact, simulated...)}
}

// timeSeries are measured times, and behind them the forecast ones, joined to the last that was measured.
func timeSeries(rows []suite.Row, name, colour string, of func(suite.Row) (seconds float64, measured bool)) []chart.Series {
	run, forecast := chart.Series{Name: name, Colour: colour, Line: true}, chart.Series{Colour: colour, Line: true, Faint: true}
	for _, r := range rows {
		seconds, measured := of(r)
		p := chart.Point{X: r.Size, Y: max(seconds, 1e-3)}
		if measured {
			run.Points = append(run.Points, p)
		} else {
			forecast.Points = append(forecast.Points, p)
		}
	}
	if n := len(run.Points); n > 0 && len(forecast.Points) > 0 {
		forecast.Points = append([]chart.Point{run.Points[n-1]}, forecast.Points...)
		run.Name, forecast.Name = "", name
	}
	return []chart.Series{forecast, run}
}

func secondsAxis(name string) chart.Axis {
	ticks := []float64{1e-3, 1e-2, 1e-1, 1, 10, 60, 600, 3600, 36000}
	return chart.Axis{Name: name, Log: true, Ticks: ticks, Format: func(x float64) string {
		if whole := map[float64]string{60: "1 min", 3600: "1 h"}[x]; whole != "" {
			return whole
		}
		return Seconds(x)
	}}
}

var superscripts = strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// powerOfTen writes 10⁻³; 1, 10 and 100 as they are.
func powerOfTen(x float64) string {
	k := int(math.Round(vector.Log10Of(x)))
	if k >= 0 && k <= 2 {
		return Count(math.Pow10(k))
	}
	return "10" + superscripts.Replace(fmt.Sprint(k))
}
