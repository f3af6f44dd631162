package tree

import (
	"fmt"
	"time"

	"ips2/model"
)

// Forecast is the size of an exact run, known before it starts.
type Forecast struct {
	Leaves      float64 // decimal logarithm of the leaves of the naive decision tree
	Normal      int     // factors on a grid
	Resolution  float64 // nodes per standard deviation
	Nodes       int64   // of the factors, in the largest period
	Modes       int     // of the customer
	Slices      int     // of the supplier's side in the largest period; 0 if only the customer's is meant
	States      float64 // nodes × modes (or slices), over all periods
	Evaluations float64 // weights times values and options compared
	Bytes       float64
	Seconds     float64 // on one core

	held     float64 // bytes that stay until the end
	working  float64 // bytes of the period that needs most
	rollback float64 // seconds of the rollback alone
}

func (f Forecast) String() string {
	beside := fmt.Sprintf("%d modes", f.Modes)
	if f.Slices > 0 {
		beside = fmt.Sprintf("%d combinations of modes and experience", f.Slices)
	}
	return fmt.Sprintf("%.3g states (%.3g nodes × %s in the largest period), about %s and %s on one core", f.States, float64(f.Nodes), beside, memory(f.Bytes), duration(f.Seconds))
}

func memory(b float64) string {
	units := []string{"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"}
	k := 0
	for ; b >= 1024 && k < len(units)-1; k++ {
		b /= 1024
	}
	return fmt.Sprintf("%.3g %s", b, units[k])
}

func duration(seconds float64) string {
	switch {
	case seconds < 100:
		return fmt.Sprintf("%.2g s", seconds)
	case seconds < 7200:
		return fmt.Sprintf("%.0f min", seconds/60)
	case seconds < 48*3600:
		return fmt.Sprintf("%.0f hours", seconds/3600)
	}
	return fmt.Sprintf("%.3g days", seconds/86400)
}

// exceeds does not ask for the number of workers: what is solved, and how finely, must not depend on it.
func (f Forecast) exceeds(o Options) bool {
	return f.Bytes > float64(o.Memory) || f.Seconds > o.Budget.Seconds()
}

// TooLarge refuses a run by its forecast. Side is "customer" or "supplier".
type TooLarge struct {
	Side     string
	Forecast Forecast
	Options  Options
}

func (e *TooLarge) Error() string {
	return fmt.Sprintf("the %s's side is too large to be solved exactly: %v; the limits are %s and %s (--memory and --budget raise them)",
		e.Side, e.Forecast, memory(float64(e.Options.Memory)), duration(e.Options.Budget.Seconds()))
}

// Plan forecasts the customer's side. The error says why Solve would refuse it: *Unsolvable, or *TooLarge beside the forecast.
func Plan(l *model.Ledger, o Options) (Forecast, error) {
	f, _, err := plan(l, o)
	if o = o.complete(); err == nil && f.exceeds(o) {
		err = &TooLarge{"customer", f, o}
	}
	return f, err
}

// coarsest is the resolution below which the grid is no longer worth having.
const coarsest = 2

// plan is the forecast and the lattice that it is made for. A resolution that was not asked for is lowered as far as it makes
// sense if the problem does not fit otherwise, and raised as far as the budget buys it.
func plan(l *model.Ledger, o Options) (Forecast, *lattice, error) {
	asked, bought := o.Resolution > 0, o.Budget-included
	rough, err := newLattice(&l.Problem.Factors, l.Problem.Periods, coarsest)
	if err != nil {
		return Forecast{}, nil, err
	}
	if o = o.complete(); !asked {
		o.Resolution = rough.usual()
	}
	for {
		lattice := rough
		if o.Resolution != coarsest {
			if lattice, err = newLattice(&l.Problem.Factors, l.Problem.Periods, o.Resolution); err != nil {
				return Forecast{}, nil, err
			}
		}
		f := weigh(l, lattice, o.Resolution)
		if asked || f.Normal == 0 {
			return f, lattice, nil
		}
		if o.Resolution <= coarsest || !f.exceeds(o) {
			return buy(l, o, bought, f, lattice)
		}
		o.Resolution = max(coarsest, o.Resolution/2)
	}
}

// What a budget that is given has beyond the first minute buys a finer grid, for a tenth of it at most, so that the supplier's side, whose
// size is not known yet, fits as well; by steps, up to some times the usual resolution, where errors of smooth boundaries are rounding.
const (
	included  = time.Minute
	portioned = 10
	finerBy   = 1.5
	mostFine  = 5
)

// buy makes the grid finer as long as the forecast stays within what is bought and within the memory. It is a function of the problem and
// the options alone.
func buy(l *model.Ledger, o Options, bought time.Duration, f Forecast, grid *lattice) (Forecast, *lattice, error) {
	limit := o
	limit.Budget = bought / portioned
	for r := o.Resolution * finerBy; bought > 0 && r <= mostFine*grid.usual(); r *= finerBy {
		finer, err := newLattice(&l.Problem.Factors, l.Problem.Periods, r)
		if err != nil {
			return Forecast{}, nil, err
		}
		g := weigh(l, finer, r)
		if g.exceeds(limit) {
			break
		}
		f, grid = g, finer
	}
	return f, grid, nil
}

// weigh forecasts the customer's side on a lattice: rollback on its grid and on coarser ones, and the forward pass.
func weigh(l *model.Ledger, lattice *lattice, resolution float64) Forecast {
	f := Forecast{Normal: lattice.continuous(), Resolution: resolution, Leaves: leaves(l, lattice)}
	c := customer{ledger: l, lattice: lattice}
	for t := 1; t <= l.Problem.Periods; t++ {
		n, modes := float64(lattice.levels[t].count), len(l.Customer.Reach[t])
		f.Nodes, f.Modes = max(f.Nodes, int64(n)), max(f.Modes, modes)
		f.States += float64(n * float64(modes))
		f.Evaluations += c.evaluations(t)
		f.rollback += c.seconds(t)
		f.Seconds += c.forward(t)
	}
	f.Bytes = c.bytes()
	more := 1 + roughly(f.Normal)
	f.rollback = float64(f.rollback * more)
	f.Seconds = float64(f.Seconds*more) + f.rollback
	return f
}

// roughly is the part of a run's work that the same takes on the coarser grids: as much less per axis and per row.
func roughly(continuous int) float64 {
	if continuous == 0 {
		return 0
	}
	return onCoarser(continuous + 1)
}

// onCoarser is the part of what grows with a power of the resolution that all coarser grids together have.
func onCoarser(power int) float64 {
	sum := 0.0
	for _, part := range coarser {
		product := 1.0
		for range power {
			product *= part
		}
		sum += product
	}
	return sum
}
