package output

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ips2/valuation"
)

// mostChanges is how many lines the list of changes by period may have before it is drawn together by arc.
const mostChanges = 14

// event is one change in one period, as each method sees it; nil where a method does not have it.
type event struct {
	arc, by string
	period  int
	seen    []*valuation.Switch
}

// happens tells whether any method gives the change a probability.
func (e event) happens() bool { return slices.ContainsFunc(e.seen, likely) }

func likely(s *valuation.Switch) bool { return s != nil && s.Probability.Value > 0 }

// events matches the changes of the methods, in the order of the file and by period, and leaves out what never happens.
func (p *page) events() []event {
	type key struct {
		arc, by string
		period  int
	}
	at, all := map[key]int{}, []event{}
	for k, v := range p.views {
		for i, s := range v.Switches {
			id := key{s.Arc, s.By, s.Period}
			if _, known := at[id]; !known {
				at[id] = len(all)
				all = append(all, event{s.Arc, s.By, s.Period, make([]*valuation.Switch, len(p.views))})
			}
			all[at[id]].seen[k] = &v.Switches[i]
		}
	}
	out, place := slices.DeleteFunc(all, func(e event) bool { return !e.happens() }), p.places()
	slices.SortStableFunc(out, func(a, b event) int {
		return cmp.Or(cmp.Compare(a.by, b.by), place[a.arc]-place[b.arc], cmp.Compare(a.arc, b.arc), a.period-b.period)
	})
	return out
}

// places is where the file has each arc.
func (p *page) places() map[string]int {
	out := map[string]int{}
	for k := range p.result.Problem.Changes {
		out[p.result.Problem.Label(k)] = k
	}
	return out
}

// changes is the table of who changes what, when, how likely and how dear.
func (p *page) changes() {
	if len(p.result.Problem.Changes) == 0 {
		return
	}
	events := p.events()
	if len(events) == 0 {
		p.heading("Nothing is ever changed")
		return
	}
	p.heading("Changes")
	if len(events) > mostChanges {
		p.byArc(events)
		return
	}
	p.byPeriod(events)
}

// byPeriod has a row per change and period, and one per method.
func (p *page) byPeriod(events []event) {
	p.costly = costsOf(events)
	g := &grid{style: p.style}
	g.add(faint, append(append([]string{""}, p.chanceHeads()...), p.costly.heads()...)...)
	for _, arc := range byArc(events) {
		g.remark(plain, gap, arc[0].label())
		for _, e := range arc {
			p.addEvent(g, e)
		}
	}
	p.WriteString(g.String())
	p.explainCosts(p.plusMinus())
}

func (e event) label() string { return clean(e.arc) + ", by the " + e.by }

// byArc parts a list of events, in which an arc's stand together, by arc.
func byArc(events []event) [][]event {
	var out [][]event
	for k, e := range events {
		if k == 0 || e.arc != events[k-1].arc || e.by != events[k-1].by {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], e)
	}
	return out
}

func (p *page) chanceHeads() []string {
	heads := []string{"probability", ""}
	if p.stacked() {
		heads = append(heads, "z")
	}
	return heads
}

// costly says to whom any of the changes costs anything: the others get no column.
type costly struct{ customer, supplier bool }

func costsOf(events []event) costly {
	var c costly
	for _, e := range events {
		for _, s := range e.seen {
			if s != nil {
				c.customer = c.customer || s.CustomerCost.Value != 0
				c.supplier = c.supplier || s.SupplierCost.Value != 0
			}
		}
	}
	return c
}

func (c costly) heads() []string { return c.pick("customer", "supplier") }

func (c costly) pick(customer, supplier string) []string {
	var out []string
	if c.customer {
		out = append(out, customer)
	}
	if c.supplier {
		out = append(out, supplier)
	}
	return out
}

// explainCosts says what the columns of costs hold, and more about the table.
func (p *page) explainCosts(more string) {
	who := strings.Join(p.costly.heads(), ", ")
	if who == "" {
		return
	}
	p.say(faint, "%s: what the change is expected to cost%s, over all outcomes and discounted%s.", capital(who), p.inCurrency(), more)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (p *page) inCurrency() string {
	if p.currency() == "" {
		return ""
	}
	return " in " + p.currency()
}

func (p *page) plusMinus() string {
	for _, v := range p.views {
		if v.Method != "exact" {
			return "; ±: " + level(v.CustomerValue) + " interval"
		}
	}
	return ""
}

// stacked tells that two methods are shown, one line below the other.
func (p *page) stacked() bool { return len(p.views) > 1 }

func (p *page) addEvent(g *grid, e event) {
	when := fmt.Sprintf("  period %d", e.period)
	for k, s := range e.seen {
		if s == nil {
			continue
		}
		chance, margin := percent(s.Probability)
		row := []string{when, chance, margin}
		if p.stacked() {
			row[0] = fmt.Sprintf("%-12s%s", when, p.views[k].Method)
			row = append(row, p.eventScore(k, s))
			when = ""
		}
		g.add(tintOf(k), append(row, p.costs(s.CustomerCost, s.SupplierCost)...)...)
	}
	g.remark(faint, 2*gap+2, p.itemised(e))
}

// costs are what a change costs each party that any change costs anything.
func (p *page) costs(customer, supplier valuation.Figure) []string {
	money := p.money.coarse()
	return p.costly.pick(money.money(customer), money.money(supplier))
}

// tintOf sets the first method apart from the second.
func tintOf(k int) tint {
	if k == 0 {
		return plain
	}
	return faint
}

// eventScore is the z of a change's probability, beside the simulated one.
func (p *page) eventScore(k int, s *valuation.Switch) string {
	if k == 0 {
		return ""
	}
	return p.scores()[fmt.Sprintf("switches[%s][%d].probability", s.Arc, s.Period)]
}

// itemised says what a change costs each time that it is made, and what of: the columns hold that times its probability.
func (p *page) itemised(e event) string {
	s := e.seen[slices.IndexFunc(e.seen, likely)]
	each := func(f valuation.Figure) string {
		return tied(p.money.coarse().money(valuation.Figure{Value: f.Value / s.Probability.Value}))
	}
	var parts, items []string
	if s.CustomerCost.Value != 0 {
		parts = append(parts, "customer "+each(s.CustomerCost))
	}
	for _, item := range s.Items {
		if item.Value.Value != 0 {
			items = append(items, tied(clean(item.Name)+" "+each(item.Value)))
		}
	}
	if s.SupplierCost.Value != 0 {
		parts = append(parts, joined("supplier "+each(s.SupplierCost), bracketed(items)))
	}
	if len(parts) == 0 {
		return ""
	}
	return "each time it is made: " + strings.Join(parts, ", ")
}

// bracketed lists the parts of a whole, if there is more than one.
func bracketed(items []string) string {
	if len(items) < 2 {
		return ""
	}
	return "(" + strings.Join(items, ", ") + ")"
}
