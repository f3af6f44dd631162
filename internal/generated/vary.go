package generated

import "slices"

// clone copies a contract deeply enough for the variations, which replace expressions and changes and never alter them.
func (c *Contract) clone() *Contract {
	out := *c
	out.Characteristics = slices.Clone(c.Characteristics)
	for of := range out.Characteristics {
		k := &out.Characteristics[of]
		k.Levels, k.Entry, k.Changes = slices.Clone(k.Levels), slices.Clone(k.Entry), slices.Clone(k.Changes)
	}
	if c.Supply != nil {
		s := *c.Supply
		s.Rates, s.Processes, s.Direct = slices.Clone(s.Rates), slices.Clone(s.Processes), slices.Clone(s.Direct)
		out.Supply = &s
	}
	return &out
}

// EachChange gives variations of a contract, one for each change of a party, altered.
func (c *Contract) EachChange(party int, alter func(*Change)) []*Contract {
	var list []*Contract
	for of, k := range c.Characteristics {
		for i := range k.Changes {
			if k.Owner != party {
				continue
			}
			v := c.clone()
			alter(&v.Characteristics[of].Changes[i])
			list = append(list, v)
		}
	}
	return list
}

// Closed takes a change away, by a guard that never holds.
func Closed(c *Change) { c.When = &Guard{Of: number(0), Than: 1} }

// Dearer makes a change cost its decider more.
func Dearer(by float64) func(*Change) {
	return func(c *Change) {
		c.Outside = plus(c.Outside, by)
	}
}

// Costlier makes a change cost the supplier more.
func Costlier(by float64) func(*Change) {
	return func(c *Change) { c.Fixed = plus(c.Fixed, by) }
}

func plus(e Expr, by float64) Expr {
	if e == nil {
		return number(by)
	}
	return sum{e, number(by)}
}

// Longer makes the dwell after a change longer by one period.
func Longer(c *Change) { c.Dwell = max(1, c.Dwell) + 1 }

// Rarer allows a change fewer times.
func Rarer(c *Change) {
	if c.Uses == 0 || c.Uses > 1 {
		c.Uses = 1
	}
}

// Renamed has other names for levels that are names, in the same order.
func (c *Contract) Renamed() *Contract {
	v := c.clone()
	for of := range v.Characteristics {
		k := &v.Characteristics[of]
		for level := range k.Levels {
			if !k.Numeric {
				k.Levels[level] = string(rune('z'-level)) + "_of_" + k.Name
			}
		}
	}
	return v
}

// Shifted pays the customer so much more in every period.
func (c *Contract) Shifted(by float64) *Contract {
	v := c.clone()
	v.Revenue = plus(v.Revenue, by)
	return v
}

// InCurrency writes all money in a currency of which one unit of the old buys so many.
func (c *Contract) InCurrency(units float64) *Contract {
	v := c.clone()
	v.eachMoney(func(e Expr) Expr { return scaled(e, units) })
	for of := range v.Characteristics {
		for level := range v.Characteristics[of].Entry {
			v.Characteristics[of].Entry[level] *= units
		}
	}
	if v.Supply != nil {
		for k := range v.Supply.Rates {
			v.Supply.Rates[k] *= units
		}
	}
	return v
}

func scaled(e Expr, by float64) Expr { return times{number(by), e} }

// eachMoney replaces every amount of money that is stated as a formula. Pools' rates and entries are numbers.
func (c *Contract) eachMoney(f func(Expr) Expr) {
	c.eachFlow(f)
	set := func(e *Expr) { replace(e, f) }
	for of := range c.Characteristics {
		for k := range c.Characteristics[of].Changes {
			change := &c.Characteristics[of].Changes[k]
			for _, e := range []*Expr{&change.Outside, &change.Fee, &change.Gain, &change.Fixed, &change.Material} {
				set(e)
			}
		}
	}
	if c.Supply != nil {
		set(&c.Supply.Initial)
		for k := range c.Supply.Processes {
			set(&c.Supply.Processes[k].Material)
		}
	}
}

// eachFlow replaces what is paid in every period.
func (c *Contract) eachFlow(f func(Expr) Expr) {
	for _, e := range []*Expr{&c.Revenue, &c.Expense, &c.Residual, &c.Fees} {
		replace(e, f)
	}
	if c.Supply != nil {
		for k := range c.Supply.Direct {
			replace(&c.Supply.Direct[k], f)
		}
	}
}

func replace(e *Expr, f func(Expr) Expr) {
	if *e != nil {
		*e = f(*e)
	}
}

// StartingIn leaves a party one start, numbered as by Starts.
func (c *Contract) StartingIn(party, start int) *Contract {
	v, levels := c.clone(), c.Starts(party)[start]
	for of := range v.Characteristics {
		if k := &v.Characteristics[of]; k.Owner == party {
			k.Start = []int{levels[of]}
		}
	}
	return v
}
