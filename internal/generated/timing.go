package generated

// Timing is a contract of three periods in which it matters who sees what, and when, with what it is worth as counted by hand.
type Timing struct {
	Name         string
	Value, Floor float64 // the customer's value, and the supplier's cost under its decisions if there is a supplier
	*Contract
	Early bool // information: previous
}

// Timings are a contract for each rule of MODEL section 2 and 3 about time.
func Timings() []Timing { return append(append(seen(), restricted()...), informed()...) }

// seen is about levels: what the formulas of a change read. The customer changes in period 2, when that pays 10 a period. From then on
// the supplier bears 50 a period, or 1 if it has changed as well.
func seen() []Timing {
	return []Timing{
		{"the supplier's guard sees what the customer has decided", 20, 5 + 1 + 1, answered(func(_, own *Change) {
			own.When, own.Fixed = reached(0), number(5)
		}), false},
		{"so does the cost of its change", 20, 5 + 1 + 1, answered(func(_, own *Change) {
			own.Fixed = by(0, 20, 5)
		}), false},
		{"so does its material", 20, 5 + 1 + 1, answered(func(_, own *Change) {
			own.Material = by(0, 20, 5)
		}), false},
		{"so do the executions that it takes", 20, 5 + 1 + 1, worked(Process{Minutes: number(1)}, func(_, own *Change) {
			own.Runs = []Run{{0, by(0, 20, 5)}}
		}), false},
		{"so do their minutes", 20, 5 + 1 + 1, worked(Process{Minutes: by(0, 20, 5)}, func(_, own *Change) {
			own.Runs = []Run{{0, number(1)}}
		}), false},
		{"a change under way is not seen", 10, 50, answered(func(theirs, own *Change) {
			theirs.Lead, own.When, own.Fixed = 1, reached(0), number(5)
		}), false},
		{"it is once it is in force", 10, 5 + 1, answered(func(theirs, own *Change) {
			theirs.Lead, own.When, own.Fixed, own.Open = 1, reached(0), number(5), in(3)
		}), false},
		{"what the supplier changes with a lead helps later", 20, 5 + 50 + 1, answered(func(_, own *Change) {
			own.When, own.Fixed, own.Lead = reached(0), number(5), 1
		}), false},
		{"the customer's change costs by the levels before both decide", 20, 8 + 4 + 1 + 1, answered(func(theirs, own *Change) {
			theirs.Fixed, own.Fixed = sum{by(0, 8, 100), by(1, 0, 100)}, by(1, 4, 100)
		}), false},
		{"what the supplier changed in the period before is seen", 20, 3 + 2 + 1 + 1, answered(func(theirs, own *Change) {
			theirs.Fixed, own.Fixed, own.Open = by(1, 100, 3), number(2), in(1)
		}), false},
		{"the supplier's change takes what the customer's has taught it", 20, 8 + 4 + 1 + 1, worked(Process{Minutes: number(8), Learning: &Learning{Rate: .5}}, func(theirs, own *Change) {
			theirs.Runs, own.Runs = []Run{{0, number(1)}}, []Run{{0, number(1)}}
		}), false},
		{"paid at the end", 100./4 + 100./8 - 8./4, 64./16 + 1600./4, paid(false), false},
		{"paid at the start", 100./4 + 100./8 - 8./2, 64./4 + 1600./4, paid(true), false},
		{"a party's changes of a period do not see each other", 20 + 20 - 7, 0, pair(Customer, func(_, second *Change) {
			second.Outside = by(0, 7, 2)
		}), false},
		{"nor do the guards of the customer's", 20, 0, pair(Customer, func(_, second *Change) {
			second.When = reached(0)
		}), false},
		{"nor do the guards of the supplier's", 10, 30 + 30 + 2 + 3 + 0, pair(Supplier, func(first, second *Change) {
			first.Fixed, second.Fixed, second.When, second.Open = number(2), number(3), reached(1), in(2, 3)
		}), false},
	}
}

// restricted is about when the customer may change at all.
func restricted() []Timing {
	return []Timing{
		{"dwell 1 is no restriction", 30, 0, there(func(c *Change) { c.Dwell = 1 }, 10, 0, 10), false},
		{"dwell 2 ends two periods later", 30, 0, there(func(c *Change) { c.Dwell = 2 }, 10, 10, 0), false},
		{"dwell 3 does not", 20, 0, there(func(c *Change) { c.Dwell = 3 }, 10, 10, 0), false},
		{"one use is of the change, there and back", 20, 0, there(func(c *Change) { c.Uses = 1 }, 10, 10, 0), false},
		{"two uses are enough", 30, 0, there(func(c *Change) { c.Uses = 2 }, 10, 10, 0), false},
		{"lead 1, and back when it is in force", 20, 0, there(func(c *Change) { c.Lead = 1 }, 10, 10, 0), false},
		{"lead 2 is in force in the third period", 10, 0, there(func(c *Change) { c.Lead = 2 }, 10, 10, 10), false},
		{"what is excluded when it comes into force cannot be decided", 30, 0, excluded(), false},
	}
}

// informed is about the factor: 0 at signing, it becomes 1 in a period with a chance of a half and stays. In level l1 the customer has 20
// a period if it is 1 and loses 10 if it is 0.
func informed() []Timing {
	return []Timing{
		{"the customer decides when the factor has moved", .5 * 40, .5*(5+1+1) + .5*0, risky(2, 2, nil), false},
		{"with information: previous before it moves", .5*40 - .5*20, 5 + 1 + 1, risky(2, 2, nil), true},
		{"what moved in the period before is known", .5 * 40, .5*(5+1+1) + .5*0, risky(1, 2, nil), true},
		{"the first period's move is not, before it", .5*60 - .5*30, .5*5 + .5*5 + 3*1, risky(1, 1, nil), true},
		{"but is after it", .5 * 60, .5 * (5 + 3*1), risky(1, 1, nil), false},
		{"a factor that moves later is as it was", 0, 0, risky(3, 2, nil), false},
		{"the supplier's guard sees the factor that its decision sees", .5 * 40, .5 * (5 + 1 + 1), risky(2, 2, func(own *Change) {
			own.When = &Guard{Of: factor(0), Than: .5}
		}), false},
		{"which is that of the period before", .5*40 - .5*20, 50 + 50, risky(2, 2, func(own *Change) {
			own.When = &Guard{Of: factor(0), Than: .5}
		}), true},
		{"its cost is that of its period", .5*40 - .5*20, .5*8 + 1 + 1, risky(2, 2, func(own *Change) {
			own.Fixed = times{number(8), factor(0)}
		}), true},
	}
}
