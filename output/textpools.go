package output

import (
	"fmt"
	"maps"
	"slices"

	"ips2/valuation"
)

// starts compares the configurations allowed at signing, if there is a choice.
func (p *page) starts() {
	v := p.result.Main()
	if len(v.Starts()) < 2 {
		return
	}
	p.heading("Starts the customer can choose from (%s)", v.Method)
	g := &grid{style: p.style}
	g.add(faint, append([]string{""}, p.startHeads(v)...)...)
	shown, others := foremostStarts(v.Starts())
	for _, s := range shown {
		mark, t := "  ", plain
		if s.Chosen {
			mark, t = "▸ ", bold
		}
		g.add(t, append(append([]string{mark + clean(s.Configuration)}, p.cells(v, &s.Value)...), p.cells(v, &s.Rigid)...)...)
	}
	p.WriteString(g.String())
	if others > 0 {
		p.say(plain, "… and %s that are worth less. --json and --out list all.", plural(others, "other"))
	}
}

// mostStarts is how many starts are shown: more than that nobody reads.
const mostStarts = 20

// foremostStarts keeps the starts that are worth most, in their order, and counts the others.
func foremostStarts(starts []valuation.Initial) (kept []valuation.Initial, others int) {
	if len(starts) <= mostStarts {
		return starts, 0
	}
	values := make([]float64, len(starts))
	for k, s := range starts {
		values[k] = s.Value.Value
	}
	slices.Sort(values)
	least := values[len(values)-mostStarts]
	for _, s := range starts {
		if s.Chosen || s.Value.Value >= least && len(kept) < mostStarts {
			kept = append(kept, s)
		}
	}
	return kept, len(starts) - len(kept)
}

// startHeads are the columns of both figures of a start: value, and interval unless the method is exact, which leaves little room for words.
func (p *page) startHeads(v *valuation.Valuation) []string {
	if v.Method == "exact" {
		return []string{"changed " + p.conduct(), "never changed"}
	}
	interval := "± " + level(v.CustomerValue)
	return []string{"value", interval, "never changed", interval}
}

// use is a pool over all periods.
type use struct {
	name                        string
	periods                     int
	minutes, capacity, unused   float64
	busiest                     int
	busiestMinutes, busiestRoom float64
}

func (u *use) add(x valuation.PoolPeriod) {
	u.periods++
	u.minutes += x.UsedMinutes.Value
	u.capacity += x.Capacity
	u.unused += x.UnusedMoney.Value
	if u.busiest == 0 || x.UsedMinutes.Value > u.busiestMinutes {
		u.busiest, u.busiestMinutes, u.busiestRoom = x.Period, x.UsedMinutes.Value, x.Capacity
	}
}

// pools tells how much of the supplier's capacity the contract takes: a mean over the periods, and the busiest one.
func (p *page) pools() {
	v := Answer(p.result)
	uses := poolUses(v)
	if len(uses) == 0 {
		return
	}
	p.heading("Capacity used by the contract, per period on average (%s)", v.Method)
	g := &grid{style: p.style}
	g.add(faint, "", "minutes", "capacity", "used", "busiest", "", joined("unused,", p.currency()))
	for _, u := range uses {
		g.add(plain, u.cells()...)
	}
	p.WriteString(g.String())
}

func poolUses(v *valuation.Valuation) []*use {
	var out []*use
	at := map[string]*use{}
	for _, x := range v.Pools {
		if at[x.Pool] == nil {
			at[x.Pool] = &use{name: x.Pool}
			out = append(out, at[x.Pool])
		}
		at[x.Pool].add(x)
	}
	return out
}

func (u *use) cells() []string {
	n := float64(u.periods)
	cells := []string{clean(u.name), grouped(u.minutes/n, 0)}
	if u.capacity == 0 {
		return append(cells, "unknown", "", fmt.Sprintf("period %d", u.busiest), "", "")
	}
	return append(cells, grouped(u.capacity/n, 0), share(u.minutes/u.capacity, 1),
		fmt.Sprintf("period %d", u.busiest), share(u.busiestMinutes/u.busiestRoom, 1), grouped(u.unused/n, 0))
}

func orderedPeriods(set map[int]bool) []int { return slices.Sorted(maps.Keys(set)) }
