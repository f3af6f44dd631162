package generated

// term is a factor, or a function of one or two.
func (d *drawer) term() Expr {
	k := d.int("factor", 0, len(d.c.Factors)-1)
	switch d.int("term", 0, 4) {
	case 0:
		return larger{factor(k), number(d.money("floor", 2, 12))}
	case 1:
		return smaller{factor(k), number(d.money("cap", 2, 12))}
	case 2:
		return times{number(d.money("tenths", 1, 9) / 16), times{factor(k), factor(d.int("factor", 0, len(d.c.Factors)-1))}}
	}
	return factor(k)
}

// amount draws money that may depend on factors, period and levels: of the customer only, or of both parties.
func (d *drawer) amount(party, lo, hi int) Expr {
	switch d.int("amount", 0, 6) {
	case 0:
		return number(d.money("amount", lo, hi))
	case 1:
		return d.series(lo, hi)
	case 2:
		return sum{number(d.money("amount", lo, hi)), times{number(d.money("slope", 0, 3) / 2), d.term()}}
	case 3:
		return where{d.guard(0, 12), number(d.money("amount", lo, hi)), number(d.money("amount", lo, hi))}
	case 4:
		for _, of := range d.readable(party) {
			if d.c.Characteristics[of].Numeric {
				return sum{times{number(d.money("slope", 0, 4)), level(of)}, number(d.money("amount", lo, hi))}
			}
		}
	}
	return d.table(party, func() Expr {
		return sum{number(d.money("amount", lo, hi)), times{number(d.money("slope", 0, 3) / 2), d.term()}}
	})
}

func (d *drawer) series(lo, hi int) Expr {
	e := make(byPeriod, d.c.Periods)
	for t := range e {
		e[t] = d.money("amount", lo, hi)
	}
	return e
}

// readable lists the characteristics that a party's amounts may depend on.
func (d *drawer) readable(party int) []int {
	if party == Customer {
		return d.customerOf()
	}
	var all []int
	for of := range d.c.Characteristics {
		all = append(all, of)
	}
	return all
}

// table draws a value for each level of one or more characteristics, nested.
func (d *drawer) table(party int, leaf func() Expr) Expr {
	e := leaf()
	for _, of := range d.readable(party) {
		if d.int("by", 0, 2) == 0 {
			continue
		}
		var cases []Expr
		for range d.c.Characteristics[of].Levels {
			cases = append(cases, e)
			e = leaf()
		}
		e = byLevel{of, cases}
	}
	return e
}

// flows draws the customer's amounts of a period. Every level matters to the revenue.
func (d *drawer) flows() {
	d.c.Revenue = d.every(Customer, d.risky)
	if d.chance("expense") {
		d.c.Expense = d.amount(Customer, 0, 10)
	}
	if d.chance("residual") {
		d.c.Residual = d.amount(Customer, 0, 20)
	}
	if d.chance("fees") {
		d.c.Fees = d.amount(Customer, 0, 10)
	}
}

// risky draws money that hangs on the factors, so that deciding pays.
func (d *drawer) risky() Expr {
	switch d.int("risky", 0, 3) {
	case 0:
		return where{d.guard(3, 16), number(d.money("amount", -10, 30)), number(d.money("amount", -10, 30))}
	case 1:
		return d.series(-10, 30)
	}
	return sum{number(d.money("amount", -10, 20)), times{number(d.money("slope", -3, 3)), d.term()}}
}

// every adds up a table over each characteristic that a party's amounts may depend on.
func (d *drawer) every(party int, leaf func() Expr) Expr {
	var total sum
	for _, of := range d.readable(party) {
		var cases []Expr
		for range d.c.Characteristics[of].Levels {
			cases = append(cases, leaf())
		}
		total = append(total, byLevel{of, cases})
	}
	return total
}

// supply draws the supplier's side, always if it decides.
func (d *drawer) supply() {
	decides := len(d.ownedBy(Supplier)) > 0
	if !decides && d.int("supplier", 0, 3) == 0 {
		return
	}
	s := &Supply{Rates: []float64{d.money("rate", 1, 3) / 4, d.money("rate", 1, 3) / 4}}
	d.c.Supply = s
	for range d.int("processes", 1, 2) {
		p := Process{Pool: d.int("pool", 0, 1), Executions: d.executions()}
		if d.int("time", 0, 3) > 0 {
			p.Minutes = sum{number(d.money("minutes", 1, 9)), times{number(d.money("slope", 0, 2) / 4), d.term()}}
		}
		if p.Minutes == nil || d.chance("material") {
			p.Material = d.amount(Supplier, 0, 4)
		}
		if p.Minutes != nil && d.int("learning", 0, 3) > 0 {
			p.Learning = d.learning()
		}
		s.Processes = append(s.Processes, p)
	}
	if decides || d.chance("direct") {
		s.Direct = []Expr{d.every(Supplier, func() Expr { return number(d.money("direct", 0, 12)) })}
	}
	if decides {
		s.Direct = append(s.Direct, d.answer())
	}
	if d.chance("initial") {
		s.Initial = d.table(Supplier, func() Expr { return number(d.money("initial", 0, 10)) })
	}
}

// answer draws a cost that makes the supplier answer what the customer decides: a matrix over a characteristic of either.
func (d *drawer) answer() Expr {
	theirs, own := d.customerOf(), d.ownedBy(Supplier)
	of, by := theirs[d.int("answered", 0, len(theirs)-1)], own[d.int("answering", 0, len(own)-1)]
	var rows []Expr
	for range d.c.Characteristics[of].Levels {
		var row []Expr
		for range d.c.Characteristics[by].Levels {
			row = append(row, number(d.money("answer", 0, 40)))
		}
		rows = append(rows, byLevel{by, row})
	}
	return byLevel{of, rows}
}

// executions draws numbers of executions in halves, by levels and states.
func (d *drawer) executions() Expr {
	halves := func() Expr { return number(float64(d.int("halves", 0, 6)) / 2) }
	if d.c.Finite() && d.chance("by state") {
		return d.table(Supplier, func() Expr { return where{Guard{Of: factor(0), Than: d.money("than", 3, 14)}, halves(), halves()} })
	}
	return d.table(Supplier, halves)
}

func (d *drawer) learning() *Learning {
	l := &Learning{Rate: float64(d.int("rate", 55, 100)) / 100, Wright: d.chance("wright"), First: d.chance("first")}
	if d.chance("incompressible") {
		l.Incompressible = float64(d.int("incompressible", 0, 10)) / 10
	}
	if d.chance("experience") {
		l.Experience = float64(d.int("experience", 1, 40))
	}
	return l
}
