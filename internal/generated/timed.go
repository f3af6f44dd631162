package generated

func numbers(values []float64) []Expr {
	var list []Expr
	for _, v := range values {
		list = append(list, number(v))
	}
	return list
}

// by is a number for each level of a characteristic.
func by(of int, values ...float64) Expr { return byLevel{of, numbers(values)} }

// reached holds where a characteristic is in its second level.
func reached(of int) *Guard { return &Guard{Of: by(of, 0, 1), Than: .5} }

func in(periods ...int) []bool {
	open := make([]bool, 4)
	for _, t := range periods {
		open[t] = true
	}
	return open
}

// step is a characteristic that can go from its first level to its second in some periods.
func step(name string, owner int, periods ...int) Characteristic {
	return Characteristic{Name: name, Owner: owner, Levels: []string{"l0", "l1"}, Start: []int{0},
		Changes: []Change{{From: []int{0}, To: []int{1}, Open: in(periods...)}}}
}

func timed(of ...Characteristic) *Contract { return &Contract{Periods: 3, Dt: 1, Characteristics: of} }

func answered(alter func(theirs, own *Change)) *Contract {
	c := timed(step("c0", Customer, 2), step("c1", Supplier, 2))
	c.Revenue = by(0, 0, 10)
	c.Supply = &Supply{Rates: []float64{1}, Processes: []Process{{Minutes: number(0)}}, Direct: []Expr{byLevel{0, []Expr{number(0), by(1, 50, 1)}}}}
	alter(&c.Characteristics[0].Changes[0], &c.Characteristics[1].Changes[0])
	return c
}

func worked(p Process, alter func(theirs, own *Change)) *Contract {
	c := answered(alter)
	c.Supply.Processes[0] = p
	return c
}

// paid has rates of 100 and 300 %: discount factors are powers of a half and of a quarter.
func paid(atStart bool) *Contract {
	c := answered(func(theirs, own *Change) { theirs.Outside, own.Fixed = number(8), number(64) })
	c.Rates, c.PaidAtStart = [2]float64{1, 3}, atStart
	c.Revenue, c.Supply.Direct = by(0, 0, 100), []Expr{by(1, 1600, 0)}
	return c
}

// pair has two characteristics of a party that change in period 2. The customer's bring it 10 a period each. The supplier's follow one of
// the customer's, and the second saves it 30 a period.
func pair(owner int, alter func(first, second *Change)) *Contract {
	c := timed(step("c0", owner, 2), step("c1", owner, 2))
	c.Revenue = sum{by(0, 0, 10), by(1, 0, 10)}
	first := 0
	if owner == Supplier {
		first = 1
		c = timed(step("c0", Customer, 3), step("c1", owner, 2), step("c2", owner, 2))
		c.Revenue = by(0, 0, 10)
		c.Supply = &Supply{Rates: []float64{1}, Processes: []Process{{Minutes: number(0)}}, Direct: []Expr{by(2, 30, 0)}}
	}
	alter(&c.Characteristics[first].Changes[0], &c.Characteristics[first+1].Changes[0])
	return c
}

// there pays so much in the second level, by period, and what is missing to 10 in the first; the customer may go there and back.
func there(alter func(*Change), pays ...float64) *Contract {
	c := timed(step("c0", Customer))
	c.Characteristics[0].Changes[0] = Change{From: []int{0, 1}, To: []int{0, 1}, Open: in(1, 2, 3)}
	alter(&c.Characteristics[0].Changes[0])
	back := make([]float64, len(pays))
	for t, v := range pays {
		back[t] = 10 - v
	}
	c.Revenue = byLevel{0, []Expr{byPeriod(back), byPeriod(pays)}}
	return c
}

// excluded pays 10 a period for the second level of either characteristic; not both at once, and the first comes a period late.
func excluded() *Contract {
	c := timed(step("c0", Customer, 1, 2, 3), step("c1", Customer, 1, 2, 3))
	c.Characteristics[0].Changes[0].Lead = 1
	c.Revenue = sum{by(0, 0, 10), by(1, 0, 10)}
	c.Exclude = [][]Pick{{{0, 1}, {1, 1}}}
	return c
}

// risky is a contract whose factor moves in one period, and in which both decide in another.
func risky(moves, decided int, alter func(own *Change)) *Contract {
	c := answered(func(theirs, own *Change) {
		theirs.Open, own.Open, own.When, own.Fixed = in(decided), in(decided), reached(0), number(5)
		if alter != nil {
			alter(own)
		}
	})
	rise, values := [][]float64{{.5, .5}, {0, 1}}, []float64{0, 1}
	f := Factor{Name: "x0", Text: "process: markov, initial: s0, states: {s0: 0, s1: 1}", Moves: in(moves), Matrix: []string{rowsText([]string{"s0", "s1"}, rise)}, States: [][]float64{values}, Rows: [][][]float64{nil}}
	for t := 1; t <= c.Periods; t++ {
		f.States, f.Rows = append(f.States, values), append(f.Rows, identity(2))
	}
	f.Rows[moves] = rise
	c.Factors = []Factor{f}
	c.Revenue = byLevel{0, []Expr{number(0), where{Guard{Of: factor(0), Than: .5}, number(20), number(-10)}}}
	return c
}
