package suite

import (
	"math"

	"ips2/valuation"
)

// Row is what came of a case. Seconds are of the wall, in this process.
type Row struct {
	Case
	Forecast  valuation.Forecast
	Exact     *Once  // nil: not up to it, or its forecast exceeds the budget
	Simulated []Once // one a seed; none if the forecast exceeds the budget
}

// Once is the customer's value as one run found it.
type Once struct {
	Seed    uint64
	Value   valuation.Figure
	Bound   *valuation.Figure // of what any policy is worth, from above; nil if the run has none
	Grid    float64           // estimated error of the exact method's grid
	Seconds float64
}

// Truth is where the value lies: as published, or else what the exact method says.
func (r Row) Truth() Interval {
	if math.IsNaN(r.Known.Low) && r.Exact != nil {
		return Interval{r.Exact.Value.Value - r.Exact.Grid, r.Exact.Value.Value + r.Exact.Grid}
	}
	return r.Known
}

// Middle of an interval.
func (i Interval) Middle() float64 { return i.Low + float64((i.High-i.Low)/2) }

// beyond is how far a value lies above the interval, or below it; 0 inside, NaN where nothing is known.
func (i Interval) beyond(value float64) float64 {
	switch {
	case math.IsNaN(i.Low):
		return math.NaN()
	case value > i.High:
		return value - i.High
	case value < i.Low:
		return value - i.Low
	}
	return 0
}

// Sample is the simulation's runs taken together. NaN is what cannot be said.
type Sample struct {
	Runs        int
	Value, Half float64 // mean, and root mean square half-width of an interval
	StdError    float64 // of one run, as stated: root mean square
	Error       float64 // of the mean
	RMS         float64 // of the errors of the runs
	Z           float64 // of the mean: what lies beyond the truth, in standard errors of the mean
	Covers      int     // runs whose interval, up to their bound if they have one, contains the truth or touches where it lies
	Gap         float64 // mean of bound less value, over the value; NaN unless every run has a bound
	Seconds     float64 // mean
	Work        float64 // seconds × squared standard error
}

// Sample judges the simulated runs; there must be one.
func (r Row) Sample() Sample {
	truth, n := r.Truth(), float64(len(r.Simulated))
	s := Sample{Runs: len(r.Simulated)}
	for _, run := range r.Simulated {
		half := (run.Value.Upper - run.Value.Lower) / 2
		s.Value += run.Value.Value / n
		s.Seconds += run.Seconds / n
		s.Half += half * half / n
		s.StdError += run.Value.StdError * run.Value.StdError / n
		s.RMS += square(run.Value.Value-truth.Middle()) / n
		s.Gap += run.gap() / n
		if run.Value.Lower <= truth.High && truth.Low <= run.upper() || truth.beyond(run.Value.Value) == 0 {
			s.Covers++
		}
	}
	s.Work = s.Seconds * s.StdError
	s.Half, s.StdError, s.RMS = math.Sqrt(s.Half), math.Sqrt(s.StdError), math.Sqrt(s.RMS)
	s.Error, s.Z = s.Value-truth.Middle(), truth.beyond(s.Value)/s.StdError*math.Sqrt(n)
	if truth.beyond(s.Value) == 0 || math.Abs(s.Error) <= rounding*math.Abs(truth.Middle()) {
		s.Z = 0
	}
	return s
}

func square(x float64) float64 { return float64(x * x) }

// upper end of the bracket, or of the interval.
func (o Once) upper() float64 {
	if o.Bound == nil {
		return o.Value.Upper
	}
	return math.Max(o.Value.Upper, o.Bound.Upper)
}

func (o Once) gap() float64 {
	if o.Bound == nil {
		return math.NaN()
	}
	if o.Bound.Value == o.Value.Value {
		return 0
	}
	return (o.Bound.Value - o.Value.Value) / math.Abs(o.Value.Value)
}

// rounding is how far two results that are equal may differ, relatively.
const rounding = 1e-9

// ExactError is the exact method's error against what is published; NaN if nothing is, or the method was not run.
func (r Row) ExactError() float64 {
	if r.Exact == nil {
		return math.NaN()
	}
	return r.Exact.Value.Value - r.Known.Middle()
}
