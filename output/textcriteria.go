package output

import (
	"fmt"
	"math"

	"ips2/valuation"
)

// criterionText says what a criterion asks [Steven et al., section 2].
func criterionText(name string) string {
	switch name {
	case "customer_value":
		return "pays off for the customer"
	case "beats_competition":
		return "beats the best competitor"
	}
	return "pays off for the supplier"
}

// criteria tells, at the price asked, which of the three hold and by how much.
func (p *page) criteria() {
	v := Answer(p.result)
	if len(v.Criteria) == 0 {
		return
	}
	p.heading("At %s the offer …", p.asked(v))
	g := &grid{style: p.style}
	for _, c := range v.Criteria {
		t, mark := criterionMark(c)
		g.add(t, append([]string{mark + " " + criterionText(c.Name), verdictText(c)}, p.marginCells(c)...)...)
	}
	p.WriteString(g.String())
	if !v.NoCustomer {
		p.say(plain, "%s", p.limit(v))
	}
}

func (p *page) marginCells(c valuation.Criterion) []string {
	if c.Verdict == valuation.NotReached {
		return nil
	}
	return []string{"margin", p.money.money(c.Margin), p.money.margin(c.Margin)}
}

func (p *page) asked(v *valuation.Valuation) string {
	problem := p.result.Problem
	switch {
	case !problem.Price.AtCeiling:
		return "the price of " + p.amount(v.Price)
	case problem.Surplus > 0:
		return fmt.Sprintf("%s (the ceiling less the customer's surplus)", p.amount(v.Price))
	}
	return "the ceiling of " + p.amount(v.Price)
}

func criterionMark(c valuation.Criterion) (tint, string) {
	switch {
	case c.Holds:
		return green, "✓"
	case c.Verdict == valuation.NotReached:
		return faint, "–"
	case c.Verdict == valuation.BreakEven:
		return yellow, "="
	}
	return red, "✗"
}

// verdictText says what a margin of nothing means (at the ceiling the customer is indifferent, just below it is not), and when chance
// or the grid leaves a verdict open.
func verdictText(c valuation.Criterion) string {
	text := string(c.Verdict)
	if c.Verdict == valuation.BreakEven && c.Holds {
		text = "holds just below"
	}
	if c.Open {
		text += ", not certain"
	}
	return text
}

// limit says what sets the ceiling.
func (p *page) limit(v *valuation.Valuation) string {
	for _, c := range v.Rivals {
		if c.Name == v.Binding {
			return fmt.Sprintf("What limits the price is the competitor “%s”: worth %s for %s, it leaves the customer %s.", c.Name,
				p.stated(c.Value), p.exact(c.Price), p.stated(c.Net))
		}
	}
	return "What limits the price is that the customer may buy nothing."
}

// stated is an amount in a sentence, with its interval if it has one.
func (p *page) stated(f valuation.Figure) string {
	if half(f) > 0 {
		return p.amount(f)
	}
	return p.exact(f.Value)
}

// exact is an amount that is known, in a sentence: without cents if it has none.
func (p *page) exact(x float64) string {
	if x == math.Trunc(x) {
		return tied(joined(p.currency(), grouped(x, 0)))
	}
	return tied(joined(p.currency(), grouped(x, p.money.decimals)))
}

// option says what the right to change is worth.
func (p *page) option() {
	v := p.result.Main()
	if len(p.result.Problem.Changes) == 0 || v.NoCustomer {
		return
	}
	p.heading("The option to change")
	p.say(plain, "is worth %s: the contract is worth %s to a customer who changes it %s, and %s if it is never changed.",
		p.amount(v.FlexibilityValue), p.amount(v.CustomerValue), p.conduct(), p.amount(v.RigidValue))
}

// conduct says when the customer changes the contract.
func (p *page) conduct() string {
	switch p.result.Problem.Behaviour.Conduct.String() {
	case "logit":
		return "the more often the more that pays"
	case "rule":
		return "by the given rule"
	case "probabilities":
		return "with the given probabilities"
	}
	return "when that pays"
}
