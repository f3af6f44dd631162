package output

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ips2/valuation"
)

// sum is one arc over all periods by one method.
type sum struct {
	first, last, peak int
	uses, highest     float64
	customer          float64
	supplier          float64
}

func (s *sum) add(period int, x *valuation.Switch) {
	if s.first == 0 {
		s.first = period
	}
	s.last = period
	if x.Probability.Value > s.highest {
		s.peak, s.highest = period, x.Probability.Value
	}
	s.uses += x.Probability.Value
	s.customer += x.CustomerCost.Value
	s.supplier += x.SupplierCost.Value
}

// byArc draws a long list together: an arc a line, its expected uses over the whole contract and the period it is likeliest in.
func (p *page) byArc(events []event) {
	p.costly = costsOf(events)
	events, others := p.foremost(events)
	g := &grid{style: p.style}
	g.add(faint, append([]string{"", "periods", "uses", "likeliest in"}, p.costly.heads()...)...)
	by := ""
	for _, arc := range byArc(events) {
		if arc[0].by != by {
			by = arc[0].by
			g.remark(plain, gap, "by the "+by)
		}
		p.addArc(g, arc)
	}
	p.WriteString(g.String())
	if others != "" {
		p.say(plain, "%s", others)
	}
	p.say(faint, "Uses: expected number over the contract. Likeliest in: the period with the highest probability.")
	p.explainCosts("")
	p.calendar(events)
}

// mostArcs is how many arcs a list shows: more than that nobody reads.
const mostArcs = 40

// foremost keeps the arcs that are used most, in their order, and says what the others come to.
func (p *page) foremost(events []event) (kept []event, others string) {
	arcs := byArc(events)
	if len(arcs) <= mostArcs {
		return events, ""
	}
	used := make([]float64, len(arcs))
	for k, arc := range arcs {
		for _, e := range arc {
			if s := e.seen[slices.IndexFunc(e.seen, likely)]; s != nil {
				used[k] += s.Probability.Value
			}
		}
	}
	least := slices.SortedFunc(slices.Values(used), func(a, b float64) int { return cmp.Compare(b, a) })[mostArcs-1]
	shown, rest := 0, 0.0
	for k, arc := range arcs {
		if used[k] < least || shown == mostArcs {
			rest += used[k]
			continue
		}
		kept = append(kept, arc...)
		shown++
	}
	return kept, fmt.Sprintf("… and %s that are used less, %s times in all. --json and --out list all.", plural(len(arcs)-shown, "other change"), tied(uses(rest)))
}

// addArc has the arc's name before the figures, or on a line of its own before those of two methods.
func (p *page) addArc(g *grid, events []event) {
	if p.stacked() {
		g.remark(plain, gap+1, clean(events[0].arc))
	}
	for k, v := range p.views {
		var s sum
		for _, e := range events {
			if likely(e.seen[k]) {
				s.add(e.period, e.seen[k])
			}
		}
		label := " " + clean(events[0].arc)
		if p.stacked() {
			label = "  " + v.Method
		}
		g.add(tintOf(k), append([]string{label}, p.sumCells(s)...)...)
	}
}

func (p *page) sumCells(s sum) []string {
	if s.first == 0 {
		return []string{"never"}
	}
	when := fmt.Sprint(s.first)
	if s.last > s.first {
		when += "–" + fmt.Sprint(s.last)
	}
	likeliest := fmt.Sprintf("%d (%s)", s.peak, share(s.highest, 1))
	return append([]string{when, uses(s.uses), likeliest}, p.costs(valuation.Figure{Value: s.customer}, valuation.Figure{Value: s.supplier})...)
}

// uses shows an expected number; one that is not 0 is never shown as 0.
func uses(n float64) string {
	if n > 0 && n < 0.0005 {
		return "< 0.001"
	}
	return grouped(n, 3)
}

// calendar shows the probability of each arc by period in percent, by the first method, where the terminal is wide enough for it.
func (p *page) calendar(events []event) {
	const cell = 5
	periods := map[int]bool{}
	for _, e := range events {
		periods[e.period] = true
	}
	columns := orderedPeriods(periods)
	label := min(28, p.style.Width-2-len(columns)*cell)
	if label < 16 {
		return
	}
	p.heading("When: probability in percent by period (%s)", p.views[0].Method)
	var head strings.Builder
	for _, t := range columns {
		fmt.Fprintf(&head, "%*d", cell, t)
	}
	p.WriteString(p.paint(faint, strings.Repeat(" ", 2+label)+head.String()) + "\n")
	for _, arc := range byArc(events) {
		chance := map[int]float64{}
		for _, e := range arc {
			if s := e.seen[0]; s != nil {
				chance[e.period] = s.Probability.Value
			}
		}
		p.calendarLine(clean(arc[0].arc), label, columns, chance, cell)
	}
}

func (p *page) calendarLine(arc string, label int, columns []int, chance map[int]float64, cell int) {
	arc = shorten(arc, label)
	p.WriteString("  " + arc + strings.Repeat(" ", label-width(arc)))
	for _, t := range columns {
		text := "·"
		if q := 100 * chance[t]; q > 0 {
			text = grouped(q, 1)
		}
		p.WriteString(strings.Repeat(" ", max(1, cell-width(text))) + text)
	}
	p.WriteByte('\n')
}
