package generated

import (
	"fmt"
	"math"
	"slices"
)

// Seen is a period of a path as an engine reports it: the factors, the levels in force, and the books (ChangeFees is not seen).
type Seen struct {
	Value []float64
	Level []int
	Row
}

// Explain finds decisions of both parties that the rules allow and that lead to what was seen: every level, and every amount of both
// books. It fails where there are none. A change with a lead is not seen before it is in force, but it is paid for.
func (c *Contract) Explain(path []Seen) ([2]Decisions, error) {
	x := &explanation{c: c, path: path, values: [][]float64{nil}}
	for _, s := range path {
		x.values = append(x.values, s.Value)
	}
	x.d[Supplier].Start = make([]int, len(c.Characteristics)) // any will do until the customer's decisions are known
	for party := range parties {
		if !x.from(party) {
			return x.d, fmt.Errorf("no allowed decisions of the %s explain what was seen after period %d", parties[party], x.far)
		}
	}
	return x.d, nil
}

type explanation struct {
	c      *Contract
	path   []Seen
	values [][]float64
	d      [2]Decisions
	far    int // how many periods could be explained
}

// from tries every start of a party.
func (x *explanation) from(party int) bool {
	x.far = 0
	return slices.ContainsFunc(x.c.Starts(party), func(start []int) bool {
		x.d[party] = Decisions{Start: start}
		return x.after(party, 1)
	})
}

// after explains the periods from t on.
func (x *explanation) after(party, t int) bool {
	if t > len(x.path) {
		return true
	}
	d := &x.d[party]
	for _, set := range x.c.Options(party, *d, t) {
		d.Sets = append(d.Sets[:t-1:t-1], set)
		if x.c.Guarded(party, x.d, x.values[t], t) && x.fits(party, t) {
			x.far = max(x.far, t)
			if x.after(party, t+1) {
				return true
			}
		}
	}
	d.Sets = d.Sets[:t-1]
	return false
}

// fits tells whether a party's decisions so far lead to the levels and amounts of period t. The customer's come first, and its
// amounts do not hang on the supplier's levels.
func (x *explanation) fits(party, t int) bool {
	seen := x.path[t-1]
	for of, level := range x.c.Level(x.d[party], t, false) {
		if x.c.Characteristics[of].Owner == party && level != seen.Level[of] {
			return false
		}
	}
	if party == Customer {
		alone := *x.c
		alone.Supply = nil
		row := alone.Book(x.values, [2]Decisions{x.d[Customer], {Start: make([]int, len(x.c.Characteristics))}}, t)
		return near(row.Revenue, seen.Revenue) && near(row.Expense, seen.Expense) && near(row.Switching, seen.Switching) && near(row.Fees, seen.Fees)
	}
	row := x.c.Book(x.values, [2]Decisions{x.upTo(Customer, t), x.d[Supplier]}, t)
	return near(row.Direct, seen.Direct) && near(row.Process, seen.Process) && near(row.Change, seen.Change)
}

func (x *explanation) upTo(party, t int) Decisions {
	return Decisions{x.d[party].Start, x.d[party].Sets[:t]}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(a)) }
