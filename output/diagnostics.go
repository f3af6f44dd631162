package output

import (
	"fmt"
	"math"
	"strings"

	"ips2/valuation"
)

// Diagnosis sums the diagnostics of a valuation up in a line, empty if there are none: how much of the customer's fit the paths determined, how
// the policy did on its own paths, and how many decisions hardly matter.
func Diagnosis(v *valuation.Valuation) string {
	d := v.Diagnostics
	if d == nil {
		return ""
	}
	var parts []string
	functions, rank, condition := 0, 0, 0.0
	for _, f := range d.Fits {
		if f.Party == "customer" {
			functions, rank, condition = functions+f.Functions, rank+f.Rank, math.Max(condition, f.Condition)
		}
	}
	if functions > 0 {
		parts = append(parts, fmt.Sprintf("rank %s of %s, condition at most %s", Count(float64(rank)), Count(float64(functions)), about(condition)))
	}
	if d.InSample != nil {
		parts = append(parts, "in sample z "+score(d.Optimism))
	}
	if share, ok := nearTies(d); ok {
		text := about(100*share) + " %"
		switch {
		case share == 0:
			text = "0 %"
		case share < 1e-3:
			text = "under 0.1 %"
		}
		parts = append(parts, text+" of decisions within the gap of a tie")
	}
	return strings.Join(parts, "; ")
}

// about shows a condition or a share: two digits, in full up to a million.
func about(x float64) string {
	if x < 1e6 {
		return grouped(x, max(0, 1-magnitude(max(x, 1))))
	}
	return fmt.Sprintf("%.2g", x)
}

// nearTies is their share of the decisions of all periods.
func nearTies(d *valuation.Diagnostics) (share float64, ok bool) {
	choices, near := 0.0, 0.0
	for _, t := range d.NearTies {
		choices += t.Choices.Value
		near += float64(t.Choices.Value * t.Share.Value)
	}
	if choices == 0 {
		return 0, false
	}
	return near / choices, true
}

type diagnosticsObject struct {
	Fits      []fitObject         `json:"fits"`
	InSample  *inSampleObject     `json:"in_sample,omitempty"`
	NearTies  []nearTiesObject    `json:"near_ties,omitempty"`
	Effective map[string]*float64 `json:"effective_paths,omitempty"` // by figure
	Advice    string              `json:"advice,omitempty"`
}

type fitObject struct {
	Period    int      `json:"period"`
	Party     string   `json:"party"`
	Basis     string   `json:"basis"`
	Functions int      `json:"functions"`
	Rank      int      `json:"rank"`
	Condition *float64 `json:"condition,omitempty"`
}

type inSampleObject struct {
	Value *figureObject `json:"customer_value"`
	Z     *float64      `json:"z,omitempty"`
}

type nearTiesObject struct {
	Period  int           `json:"period"`
	Choices *figureObject `json:"choices"`
	Share   *figureObject `json:"share"`
}

func newDiagnostics(d *valuation.Diagnostics) *diagnosticsObject {
	if d == nil {
		return nil
	}
	o := &diagnosticsObject{Fits: []fitObject{}, Advice: d.Advice}
	for _, f := range d.Fits {
		o.Fits = append(o.Fits, fitObject{f.Period, f.Party, f.Basis, f.Functions, f.Rank, finite(f.Condition)})
	}
	if d.InSample != nil {
		o.InSample = &inSampleObject{newFigure(*d.InSample), finite(d.Optimism)}
	}
	for _, t := range d.NearTies {
		o.NearTies = append(o.NearTies, nearTiesObject{t.Period, newFigure(t.Choices), newFigure(t.Share)})
	}
	for _, e := range d.Effective {
		if o.Effective == nil {
			o.Effective = map[string]*float64{}
		}
		o.Effective[e.Figure] = finite(e.Paths)
	}
	return o
}

// diagnostics tell of a simulation how far it can be trusted. period is 0 in rows of no period; item is the party of a fit, the figure of
// effective paths, else empty.
func diagnostics(r *valuation.Result) table {
	var rows []entry
	for _, v := range valuations(r) {
		if v.Diagnostics != nil {
			rows = append(rows, diagnosticEntries(v)...)
		}
	}
	return long("diagnostics", []column{{"figure", text}, {"period", whole}, {"item", text}}, rows)
}

func diagnosticEntries(v *valuation.Valuation) []entry {
	var rows []entry
	add := func(figure string, period int, item string, f valuation.Figure) {
		rows = append(rows, entry{[]any{figure, int64(period), item}, f})
	}
	plain := func(figure string, period int, item string, value float64) {
		add(figure, period, item, valuation.Figure{Value: value, Lower: value, Upper: value, Confidence: v.CustomerValue.Confidence, Method: "simulated"})
	}
	d := v.Diagnostics
	for _, f := range d.Fits {
		plain("fit_functions", f.Period, f.Party, float64(f.Functions))
		plain("fit_rank", f.Period, f.Party, float64(f.Rank))
		plain("fit_condition", f.Period, f.Party, f.Condition)
	}
	if d.InSample != nil {
		add("in_sample_value", 0, "", *d.InSample)
		plain("in_sample_z", 0, "", d.Optimism)
	}
	if v.Bracket != nil {
		add("gap", 0, "", v.Bracket.Gap)
		for k, f := range v.Bracket.Periods {
			add("gap", k+1, "", f)
		}
	}
	for _, t := range d.NearTies {
		add("choices", t.Period, "", t.Choices)
		add("near_ties", t.Period, "", t.Share)
	}
	for _, e := range d.Effective {
		plain("effective_paths", 0, e.Figure, e.Paths)
	}
	return rows
}
