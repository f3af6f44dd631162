package output

import (
	"fmt"

	"ips2/valuation"
)

// verdict answers the question in one sentence, which agrees with the criteria at the price asked.
func (p *page) verdict() {
	p.WriteByte('\n')
	v := Answer(p.result)
	switch v.Outcome() {
	case valuation.Infeasible:
		p.say(red, "%s", p.infeasible(v))
	case valuation.Undecided:
		p.say(yellow, "%s", p.undecided(v))
	case valuation.NoGain:
		p.say(yellow, "%s", p.noGain(v))
	case valuation.Feasible:
		p.say(green, "%s", p.feasible(v))
	default:
		p.say(bold, "%s", p.oneSided(v))
	}
}

// priced tells that the file asks for a price other than the ceiling.
func (p *page) priced() bool {
	problem := p.result.Problem
	return !problem.Price.AtCeiling || problem.Surplus > 0
}

// at is the price asked as the verdict speaks of it; empty where it is the ceiling.
func (p *page) at(v *valuation.Valuation) string {
	if !p.priced() {
		return ""
	}
	return " at " + p.asked(v)
}

func (p *page) feasible(v *valuation.Valuation) string {
	if !p.priced() {
		return fmt.Sprintf("Feasible: charge at least %s and at most %s.", p.amount(*v.PriceFloor), p.amount(v.PriceCeiling))
	}
	return fmt.Sprintf("Feasible%s: at least %s and at most %s can be charged.", p.at(v), p.amount(*v.PriceFloor), p.amount(v.PriceCeiling))
}

// infeasible names a price that would be feasible where there is one.
func (p *page) infeasible(v *valuation.Valuation) string {
	limits := p.limits(v)
	switch c := v.Corridor; {
	case c == nil:
	case c.Upper < 0:
		return "Not feasible: " + limits + "."
	case c.Lower > 0 && c.Value > v.GridError.Margin:
		return fmt.Sprintf("Not feasible%s: a price of at least %s and at most %s would be.", p.at(v), p.amount(*v.PriceFloor), p.amount(v.PriceCeiling))
	}
	return fmt.Sprintf("Not feasible%s: %s.", p.at(v), limits)
}

// limits are what each party stated asks of a price.
func (p *page) limits(v *valuation.Valuation) string {
	switch {
	case v.NoCustomer:
		return "the supplier needs at least " + p.amount(*v.PriceFloor)
	case v.PriceFloor == nil:
		return "the customer pays at most " + p.amount(v.PriceCeiling)
	}
	return fmt.Sprintf("the supplier needs at least %s, and the customer pays at most %s", p.amount(*v.PriceFloor), p.amount(v.PriceCeiling))
}

// undecided says what leaves the verdict open: sampling error, or that of the grid.
func (p *page) undecided(v *valuation.Valuation) string {
	c := v.OpenCriterion()
	what, why := "the margin with which the offer "+criterionText(c.Name), "the grid's own error is larger. More --budget would tell"
	if c.Name == "supplier_value" && !p.priced() {
		what = "the difference"
	}
	if half(c.Margin) > 0 {
		why = fmt.Sprintf("and its %s interval contains 0. More paths would tell", level(c.Margin))
	}
	return fmt.Sprintf("Not decided%s: %s; %s is %s, %s.", p.at(v), p.limits(v), what, p.amount(c.Margin), why)
}

func (p *page) noGain(v *valuation.Valuation) string {
	if !p.priced() {
		return fmt.Sprintf("Break-even: ceiling and floor are both %s.", p.amount(v.PriceCeiling))
	}
	return fmt.Sprintf("Break-even%s: it covers the supplier's cost and no more; the customer pays at most %s.", p.at(v), p.amount(v.PriceCeiling))
}

// oneSided is what is known where one of the parties is not stated.
func (p *page) oneSided(v *valuation.Valuation) string {
	switch {
	case v.NoCustomer && v.PriceFloor == nil:
		return "The file states neither what the contract is worth to a customer nor what it costs a supplier: there is no price to find."
	case p.priced() && len(v.Criteria) > 0 && v.NoCustomer:
		return fmt.Sprintf("The supplier needs at least %s: %s covers its cost.", p.amount(*v.PriceFloor), p.asked(v))
	case p.priced() && len(v.Criteria) > 0:
		return fmt.Sprintf("The customer pays at most %s: it takes the offer at %s.", p.amount(v.PriceCeiling), p.asked(v))
	}
	return capital(p.limits(v)) + "."
}
