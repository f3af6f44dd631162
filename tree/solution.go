package tree

import (
	"context"
	"math"

	"ips2/model"
)

// Solution is the customer's optimal policy with its values.
type Solution struct {
	Values    []float64 // of the starts, by position in Modes.Start, net of entry; money of time 0
	Best      int       // the start that the customer picks
	GridError float64   // estimated error of the best value: twice the change from half the resolution; 0 without normal factors

	ledger  *model.Ledger
	lattice *lattice
	stages  []stage             // by period 1..n
	policy  [][]model.PolicyRow // by period, as described
	place   [][]int             // by period 1..n and mode: its position in Modes.Reach
	rough   *Solution           // at half the resolution, of the same start; nil without continuous factors

	rounding, turnover float64 // of the customer's value, and the expected size of all its amounts; known to Expect
	options            Options
}

// Solve finds the customer's policy. It fails with *Unsolvable if a factor has no lattice, with *TooLarge if the forecast exceeds
// the budget, and with an error that names it if an amount has no finite value at a node.
func Solve(ctx context.Context, l *model.Ledger, o Options) (*Solution, error) {
	forecast, lattice, err := plan(l, o)
	if err != nil {
		return nil, err
	}
	o = o.complete()
	o.Resolution = forecast.Resolution
	if forecast.exceeds(o) {
		return nil, &TooLarge{"customer", forecast, o}
	}
	s := &Solution{ledger: l, options: o}
	total, done := forecast.rollback, 0.0
	report := func(part float64) { // the forecast may be short of the work
		done += part
		o.Progress(min(done, total), total)
	}
	c, err := s.roll(ctx, lattice, report)
	if err != nil {
		return nil, err
	}
	s.take(c)
	s.Best = best(c.values)
	if forecast.Normal > 0 {
		err = s.refine(ctx, report)
	}
	return s, err
}

// take keeps what a rollback has found.
func (s *Solution) take(c *customer) {
	s.lattice, s.stages, s.policy, s.Values = c.lattice, c.stages, c.policy, c.values
	s.locate()
}

// refine estimates the grid's error by the change from half the resolution.
func (s *Solution) refine(ctx context.Context, report func(float64)) error {
	p := s.ledger.Problem
	s.rough = &Solution{ledger: s.ledger, options: s.options, Best: s.Best}
	s.rough.options.Resolution /= 2
	s.rough.options.Rows = 0
	s.rough.options.Sized = func(Forecast) {}
	lattice, err := newLattice(&p.Factors, p.Periods, s.rough.options.Resolution)
	if err != nil {
		return err
	}
	c, err := s.rough.roll(ctx, lattice, report)
	if err != nil {
		return err
	}
	s.rough.take(c)
	s.GridError = cautious * math.Abs(s.Values[s.Best]-s.rough.Values[s.Best])
	return nil
}

func (s *Solution) roll(ctx context.Context, lattice *lattice, report func(float64)) (*customer, error) {
	c := &customer{ledger: s.ledger, lattice: lattice, crew: newCrew(lattice, s.options.Workers), rows: s.options.Rows}
	err := c.rollback(ctx, func(t int) { report(c.seconds(t)) })
	if err != nil {
		return nil, err
	}
	for k, mode := range s.ledger.Customer.Start {
		entry, err := s.ledger.Entry(mode)
		if err != nil {
			return nil, err
		}
		c.values[k] -= entry
	}
	return c, nil
}

func (s *Solution) locate() {
	m := s.ledger.Customer
	s.place = make([][]int, s.ledger.Problem.Periods+1)
	for t := 1; t < len(s.place); t++ {
		s.place[t] = make([]int, m.Len())
		for k, mode := range m.Reach[t] {
			s.place[t][mode] = k
		}
	}
}

// best is the first of the best values.
func best(values []float64) int {
	b := 0
	for k, v := range values {
		if model.Better(v, values[b]) {
			b = k
		}
	}
	return b
}

// nodes is the number of nodes of all periods.
func (l *lattice) nodes() int64 {
	n := int64(0)
	for _, v := range l.levels[1:] {
		n += int64(v.count)
	}
	return n
}
