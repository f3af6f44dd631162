package output

import (
	"fmt"
	"io"
	"strings"

	"ips2/valuation"
)

// page is a text answer while it is written.
type page struct {
	strings.Builder
	result *valuation.Result
	style  Style
	views  []*valuation.Valuation // the exact one first
	money  precise
	costly costly
}

// Text writes the answer: first the verdict and the main figures, then the criteria, the changes, the starts and the pools.
func Text(w io.Writer, r *valuation.Result, s Style) error {
	p := &page{result: r, style: s, views: valuations(r)}
	p.money = p.precision()
	p.title()
	if r.Interrupted {
		p.say(yellow, "Interrupted: this is the answer of what was done by then.")
	}
	p.verdict()
	p.figures()
	p.criteria()
	p.option()
	p.changes()
	p.starts()
	p.pools()
	p.leftOut()
	_, err := io.WriteString(w, p.String())
	return err
}

// precision follows the customer's value, and the error that the grid makes in it.
func (p *page) precision() precise {
	var amounts []float64
	for _, v := range p.views {
		amounts = append(amounts, v.CustomerValue.Value)
		if v.PriceFloor != nil {
			amounts = append(amounts, v.PriceFloor.Value)
		}
	}
	out := precisionFor(amounts...)
	if e := p.result.Main().GridError.CustomerValue; e > 0 {
		out.decimals = min(out.decimals, max(1-magnitude(e), 0))
	}
	return out
}

// Answer is the valuation to read a figure from: of those that have a corridor, or else of all, the exact one.
func Answer(r *valuation.Result) *valuation.Valuation {
	for _, v := range valuations(r) {
		if v.Corridor != nil {
			return v
		}
	}
	return r.Main()
}

func (p *page) paint(t tint, text string) string { return p.style.paint(t, text) }

// say writes a sentence, folded to the width.
func (p *page) say(t tint, format string, args ...any) {
	for line := range strings.SplitSeq(fold(clean(fmt.Sprintf(format, args...)), p.style.Width, ""), "\n") {
		p.WriteString(p.paint(t, line) + "\n")
	}
}

func (p *page) heading(format string, args ...any) {
	p.WriteByte('\n')
	p.say(bold, format, args...)
}

// amount is money in a sentence: currency, value and interval.
func (p *page) amount(f valuation.Figure) string { return tied(joined(p.currency(), p.money.both(f))) }

func (p *page) currency() string { return clean(p.result.Problem.Currency) }

func (p *page) title() {
	problem := p.result.Problem
	if problem.Name != "" {
		p.say(bold, "%s", problem.Name)
	}
	facts := []string{
		problem.Kind, fmt.Sprintf("%s of %s", plural(problem.Periods, "period"), years(problem.Dt)), p.rates(),
		joined(p.currency(), "at signing"),
	}
	p.say(faint, "%s", strings.Join(nonempty(facts), " · "))
}

func (p *page) rates() string {
	problem := p.result.Problem
	if problem.Supply == nil || problem.SupplierRate == problem.CustomerRate {
		return short100(problem.CustomerRate) + " a year"
	}
	return fmt.Sprintf("%s a year, supplier %s", short100(problem.CustomerRate), short100(problem.SupplierRate))
}

// short100 shows a rate in percent with at most two decimals.
func short100(r float64) string {
	s := grouped(100*r, 2)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") + " %"
}

func years(dt float64) string {
	switch {
	case dt == 1:
		return "a year"
	case near(dt*12, 1):
		return "a month"
	case near(dt*4, 1):
		return "a quarter"
	}
	return fmt.Sprintf("%.4g years", dt)
}

func near(a, b float64) bool { return a > b-1e-9 && a < b+1e-9 }

func level(f valuation.Figure) string { return short100(f.Confidence) }

// leftOut says what the file does not state, so that nobody looks for it.
func (p *page) leftOut() {
	for k, what := range p.result.LeftOut {
		if k == 0 {
			p.WriteByte('\n')
		}
		p.say(faint, "The file has %s.", what)
	}
}
