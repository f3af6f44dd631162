package output

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ips2/valuation"
)

// shownFigures are the main figures in the order of reading, with the name that a reader gives them.
var shownFigures = []struct{ name, label string }{
	{"price_ceiling", "Price ceiling (at most)"},
	{"upper_bound", "  whatever it decides, at most"},
	{"price_floor", "Price floor (at least)"},
	{"gross_floor", "  the same before fees"},
	{"price_floor_low", "  near ties decided cheaply"},
	{"price_floor_high", "  near ties decided dearly"},
	{"corridor", "Corridor"},
	{"customer_value", "Value to the customer"},
	{"rigid_value", "  the same never changed"},
	{"flexibility_value", "Value of the option to change"},
	{"switching_cost_customer", "Cost of changes, customer"},
	{"switching_cost_supplier", "Cost of changes, supplier"},
}

// figures is the main table: exact beside simulated with interval and z, or what there is of it.
func (p *page) figures() {
	p.WriteByte('\n')
	g := &grid{style: p.style}
	g.add(faint, append([]string{p.currency()}, p.methodHeads()...)...)
	scores := p.scores()
	for _, shown := range shownFigures {
		cells := p.figureCells(shown.name)
		if cells == nil || shown.name == "gross_floor" && p.grossIsNet() || strings.HasPrefix(shown.name, "price_floor_") && p.sureFloor() {
			continue
		}
		t := plain
		if shown.name == "price_ceiling" || shown.name == "price_floor" || shown.name == "corridor" {
			t = bold
		}
		if len(p.views) == 2 {
			cells = append(cells, scores[shown.name])
		}
		g.add(t, append([]string{shown.label}, cells...)...)
	}
	p.WriteString(g.String())
	p.caveats()
}

// methodHeads are the columns of a figure in every table: per method the value, and the interval where it is simulated.
func (p *page) methodHeads() []string {
	var heads []string
	for _, v := range p.views {
		heads = append(heads, v.Method)
		if v.Method != "exact" {
			heads = append(heads, "± "+level(v.CustomerValue))
		}
	}
	switch {
	case len(p.views) == 2:
		heads = append(heads, "z")
	case p.views[0].Method == "mixed":
		heads[0] = "value"
		heads = append(heads, "method")
	}
	return heads
}

// figureCells are a figure's cells, nil if no method has it.
func (p *page) figureCells(name string) []string {
	var cells []string
	found := false
	for _, v := range p.views {
		f := figureOf(v, name)
		found = found || f != nil
		cells = append(cells, p.cells(v, f)...)
		if f != nil && v.Method == "mixed" && len(p.views) == 1 {
			cells = append(cells, f.Method)
		}
	}
	if !found {
		return nil
	}
	return cells
}

// cells show one method's figure: value, and interval unless the method is exact.
func (p *page) cells(v *valuation.Valuation, f *valuation.Figure) []string {
	value, margin := "", ""
	if f != nil {
		value, margin = p.money.money(*f), p.money.margin(*f)
	}
	if v.Method == "exact" {
		return []string{value}
	}
	return []string{value, margin}
}

func figureOf(v *valuation.Valuation, name string) *valuation.Figure {
	for _, n := range Headline(v) {
		if n.Name == name {
			return &n.Figure
		}
	}
	return nil
}

// grossIsNet tells that the supplier earns no fees, so that the gross floor says nothing new.
func (p *page) grossIsNet() bool {
	v := Answer(p.result)
	return v.GrossFloor != nil && v.PriceFloor != nil && v.GrossFloor.Value == v.PriceFloor.Value
}

// sureFloor tells that the floor is the same however the customer decides what makes hardly a difference to it.
func (p *page) sureFloor() bool {
	for _, v := range p.views {
		if v.FloorLow != nil && (v.FloorLow.Value != v.PriceFloor.Value || v.FloorHigh.Value != v.PriceFloor.Value) {
			return false
		}
	}
	return true
}

// room says how near the ties are that the range of the floor is over.
func (p *page) room() string {
	if margin := p.money.margin(p.result.Simulated.CustomerValue); margin != "" {
		return fmt.Sprintf("decided otherwise they cost the customer no more than the interval of its value, %s.", tied(margin))
	}
	return "options that are worth the same to the customer."
}

