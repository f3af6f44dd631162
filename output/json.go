package output

import (
	"encoding/json"
	"io"

	"ips2/valuation"
)

// Schema names the shape of the JSON; it changes when a key changes its meaning or goes.
const Schema = "ips2.value/1"

type object struct {
	Schema           string            `json:"schema"`
	Scenario         scenarioObject    `json:"scenario"`
	Method           string            `json:"method"`
	Seed             uint64            `json:"seed"`
	Program          programObject     `json:"program"`
	Flags            []string          `json:"flags"`
	Forecast         forecastObject    `json:"forecast"`
	Warnings         []string          `json:"warnings"`
	LeftOut          []string          `json:"left_out"`
	Interrupted      bool              `json:"interrupted,omitempty"` // the answer is of what was done by then
	*valuationObject                   // of one method; its warnings are among those above
	Exact            *valuationObject  `json:"exact,omitempty"` // both
	Simulate         *valuationObject  `json:"simulated,omitempty"`
	Compare          []comparisonEntry `json:"comparison,omitempty"`
}

type scenarioObject struct {
	Name     string `json:"name"`
	Kind     string `json:"kind,omitempty"`
	Currency string `json:"currency,omitempty"`
	SHA256   string `json:"sha256"`

	Files []fileObject `json:"files,omitempty"` // that it refers to
}

type fileObject struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

type programObject struct {
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
}

type comparisonEntry struct {
	Figure     string   `json:"figure"`
	Exact      *float64 `json:"exact,omitempty"`
	Simulated  *float64 `json:"simulated,omitempty"`
	Difference *float64 `json:"difference,omitempty"`
	Z          *float64 `json:"z,omitempty"` // absent where the simulation has no spread to measure by
}

// JSON writes a result as one object, indented, with snake_case keys and money in the scenario's currency.
func JSON(w io.Writer, r *valuation.Result, from Provenance) error {
	text, err := json.MarshalIndent(newObject(r, from), "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

func newObject(r *valuation.Result, from Provenance) object {
	o := object{
		Schema: Schema, Method: r.Method, Seed: r.Seed, Flags: listed(from.Flags),
		Scenario: scenarioObject{Name: r.Problem.Name, Kind: r.Problem.Kind, Currency: r.Problem.Currency, SHA256: from.Hash()},
		Program:  programObject{from.Version, from.Commit},
		Forecast: newForecast(r.Forecast), Warnings: listed(Warnings(r)), Interrupted: r.Interrupted, LeftOut: listed(r.LeftOut),
	}
	for _, f := range from.Files {
		o.Scenario.Files = append(o.Scenario.Files, fileObject(f))
	}
	if r.Exact == nil || r.Simulated == nil {
		o.valuationObject = newValuation(r.Main())
		return o
	}
	o.Exact, o.Simulate = newValuation(r.Exact), newValuation(r.Simulated)
	for _, c := range r.Comparison {
		o.Compare = append(o.Compare, comparisonEntry{c.Figure, finite(c.Exact.Value), finite(c.Simulated.Value), finite(c.Difference), finite(c.Z)})
	}
	return o
}

// listed makes an empty list of no list, so that JSON shows [] and not null.
func listed(items []string) []string { return append([]string{}, items...) }
