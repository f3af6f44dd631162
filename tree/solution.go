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
	GridError float64   // estimated error of the best value: twice the largest change from coarser grids; 0 without normal factors

	ledger  *model.Ledger
	lattice *lattice
	stages  []stage             // by period 1..n
	policy  [][]model.PolicyRow // by period, as described
	place   [][]int             // by period 1..n and mode: its position in Modes.Reach
	roughs  []*Solution         // on coarser grids, of the same start: none without continuous factors, one if it says that the grid is regular

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
		report(max(0, total-done)) // of a second coarser grid that is not needed
	}
	return s, err
}

// take keeps what a rollback has found.
func (s *Solution) take(c *customer) {
	s.lattice, s.stages, s.policy, s.Values = c.lattice, c.stages, c.policy, c.values
	s.locate()
}

// coarser are the resolutions of the grids that the errors are estimated by, as parts of a run's: near each other, for with two factors much less is
// too coarse to tell anything, and no multiples, so that what lies between nodes has other places there.
var coarser = [...]float64{1. / 2, 9. / 20}

// regular is the part of a value up to which a first estimate of its error is believed: it is that of smooth boundaries, whose errors fall
// fast. Others may happen to be the same on two grids, so that a third is asked.
const regular = 1e-8

// refine estimates the grid's error by the changes from coarser grids.
func (s *Solution) refine(ctx context.Context, report func(float64)) error {
	for range coarser {
		rough, err := s.coarsen(ctx, report)
		if err != nil {
			return err
		}
		value := s.Values[s.Best]
		s.GridError = max(s.GridError, cautious*math.Abs(value-rough.Values[s.Best]))
		if s.GridError <= regular*math.Abs(value) {
			break
		}
	}
	return nil
}

// coarsen solves the problem on the next coarser grid. On the first, wishes for the side on which a kink is smoothed that conflict are decided
// the other way: which of them is right cannot be told by grids that agree.
func (s *Solution) coarsen(ctx context.Context, report func(float64)) (*Solution, error) {
	p, n := s.ledger.Problem, len(s.roughs)
	rough := &Solution{ledger: s.ledger, options: s.options, Best: s.Best}
	rough.options.Resolution *= coarser[n]
	rough.options.Rows = 0
	rough.options.Sized = func(Forecast) {}
	lattice, err := newLattice(&p.Factors, p.Periods, rough.options.Resolution)
	if err != nil {
		return nil, err
	}
	for _, v := range lattice.levels {
		v.smooth.contrary = n == 0
	}
	c, err := rough.roll(ctx, lattice, report)
	if err != nil {
		return nil, err
	}
	rough.take(c)
	s.roughs = append(s.roughs, rough)
	return rough, nil
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
