package output

import (
	"encoding/json"
	"io"
	"runtime"

	"ips2/benchmarks/suite"
)

// BenchSchema names the shape of the benchmarks' JSON.
const BenchSchema = "ips2.bench/1"

type benchObject struct {
	Schema  string        `json:"schema"`
	Seed    uint64        `json:"seed"`
	Program programObject `json:"program"`
	Flags   []string      `json:"flags"`
	Machine machineObject `json:"machine"`
	Cases   []caseObject  `json:"cases"`
}

type machineObject struct {
	OS      string `json:"os"`
	CPU     string `json:"architecture"`
	Workers int    `json:"workers"`
}

type caseObject struct {
	Name      string         `json:"name"`
	Source    string         `json:"source"`
	Series    string         `json:"series,omitempty"`
	Size      float64        `json:"size,omitempty"`
	KnownLow  *float64       `json:"known_low,omitempty"`
	KnownHigh *float64       `json:"known_high,omitempty"`
	Forecast  forecastObject `json:"forecast"`
	Exact     *onceObject    `json:"exact,omitempty"`
	Simulated []onceObject   `json:"simulated,omitempty"`
	Sample    *sampleObject  `json:"sample,omitempty"` // of the simulated runs together
}

type onceObject struct {
	Seed    uint64        `json:"seed,omitempty"`
	Value   *figureObject `json:"customer_value"`
	Bound   *figureObject `json:"upper_bound,omitempty"` // of the customer's value under any policy
	Grid    float64       `json:"grid_error,omitempty"`
	Seconds float64       `json:"seconds"`
}

type sampleObject struct {
	Runs     int      `json:"runs"`
	Covers   *int     `json:"covers,omitempty"`
	Value    *float64 `json:"mean"`
	StdError *float64 `json:"std_error"`
	Error    *float64 `json:"error,omitempty"`
	RMS      *float64 `json:"rms_error,omitempty"`
	Z        *float64 `json:"z,omitempty"`
	Seconds  *float64 `json:"seconds"`
	Work     *float64 `json:"work"`
	Gap      *float64 `json:"gap,omitempty"` // relative
}

// BenchJSON writes the benchmarks as one object.
func BenchJSON(w io.Writer, b Bench) error {
	o := benchObject{
		Schema: BenchSchema, Seed: b.From.Seed, Program: programObject{b.From.Version, b.From.Commit}, Flags: listed(b.From.Flags),
		Machine: machineObject{runtime.GOOS, runtime.GOARCH, b.Workers}, Cases: []caseObject{},
	}
	for _, r := range b.Rows {
		o.Cases = append(o.Cases, newCase(r))
	}
	text, err := json.MarshalIndent(o, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

func newCase(r suite.Row) caseObject {
	o := caseObject{
		Name: r.Name, Source: r.Source, Series: r.Series, Size: r.Size, KnownLow: finite(r.Known.Low), KnownHigh: finite(r.Known.High),
		Forecast: newForecast(r.Forecast),
	}
	if r.Exact != nil {
		o.Exact = &onceObject{Value: newFigure(r.Exact.Value), Grid: r.Exact.Grid, Seconds: r.Exact.Seconds}
	}
	for _, one := range r.Simulated {
		o.Simulated = append(o.Simulated, onceObject{Seed: one.Seed, Value: newFigure(one.Value), Bound: newOptional(one.Bound), Seconds: one.Seconds})
	}
	if len(r.Simulated) > 0 {
		s := r.Sample()
		var covers *int
		if finite(s.Z) != nil {
			covers = &s.Covers
		}
		o.Sample = &sampleObject{
			s.Runs, covers, finite(s.Value), finite(s.StdError), finite(s.Error), finite(s.RMS), finite(s.Z), finite(s.Seconds), finite(s.Work), finite(s.Gap),
		}
	}
	return o
}
