package generated

import (
	"fmt"
	"math"
	"slices"

	"pgregory.net/rapid"
)

// Size bounds what is drawn.
type Size struct {
	Periods    int
	Work       float64 // decisions × successors over all histories, by party
	Continuous bool    // factors that are no chains too
	Supplier   bool    // it may decide
	Meeting    bool    // guards on factors that are no chains may be the same, complements, or close together; on chains they always may
}

// Draw makes a random contract. Amounts are a round number and a fraction that is different every time: where two decisions are
// equally good, rounding would decide, and not the same everywhere.
func Draw(t *rapid.T, s Size) *Contract {
	d := &drawer{T: t, size: s, c: &Contract{}}
	c := d.c
	c.Periods, c.Dt, c.PaidAtStart = d.int("periods", 2, s.Periods), []float64{1, 0.25, 0.5}[d.int("dt", 0, 2)], d.chance("paid at start")
	c.Rates = [2]float64{[]float64{0, 0.08, 0.25}[d.int("rate", 0, 2)], []float64{0, 0.05, 0.2}[d.int("rate", 0, 2)]}
	c.Limit = max(0, d.int("changes per period", -2, 2))
	d.factors()
	d.characteristics()
	d.exclusions()
	d.supply()
	for of := range d.c.Characteristics {
		d.changes(of)
	}
	d.flows()
	c.Rule = d.guard(0, 12)
	d.slim()
	return d.c
}

type drawer struct {
	*rapid.T
	size   Size
	c      *Contract
	drawn  int
	guards []Guard
}

// int draws evenly, bit by bit: rapid's own ranges prefer the ends.
func (d *drawer) int(what string, lo, hi int) int {
	bits := 0
	for range 8 {
		bits *= 2
		if d.chance(what) {
			bits++
		}
	}
	return lo + bits*(hi-lo+1)>>8
}

func (d *drawer) chance(what string) bool { return rapid.Bool().Draw(d.T, what) }

// money draws an amount.
func (d *drawer) money(what string, lo, hi int) float64 {
	d.drawn++
	_, part := math.Modf(float64(d.drawn) * math.Phi)
	return float64(d.int(what, lo, hi)) + math.Round(part*1e4)/1e5
}

// periods draws when something may happen; never is possible.
func (d *drawer) periods(what string) []bool {
	open := make([]bool, d.c.Periods+1)
	for t := 1; t <= d.c.Periods; t++ {
		open[t] = d.int(what, 0, 2) > 0
	}
	return open
}

func (d *drawer) factors() {
	n, both := d.int("factors", 1, 2), d.size.Continuous && d.int("both", 0, 4) == 0
	if both {
		n = 2
	}
	for k := range n {
		name := fmt.Sprintf("x%d", k)
		switch kind := d.int("process", 0, 4); {
		case both || kind >= 3 && d.size.Continuous:
			d.continuous(name)
		case kind >= 2:
			d.markov(name)
		case kind == 1:
			d.independent(name)
		default:
			d.binomial(name)
		}
	}
	if f := d.c.Factors; len(f) == 2 && f[0].Normal && f[1].Normal {
		d.c.Correlation = float64(d.int("correlation", -3, 3)) / 4
	}
}

// distribution draws n probabilities in eighths; the first is what is left.
func (d *drawer) distribution(n int) []float64 {
	p, left := make([]float64, n), 8
	for k := n - 1; k > 0; k-- {
		eighths := d.int("eighths", 0, left-1)
		p[k], left = float64(eighths)/8, left-eighths
	}
	p[0] = float64(left) / 8
	return p
}

func (d *drawer) customerOf() []int { return d.ownedBy(Customer) }

func (d *drawer) ownedBy(party int) []int {
	var list []int
	for of, k := range d.c.Characteristics {
		if k.Owner == party {
			list = append(list, of)
		}
	}
	return list
}

// characteristics draws one or two of the customer and, if it may decide, one or two of the supplier, in any order.
func (d *drawer) characteristics() {
	owners := slices.Repeat([]int{Customer}, d.int("characteristics", 1, 2))
	if d.size.Supplier && d.chance("the supplier decides") {
		for range d.int("of the supplier", 1, 2) {
			owners = slices.Insert(owners, d.int("place", 0, len(owners)), Supplier)
		}
	}
	for of, owner := range owners {
		k := Characteristic{Name: fmt.Sprintf("c%d", of), Numeric: d.int("numeric", 0, 2) == 0, Owner: owner}
		for level := range d.int("levels", 2, 3) {
			name := fmt.Sprintf("l%d", level)
			if k.Numeric {
				name = digits(float64(level) + 0.5*float64(of))
			}
			k.Levels = append(k.Levels, name)
		}
		d.start(&k)
		d.c.Characteristics = append(d.c.Characteristics, k)
	}
}

func (d *drawer) start(k *Characteristic) {
	k.Start = []int{d.int("start", 0, len(k.Levels)-1)}
	if d.int("several", 0, 3) == 0 {
		k.Start = nil
		for level := range k.Levels {
			k.Start = append(k.Start, level)
		}
	}
	if k.Owner == Customer && d.chance("entry") {
		for range k.Levels {
			k.Entry = append(k.Entry, d.money("entry", 0, 10))
		}
	}
}

