package valuation

import (
	"fmt"
	"math"

	"ips2/model/demand"
)

// wide is the share of the customer's value from which on a bracket asks for advice.
const wide = 0.01

// advise says what most of a wide bracket is made of and what would narrow it: more paths where sampling makes it wide, and where the
// policy does, what its fit lacks.
func (r *run) advise(v *Valuation) string {
	if v.Bracket == nil {
		return ""
	}
	own, gap := v.CustomerValue, v.Bracket.Gap
	width, size := v.worth().Upper-own.Lower, math.Abs(own.Value)
	if width <= float64(wide*size)+negligible {
		return ""
	}
	text := "The bracket is wider than the value. "
	if width < size {
		text = fmt.Sprintf("The bracket of the value is %.2g %% of it wide. ", 100*width/size)
	}
	value, above, between := 2*own.noise(), gap.Upper-gap.Value, math.Max(gap.Value, 0)
	switch {
	case value >= above && value >= between:
		return text + fmt.Sprintf("Most of that is sampling error of the value: price more paths (--paths, now %d, or --precision).", own.N)
	case above >= between:
		return text + fmt.Sprintf("Most of that is sampling error of the upper bound: give it more paths (--bound-paths, now %d).", gap.N)
	}
	place, share := v.Bracket.worst()
	return text + fmt.Sprintf("Of the gap, %.0f %% lies in decisions %s. ", 100*share, place) + r.remedy(v)
}

// worst is where decisions lose most, and its share of the gap. What no period loses is lost by the choice of the start.
func (b *Bracket) worst() (place string, share float64) {
	place, share = "at signing", 1
	for _, f := range b.Periods {
		share -= f.Value / b.Gap.Value
	}
	for k, f := range b.Periods {
		if s := f.Value / b.Gap.Value; s > share {
			place, share = fmt.Sprintf("of period %d", k+1), s
		}
	}
	return place, share
}

// different is from how many standard errors on the value in sample tells something; telling is the share of the gap that the difference
// must come to, for bad prospects widen the bound as well.
const (
	different = 3
	telling   = 0.1
)

// remedy says what the policy's fit lacks. What it is worth more on its own paths it has taken from their chance, and loses about as much
// on others; it is worth less where they missed rare states that matter.
func (r *run) remedy(v *Valuation) string {
	p, d, paths := r.problem, v.Diagnostics, r.result.Forecast.FitPaths
	if d.InSample != nil && math.Abs(d.Optimism) > different {
		how, by := "more", (d.InSample.Value-v.CustomerValue.Value)/v.Bracket.Gap.Value
		if by < 0 {
			how, by = "less", -by
		}
		if by > telling {
			return fmt.Sprintf("On the paths that it was fitted on the policy is worth %s, by %.0f %% of the gap: fit it on more (--fit-paths, now %d).", how, 100*by, paths)
		}
	}
	for _, f := range p.Factors.Factors {
		if _, own := f.Process.(*demand.Samples); own {
			return fmt.Sprintf("The bound knows the paths of %s in full from the first period on, the customer does not: the value may be better than the bracket tells.", f.Name)
		}
	}
	switch {
	case len(p.Features) > 0:
		return fmt.Sprintf("What matters to these decisions may be missing among simulation.features; or fit on more paths (--fit-paths, now %d).", paths)
	case r.result.Forecast.Continuous > 2:
		return fmt.Sprintf("Name what matters to these decisions under simulation.features, or fit on more paths (--fit-paths, now %d).", paths)
	}
	return fmt.Sprintf("Fit on more paths (--fit-paths, now %d): its functions then become finer.", paths)
}
