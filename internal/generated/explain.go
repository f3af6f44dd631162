package generated

import (
	"fmt"
	"math"
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
	for _, customer := range c.Starts(Customer) {
		for _, supplier := range c.Starts(Supplier) {
			if x.d = [2]Decisions{{Start: customer}, {Start: supplier}}; x.after(1) {
				return x.d, nil
			}
		}
	}
	return x.d, fmt.Errorf("no allowed decisions explain what was seen of the %s in period %d", parties[x.far%2], 1+x.far/2)
}

type explanation struct {
	c      *Contract
	path   []Seen
	values [][]float64
	d      [2]Decisions
	far    int // how many decisions could be explained, one party's after the other's
}

// after explains the periods from t on: what the customer decides, then what the supplier decides who knows it. What one party's books
// do not tell apart, the other's may.
func (x *explanation) after(t int) bool {
	if t > len(x.path) {
		return true
	}
	return x.decided(Customer, t, func() bool {
		return x.decided(Supplier, t, func() bool { return x.after(t + 1) })
	})
}

// decided tries all that a party may decide in period t and that fits what was seen of it, and then the rest.
func (x *explanation) decided(party, t int, then func() bool) bool {
	d := &x.d[party]
	for _, set := range x.c.Options(party, *d, t) {
		d.Sets = append(d.Sets[:t-1:t-1], set)
		if x.c.Guarded(party, x.d, x.values[t], t) && x.fits(party, t) {
			x.far = max(x.far, 2*t-1+party)
			if then() {
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
	row := x.c.Book(x.values, x.d, t)
	return near(row.Direct, seen.Direct) && near(row.Process, seen.Process) && near(row.Change, seen.Change)
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(a)) }