// exclusions draws at most one of each party's levels, that leaves a start.
func (d *drawer) exclusions() {
	for party := range parties {
		own := d.ownedBy(party)
		if d.int("exclude", 0, 2) > 0 || len(own) < 2 {
			continue
		}
		var rule []Pick
		for _, of := range own {
			rule = append(rule, Pick{of, d.int("level", 0, len(d.c.Characteristics[of].Levels)-1)})
		}
		before := d.c.Exclude
		if d.c.Exclude = append(slices.Clone(before), rule); len(d.c.Starts(party)) == 0 {
			d.c.Exclude = before
		}
	}
}

// changes draws the arcs of a characteristic: a block of pairs of levels, and perhaps one pair more with other terms.
func (d *drawer) changes(of int) {
	k := &d.c.Characteristics[of]
	taken := map[[2]int]bool{}
	for range d.int("changes", 1, 2) {
		from, to := d.some("from", len(k.Levels)), d.some("to", len(k.Levels))
		if start := k.Start[0]; len(k.Changes) == 0 && !slices.Contains(from, start) {
			from = append(from, start) // else nothing would ever be decided
			slices.Sort(from)
		}
		arcs := 0
		for _, a := range from {
			for _, b := range to {
				if taken[[2]int{a, b}] {
					return
				}
				if a != b {
					arcs++
				}
			}
		}
		if arcs == 0 {
			continue
		}
		for _, a := range from {
			for _, b := range to {
				taken[[2]int{a, b}] = true
			}
		}
		k.Changes = append(k.Changes, d.change(of, from, to))
	}
}

func (d *drawer) some(what string, n int) []int {
	var list []int
	all := d.chance("any")
	for k := range n {
		if all || d.chance(what) {
			list = append(list, k)
		}
	}
	if list == nil {
		list = []int{d.int(what, 0, n-1)}
	}
	return list
}

func (d *drawer) change(of int, from, to []int) Change {
	c := Change{From: from, To: to, Open: d.periods("open"), Lead: max(0, d.int("lead", -3, 2)), Dwell: max(0, d.int("dwell", -2, 3)), Uses: max(0, d.int("uses", -2, 2))}
	c.Open[d.int("open", 1, d.c.Periods)] = true
	owner := d.c.Characteristics[of].Owner
	if d.int("when", 0, 4) < 2 {
		when := d.guard(0, 12)
		if d.chance("by level") {
			when.Of = d.table(owner, d.term)
		}
		c.When = &when
	}
	if owner == Customer {
		c.Outside = d.target(of, to, 0, 5)
		if d.chance("fee") {
			c.Fee = d.target(of, to, 0, 3)
		}
		if d.int("gain", 0, 3) == 0 {
			c.Gain = d.amount(Customer, 0, 3)
		}
	}
	if d.c.Supply != nil {
		d.cost(&c, owner, of, to)
	}
	return c
}

func (d *drawer) cost(c *Change, owner, of int, to []int) {
	if owner == Supplier || d.chance("cost") {
		c.Fixed = d.target(of, to, 0, 8)
	}
	if d.chance("material") {
		c.Material = d.amount(Supplier, 0, 5)
	}
	if d.chance("run") {
		process := d.int("process", 0, len(d.c.Supply.Processes)-1)
		c.Runs = []Run{{process, d.table(Supplier, func() Expr { return number(float64(d.int("halves", 1, 5)) / 2) })}}
	}
}

// target is an amount that may depend on where the change leads.
func (d *drawer) target(of int, to []int, lo, hi int) Expr {
	e := d.amount(Customer, lo, hi)
	if d.int("by target", 0, 2) > 0 {
		return e
	}
	return byTarget{of, to[d.int("target", 0, len(to)-1)], number(d.money("amount", lo, hi)), e}
}

// slim closes changes, the last first, until every history can be visited. Without an open arc there is nothing left to close.
func (d *drawer) slim() {
	for party := range parties {
		for t := d.c.Periods; d.c.work(party) > d.size.Work && t >= 1; t-- {
			for _, of := range slices.Backward(d.ownedBy(party)) {
				for k := range d.c.Characteristics[of].Changes {
					if d.c.work(party) > d.size.Work {
						d.c.Characteristics[of].Changes[k].Open[t] = false
					}
				}
			}
		}
	}
	for of := range d.c.Characteristics {
		k := &d.c.Characteristics[of]
		k.Changes = slices.DeleteFunc(k.Changes, func(c Change) bool { return !slices.Contains(c.Open, true) })
	}
}

// work bounds the histories of decisions and states of a party.
func (c *Contract) work(party int) float64 {
	total := 1.0
	for t := 1; t <= c.Periods; t++ {
		for _, f := range c.Factors {
			if f.Band == nil {
				total *= float64(f.branches(t))
			}
		}
		for of, k := range c.Characteristics {
			if k.Owner == party {
				total *= float64(1 + c.widest(of, t))
			}
		}
	}
	return total
}

// widest is the largest number of open arcs from a level.
func (c *Contract) widest(of, t int) int {
	most, from := 0, map[int]int{}
	for _, arc := range c.Arcs() {
		if arc.Of == of && arc.Open[t] {
			from[arc.From]++
			most = max(most, from[arc.From])
		}
	}
	return most
}

// branches is the largest number of successors of a state.
func (f *Factor) branches(t int) int {
	most := 0
	for _, row := range f.Rows[t] {
		n := 0
		for _, p := range row {
			if p > 0 {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}
