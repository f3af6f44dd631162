package generated

import "math"

// Row is one period of both parties' books, in money of the period. Revenue holds the residual value in the last one. ChangeFees is
// the part of the fees that is paid for changes.
type Row struct {
	Revenue, Expense, Switching, Fees, Direct, Process, Change float64
	ChangeFees                                                 float64
}

// Net is the period in money of time 0: what the customer has of it, and what it costs the supplier before and after fees.
func (c *Contract) Net(r Row, t int) (customer, gross, floor float64) {
	customer = c.Discount(Customer, t, false)*(r.Revenue-r.Expense-r.Fees+r.ChangeFees) - c.Discount(Customer, t, true)*(r.Switching+r.ChangeFees)
	gross = c.Discount(Supplier, t, false)*(r.Direct+r.Process) + c.Discount(Supplier, t, true)*r.Change
	floor = gross - c.Discount(Supplier, t, false)*(r.Fees-r.ChangeFees) - c.Discount(Supplier, t, true)*r.ChangeFees
	return customer, gross, floor
}

// Book is the books of period t along a history: values[t] are the factors in period t (0 is signing), d the decisions by party.
// Executions are recounted from the beginning.
func (c *Contract) Book(values [][]float64, d [2]Decisions, t int) Row {
	b := book{c: c, values: values, d: d}
	if c.Supply != nil {
		b.done = make([]float64, len(c.Supply.Processes))
	}
	for s := 1; s < t; s++ {
		b.period(s)
	}
	return b.period(t)
}

// Books is Book for every period of a whole history.
func (c *Contract) Books(values [][]float64, d [2]Decisions) []Row {
	b := book{c: c, values: values, d: d}
	if c.Supply != nil {
		b.done = make([]float64, len(c.Supply.Processes))
	}
	var rows []Row
	for t := 1; t <= c.Periods; t++ {
		rows = append(rows, b.period(t))
	}
	return rows
}

type book struct {
	c      *Contract
	values [][]float64
	d      [2]Decisions
	done   []float64 // executions so far, by process
}

// at merges both parties' levels, after so many of them have decided in the period: none, the customer, or both.
func (b *book) at(t, decided int) *At { return b.c.at(b.values[t], b.d, t, decided) }

func (b *book) period(t int) Row {
	var r Row
	after := b.at(t, 2)
	r.Revenue, r.Expense, r.Fees = eval(b.c.Revenue, after), eval(b.c.Expense, after), eval(b.c.Fees, after)
	if t == b.c.Periods {
		r.Revenue += eval(b.c.Residual, after)
	}
	arcs := b.c.Arcs()
	for party, d := range b.d {
		if t > len(d.Sets) {
			continue
		}
		for _, id := range d.Sets[t-1] {
			b.change(&r, &arcs[id], *b.at(t, party))
		}
	}
	if b.c.Supply != nil {
		b.work(&r, after)
	}
	return r
}

func (b *book) change(r *Row, arc *Arc, at At) {
	at.From, at.To = arc.From, arc.To
	fee := eval(arc.Fee, &at)
	r.Switching += eval(arc.Outside, &at) - eval(arc.Gain, &at)
	r.Fees += fee
	r.ChangeFees += fee
	if b.c.Supply == nil {
		return
	}
	r.Change += eval(arc.Fixed, &at) + eval(arc.Material, &at)
	for _, run := range arc.Runs {
		material, time := b.execute(run.Process, run.Executions.Eval(&at), &at)
		r.Change += material + time
	}
}

func (b *book) work(r *Row, at *At) {
	for _, e := range b.c.Supply.Direct {
		r.Direct += e.Eval(at)
	}
	for k, p := range b.c.Supply.Processes {
		if p.Executions != nil {
			material, time := b.execute(k, p.Executions.Eval(at), at)
			r.Direct += material
			r.Process += time
		}
	}
}

// execute is the money for material and for time of some executions, which are counted.
func (b *book) execute(process int, executions float64, at *At) (material, time float64) {
	p := &b.c.Supply.Processes[process]
	material = executions * eval(p.Material, at)
	if p.Minutes != nil {
		time = b.c.Supply.Rates[p.Pool] * p.Minutes.Eval(at) * p.Learning.total(b.done[process], executions)
	}
	b.done[process] += executions
	return material, time
}

// total is the time of executions done+1 … done+n in stated minutes: whole executions one by one, a fraction pro rata.
func (l *Learning) total(done, n float64) float64 {
	if l == nil {
		return n
	}
	sum := 0.0
	for k := math.Floor(done); k < done+n; k++ {
		share := math.Min(k+1, done+n) - math.Max(k, done)
		sum += share * l.multiplier(k+1)
	}
	return sum
}

// multiplier is the time of the k-th execution from now.
func (l *Learning) multiplier(k float64) float64 {
	m := l.ever(l.Experience + k)
	if l.First {
		return m
	}
	return m / l.ever(l.Experience+1)
}

// ever is the time of the k-th execution ever over that of the first.
func (l *Learning) ever(k float64) float64 {
	b := math.Log2(l.Rate)
	unit := math.Pow(k, b)
	if l.Wright {
		unit = k*math.Pow(k, b) - (k-1)*math.Pow(k-1, b)
		if k == 1 {
			unit = 1
		}
	}
	return l.Incompressible + (1-l.Incompressible)*unit
}

func eval(e Expr, at *At) float64 {
	if e == nil {
		return 0
	}
	return e.Eval(at)
}
