package tree

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"ips2/internal/vector"
	"ips2/model"
)

// Expect takes the expectation of every figure under the optimal policies: the supplier's is found first. If the supplier's side
// alone cannot be solved exactly the customer's figures come with the error, a *TooLarge or *Unsolvable; HasSupplier is false then. Figures
// that contradict the rollbacks, or each other, are not given: it fails with a *Contradiction.
func Expect(ctx context.Context, s *Solution) (*model.Expectations, error) {
	e, refused, err := s.expect(ctx, s.ledger.Problem.Supply != nil)
	if err != nil {
		return nil, err
	}
	if err := s.doubt(ctx, e); err != nil {
		return nil, err
	}
	if err := s.keep(e); err != nil {
		return nil, err
	}
	return e, refused
}

// expect takes the figures on one grid. What the supplier's side is refused for is told apart.
func (s *Solution) expect(ctx context.Context, supplied bool) (e *model.Expectations, refused, err error) {
	f := newFigures(s)
	if err := f.starts(ctx); err != nil {
		return nil, nil, err
	}
	if supplied {
		err := f.both(ctx)
		var large *TooLarge
		var never *Unsolvable
		switch {
		case err == nil:
			return f.finish(true), nil, nil
		case !errors.As(err, &large) && !errors.As(err, &never):
			return nil, nil, err
		}
		refused = err
	}
	f.solo = s.ledger.Problem.Supply != nil
	if err := f.alone(ctx); err != nil {
		return nil, nil, err
	}
	return f.finish(false), refused, nil
}

// doubt estimates the errors of all figures by those on coarser grids, and asks for another grid while they are not regular.
func (s *Solution) doubt(ctx context.Context, e *model.Expectations) error {
	for n := 0; n < len(s.roughs); n++ {
		rough, _, err := s.roughs[n].expect(ctx, e.HasSupplier)
		if err != nil {
			return err
		}
		compare(e, rough)
		if n+1 == len(s.roughs) && n+1 < len(coarser) && !isRegular(e) {
			if _, err := s.coarsen(ctx, func(float64) {}); err != nil {
				return err
			}
		}
	}
	if off, coarse := Coarse(e.GridError, e.CustomerValue.Mean, e.Floor.Mean); coarse {
		e.Warnings = append(e.Warnings, fmt.Sprintf("the grid of the continuous factors is coarse for this problem: exact figures may be off by some %.2g; a --budget beyond a minute may buy a finer grid", off))
	}
	return nil
}

// isRegular tells whether the errors of the main figures are as small as those of smooth boundaries.
func isRegular(e *model.Expectations) bool {
	is := func(off float64, of model.Estimate) bool { return off <= regular*math.Abs(of.Mean) }
	g := e.GridError
	return is(g.CustomerValue, e.CustomerValue) && is(g.Rigid, e.Rigid) && is(g.Floor, e.Floor)
}

// cautious is how many times the largest change from coarser grids is taken for the error of a grid: where cuts are close the error falls
// irregularly, and all may happen to be near each other.
const cautious = 3

// compare raises the estimated errors to the change from a coarser grid.
func compare(e, rough *model.Expectations) {
	g := &e.GridError
	raise := func(off *float64, fine, coarse model.Estimate) {
		*off = max(*off, cautious*math.Abs(fine.Mean-coarse.Mean))
	}
	raise(&g.CustomerValue, e.CustomerValue, rough.CustomerValue)
	raise(&g.Rigid, e.Rigid, rough.Rigid)
	raise(&g.Flexibility, e.Flexibility, rough.Flexibility)
	raise(&g.SwitchCustomer, e.SwitchCustomer, rough.SwitchCustomer)
	if rough.HasSupplier {
		raise(&g.Floor, e.Floor, rough.Floor)
		raise(&g.Gross, e.Gross, rough.Gross)
		raise(&g.Margin, e.Margin, rough.Margin)
		raise(&g.SwitchSupplier, e.SwitchSupplier, rough.SwitchSupplier)
	}
	e.History = append(rough.History, e.History...)
}

// Coarse tells how far exact figures may be off, money, and whether that is worth a warning: of the value to the customer beside this
// value, of the corridor beside the larger of value and floor (0 without a supplier), since there may be no customer.
func Coarse(e model.GridError, value, floor float64) (off float64, coarse bool) {
	value, floor = math.Abs(value), math.Abs(floor)
	return max(e.CustomerValue, e.Margin), e.CustomerValue > doubtful*value || e.Margin > doubtful*max(value, floor)
}

// doubtful is the part of a figure from which on an error of the grid is worth a warning.
const doubtful = 1e-3