// scores are the differences between the methods in standard errors, by figure.
func (p *page) scores() map[string]string {
	out := map[string]string{}
	for _, c := range p.result.Comparison {
		if c.Simulated.StdError == 0 && (c.Z == 0 || negligible(c)) {
			continue // both know it without error, or nearly so: no path has met what makes the difference
		}
		out[c.Figure] = score(c.Z)
	}
	return out
}

// score shows a z with its sign, and an infinite one as what it is: a difference where there is no spread. Digits of a huge one tell nothing.
func score(z float64) string {
	const huge = 1e4
	switch {
	case math.IsInf(z, 0) || math.IsNaN(z):
		return "differs"
	case math.Abs(z) >= huge:
		return fmt.Sprintf("%+.0e", z)
	}
	return fmt.Sprintf("%+.2f", z)
}

// suspicious is a z that chance does not explain.
const suspicious = 5

// caveats are the lines under the main table: the largest z of all figures, why a bracket is wide, and the error of the grid.
func (p *page) caveats() {
	switch worst, n := p.worst(); {
	case n > 0 && worst.Z == 0:
		p.say(faint, "The methods agree in all %d figures compared.", n)
	case n > 0:
		p.say(faint, "z: difference in standard errors. The largest of %d figures compared is %s, of %s.", n, score(worst.Z), worst.Figure)
		if math.Abs(worst.Z) > suspicious {
			p.say(faint, "That is more than chance%s.", p.reason())
		}
	}
	if !p.sureFloor() {
		p.say(faint, "Near ties: %s", p.room())
	}
	for _, v := range p.views {
		if d := v.Diagnostics; d != nil && d.Advice != "" {
			p.say(faint, "%s", strings.ReplaceAll(d.Advice, " %", tied(" %")))
		}
	}
	if v := p.result.Main(); v.GridError.CustomerValue > 0 {
		p.say(faint, "The grid's own error in the exact value is estimated at %s.", p.gridErrors(v))
	}
}

// negligible tells whether the methods agree to a millionth of a figure.
func negligible(c valuation.Comparison) bool {
	const millionth = 1e-6
	return math.Abs(c.Exact.Value-c.Simulated.Value) <= millionth*math.Abs(c.Exact.Value)
}

// reason is why the methods may differ in a figure, unless it hardly matters: the grid, where its error is larger than the interval of the
// value or of the corridor; elsewhere the policy. It is of all figures with a suspicious z.
func (p *page) reason() string {
	e, s := p.result.Exact.GridError, p.result.Simulated
	matters := func(c valuation.Comparison) bool {
		return finite(c.Z) != nil && math.Abs(c.Z) > suspicious && !negligible(c)
	}
	switch {
	case !slices.ContainsFunc(p.result.Comparison, matters):
		return ", but less than a millionth of the figure"
	case e.CustomerValue > half(s.CustomerValue) || s.Corridor != nil && e.Margin > half(*s.Corridor):
		return ": the grid of the exact method is coarse, and its own error larger than the interval"
	}
	return ": the simulation follows a fitted policy, which is close to the best one in value, less so in when it changes"
}

// gridErrors lists the estimated errors: of the value to the customer, and where the supplier's side is exact, too, of floor and corridor.
func (p *page) gridErrors(v *valuation.Valuation) string {
	const tiny = 1e-5 // of less nobody counts the zeros
	amount := func(e float64) string {
		switch {
		case e == 0:
			return joined(p.currency(), "0")
		case e < tiny:
			return joined(p.currency(), fmt.Sprintf("%.2g", e))
		}
		return joined(p.currency(), grouped(e, max(1-magnitude(e), 0)))
	}
	text := amount(v.GridError.CustomerValue)
	if v.GridError.Margin > 0 {
		text += fmt.Sprintf(", in the floor at %s, in the corridor at %s", amount(v.GridError.Floor), amount(v.GridError.Margin))
	}
	return text
}

// worst is the comparison with the largest z, of those that have one: a figure without spread in the simulation has no standard error
// to measure by.
func (p *page) worst() (worst valuation.Comparison, n int) {
	for _, c := range p.result.Comparison {
		if finite(c.Z) == nil {
			continue
		}
		if n++; math.Abs(c.Z) >= math.Abs(worst.Z) {
			worst = c
		}
	}
	return worst, n
}
