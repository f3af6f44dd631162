package output

import (
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
func (e event) happens() bool {
	for _, s := range e.seen {
		if s != nil && s.Probability.Value > 0 {
			return true
		}
	}
	return false
}

// events matches the changes of the methods, in order of the file and the periods, and leaves out what never happens.
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
	var out []event
	for _, e := range all {
		if e.happens() {
			out = append(out, e)
		}
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
	g := &grid{style: p.style}
	g.add(faint, append(append([]string{""}, p.chanceHeads()...), p.costHeads()...)...)
	for _, arc := range byArc(events) {
		g.remark(plain, gap, arc[0].label())
		for _, e := range arc {
			p.addEvent(g, e)
		}
	}
	p.WriteString(g.String())
	p.explainCosts()
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

func (p *page) costHeads() []string {
	if p.result.Problem.Supply == nil {
		return []string{"customer"}
	}
	return []string{"customer", "supplier"}
}

func (p *page) explainCosts() {
	p.say(faint, "Customer, supplier: what the change is expected to cost each%s, over all outcomes, discounted%s.",
		p.inCurrency(), p.plusMinus())
}

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
		likely, margin := percent(s.Probability)
		row := []string{when, likely, margin}
		if p.stacked() {
			row[0] = fmt.Sprintf("%-12s%s", when, p.views[k].Method)
			row = append(row, p.eventScore(k, s))
			when = ""
		}
		g.add(tintOf(k), append(row, p.costs(s.CustomerCost, s.SupplierCost)...)...)
	}
	g.remark(faint, 2*gap+2, p.itemised(e))
}

// costs are what a change costs each party; no supplier, no cost of it.
func (p *page) costs(customer, supplier valuation.Figure) []string {
	money := p.money.coarse()
	if p.result.Problem.Supply == nil {
		return []string{money.money(customer)}
	}
	return []string{money.money(customer), money.money(supplier)}
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

// itemised breaks the supplier's cost of a change down, if it has more than one part.
func (p *page) itemised(e event) string {
	at := slices.IndexFunc(e.seen, func(s *valuation.Switch) bool { return s != nil })
	var parts []string
	for _, item := range e.seen[at].Items {
		if item.Value.Value != 0 {
			parts = append(parts, clean(item.Name)+" "+p.money.coarse().money(item.Value))
		}
	}
	if len(parts) < 2 {
		return ""
	}
	return "of which " + strings.Join(parts, ", ")
}