// alone takes the customer's figures only.
func (f *figures) alone(ctx context.Context) error {
	w, err := newWorld(ctx, f.s, f.crew, nil, true)
	if err != nil {
		return err
	}
	visit := func(t int, mass []float64, y *tally) error { return f.customer(ctx, t, mass, y) }
	push := &forward{w: w, visit: visit}
	if err := push.run(ctx, 0); err != nil {
		return err
	}
	return f.settle(push.room)
}

// both solves the supplier's problem, then takes all figures; learning that has no say in its decisions is followed one process
// at a time.
func (f *figures) both(ctx context.Context) error {
	side, err := newSide(ctx, f.s, f.crew)
	if err != nil {
		return err
	}
	f.s.options.Sized(side.forecast)
	u := &supplier{w: side.world}
	if err := u.rollback(ctx); err != nil {
		return err
	}
	return f.follow(ctx, side, u)
}

// follow takes all figures under the decisions that both rollbacks have found.
func (f *figures) follow(ctx context.Context, side *side, u *supplier) error {
	w := side.world
	f.e.Gross = exactly(u.initial)
	f.e.Replies = slices.Concat(slices.Concat(u.replies...)...)
	visit := func(t int, mass []float64, y *tally) error {
		f.work(t, w.shops[t], y)
		return f.customer(ctx, t, mass, y)
	}
	push := &forward{w: w, choose: u.choose, visit: visit}
	if err := push.run(ctx, u.best); err != nil {
		return err
	}
	if err := f.settle(push.room); err != nil {
		return err
	}
	if err := f.bear(u, push.room); err != nil {
		return err
	}
	for _, other := range side.others {
		visit := func(t int, _ []float64, y *tally) error { f.learned(t, other.shops[t], y); return nil }
		if err := (&forward{w: other, visit: visit}).run(ctx, 0); err != nil {
			return err
		}
	}
	return nil
}

// starts values every start flexible and rigid.
func (f *figures) starts(ctx context.Context) error {
	s, l := f.s, f.s.ledger
	rigid, room, err := f.rigid(ctx)
	if err != nil {
		return err
	}
	if l.Customer.Fixed() {
		for k := range rigid {
			if err := agree("the value of a contract that the customer cannot change, if it is never changed,", rigid[k], s.Values[k], room[k]); err != nil {
				return err
			}
		}
		rigid = s.Values
	}
	for k, mode := range l.Customer.Start {
		f.e.Starts = append(f.e.Starts, model.Start{Label: l.Customer.Label(mode), Value: exactly(s.Values[k]), Rigid: exactly(rigid[k])})
	}
	f.e.Best, f.e.CustomerValue = s.Best, exactly(s.Values[s.Best])
	f.e.Rigid = exactly(rigid[best(rigid)])
	f.e.Flexibility = exactly(f.e.CustomerValue.Mean - f.e.Rigid.Mean)
	return nil
}

// rigid is the value of every start that is kept, net of entry: it needs the probabilities of the nodes alone. Rounding may move it by
// the room that comes with it.
func (f *figures) rigid(ctx context.Context) (values, room []float64, err error) {
	l := f.s.ledger
	modes, p := slices.Clone(l.Customer.Start), []float64{1}
	values, room = make([]float64, len(modes)), make([]float64, len(modes))
	for k, mode := range modes {
		entry, err := l.Entry(mode)
		if err != nil {
			return nil, nil, err
		}
		values[k], room[k] = -entry, math.Abs(entry)
	}
	part := 0.0
	for t := 1; t <= l.Problem.Periods; t++ {
		step, err := newStepper(f.s.lattice, t, f.crew)
		if err != nil {
			return nil, nil, err
		}
		next := make([]float64, step.after)
		if err := step.push(ctx, [][]float64{p}, [][]float64{next}); err != nil {
			return nil, nil, err
		}
		p = next
		if err := f.keep(ctx, t, p, modes, values, room); err != nil {
			return nil, nil, err
		}
		part += step.room()
	}
	scale(room, 2*part)
	return values, room, nil
}

// keep adds a period in which nothing is changed, and the size of its amounts.
func (f *figures) keep(ctx context.Context, t int, p []float64, modes []int, values, sizes []float64) error {
	l, a, column := f.s.ledger, newAmounts(), make([]int, len(modes))
	for k, mode := range modes {
		move := l.Customer.Moves(t, mode)[0]
		value, _ := l.Immediate(t, mode, move)
		column[k] = a.add(value, func() string { return "the customer's net flow" })
		modes[k] = move.Next
	}
	if err := a.evaluate(ctx, f.s.lattice, l.Graph, t, f.crew); err != nil {
		return err
	}
	for k := range values {
		values[k] += vector.Dot(p, a.column[column[k]])
		sizes[k] += sizeOf(p, a.column[column[k]])
	}
	return nil
}
