package generated

import "math"

// Largest bounds what one period can move in money, all amounts of both parties together: nearly always, if there are factors that are
// no chains.
func (c *Contract) Largest() float64 {
	total := 0.0
	for _, e := range c.money() {
		total += c.largest(e)
	}
	return total
}

// money lists the amounts; of work that is run by changes and by periods each once.
func (c *Contract) money() []Expr {
	list := []Expr{c.Revenue, c.Expense, c.Residual, c.Fees}
	for _, arc := range c.Arcs() {
		list = append(list, arc.Outside, arc.Fee, arc.Gain, arc.Fixed, arc.Material)
		for _, run := range arc.Runs {
			list = append(list, c.executed(run.Process, run.Executions)...)
		}
	}
	if c.Supply == nil {
		return list
	}
	for k, p := range c.Supply.Processes {
		list = append(list, c.executed(k, p.Executions)...)
	}
	return append(append(list, c.Supply.Direct...), c.Supply.Initial)
}

// executed is the time, without learning, and the material of executions.
func (c *Contract) executed(process int, executions Expr) []Expr {
	p := &c.Supply.Processes[process]
	if executions == nil {
		return nil
	}
	var list []Expr
	if p.Minutes != nil {
		list = append(list, times{number(c.Supply.Rates[p.Pool]), times{executions, p.Minutes}})
	}
	if p.Material != nil {
		list = append(list, times{executions, p.Material})
	}
	return list
}

// largest is the largest absolute value of an expression over all periods, states and levels, and changes between them.
func (c *Contract) largest(e Expr) float64 {
	most := 0.0
	if e == nil {
		return 0
	}
	for t := 1; t <= c.Periods; t++ {
		c.visit(&At{Contract: c, Period: t}, func(at *At) {
			for at.To = range 3 {
				most = math.Max(most, math.Abs(e.Eval(at)))
			}
		})
	}
	return most
}

// visit goes through every combination of states and levels.
func (c *Contract) visit(at *At, do func(at *At)) {
	if k := len(at.Value); k < len(c.Factors) {
		for _, v := range c.Factors[k].values(at.Period) {
			next := *at
			next.Value = append(at.Value[:k:k], v)
			c.visit(&next, do)
		}
		return
	}
	of := len(at.Level)
	if of == len(c.Characteristics) {
		do(at)
		return
	}
	for level := range c.Characteristics[of].Levels {
		next := *at
		next.Level = append(at.Level[:of:of], level)
		c.visit(&next, do)
	}
}

// values are those of a period; of a factor that is no chain the ends of its band and some between.
func (f *Factor) values(t int) []float64 {
	if f.Band == nil {
		return f.States[t]
	}
	low, high := f.Band[0], f.Band[1]
	return []float64{low, math.Sqrt(low * high), (low + high) / 2, high}
}
