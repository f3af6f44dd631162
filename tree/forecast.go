package tree

import (
	"fmt"
	"math"

	"ips2/model"
)

// Costs of the elementary steps in seconds, measured on one core of a Zen 4; a forecast is good to a factor of two.
const (
	perWeight = 0.4e-9 // one weight of a row times a value, backward
	perPush   = 0.7e-9 // the same forward
	perRow    = 9e-9   // one weight of a row made
	perOption = 3e-9   // one option of one mode at one node
	perAmount = 12e-9  // one amount at one node, its kinks smoothed
	perFactor = 15e-9  // one factor's value at one node
	perBind   = 3e-6   // one move's amounts bound
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

	held     float64 // bytes of policies
	rollback float64 // seconds of the rollback alone
}

func (f Forecast) String() string {
	beside := fmt.Sprintf("%d modes", f.Modes)
	if f.Slices > 0 {
		beside = fmt.Sprintf("%d combinations of modes and experience", f.Slices)
	}
	return fmt.Sprintf("%.3g states (%d nodes × %s in the largest period), %.3g evaluations, %s, about %.2g s on one core", f.States, f.Nodes, beside, f.Evaluations, bytes(f.Bytes), f.Seconds)
}

func bytes(b float64) string {
	units := []string{"bytes", "KB", "MB", "GB", "TB", "PB"}
	k := 0
	for ; b >= 1000 && k < len(units)-1; k++ {
		b /= 1000
	}
	return fmt.Sprintf("%.3g %s", b, units[k])
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
	return fmt.Sprintf("the %s's side is too large to be solved exactly: %v; the limits are %s and %v on one core: simulate it, or raise them",
		e.Side, e.Forecast, bytes(float64(e.Options.Memory)), e.Options.Budget)
}

// Plan forecasts the customer's side. The only error is *Unsolvable.
func Plan(l *model.Ledger, o Options) (Forecast, error) {
	f, _, err := plan(l, o)
	return f, err
}

// coarsest is the resolution below which the grid is no longer worth having.
const coarsest = 2

// plan is the forecast and the lattice that it is made for. A resolution that was not asked for is lowered as far as it makes
// sense if the problem does not fit otherwise.
func plan(l *model.Ledger, o Options) (Forecast, *lattice, error) {
	asked := o.Resolution > 0
	o = o.complete(len(newNormals(&l.Problem.Factors).laws))
	for {
		lattice, err := newLattice(&l.Problem.Factors, l.Problem.Periods, o.Resolution)
		if err != nil {
			return Forecast{}, nil, err
		}
		f := weigh(l, lattice, o.Resolution)
		if asked || f.Normal == 0 || o.Resolution <= coarsest || !f.exceeds(o) {
			return f, lattice, nil
		}
		o.Resolution = max(coarsest, o.Resolution/2)
	}
}

// weigh forecasts the customer's side on a lattice: rollback at the resolution and at half of it, and the forward pass.
func weigh(l *model.Ledger, lattice *lattice, resolution float64) Forecast {
	f := Forecast{Normal: len(lattice.normals.factors), Resolution: resolution, Leaves: leaves(l, lattice)}
	c := customer{ledger: l, lattice: lattice}
	for t := 1; t <= l.Problem.Periods; t++ {
		n, modes := float64(lattice.levels[t].count), len(l.Customer.Reach[t])
		f.Nodes, f.Modes = max(f.Nodes, int64(n)), max(f.Modes, modes)
		f.States += n * float64(modes)
		f.Evaluations += c.evaluations(t)
		f.rollback += c.seconds(t)
		f.Seconds += c.forward(t)
		f.Bytes += n * (8*float64(len(l.Customer.Reach[t+1])) + 2*float64(modes))
	}
	last := lattice.levels[l.Problem.Periods]
	f.Bytes += float64(last.count) * 8 * float64(2*f.Modes+c.moves(l.Problem.Periods)+int(lattice.made(l.Problem.Periods)/float64(last.count)))
	if f.Normal > 0 {
		f.rollback *= 1 + math.Pow(2, -float64(f.Normal)-1) // half the resolution: as much less per axis and per row
	}
	f.Seconds += f.rollback
	return f
}

func (c *customer) moves(t int) int {
	n := 0
	for _, mode := range c.ledger.Customer.Reach[t] {
		n += len(c.ledger.Customer.Moves(t, mode))
	}
	return n
}

// weights is the work of one column's expectation from period t to t-1.
func (l *lattice) weights(t int) float64 {
	before, after, work := l.levels[t-1], l.levels[t], 0.0
	for k := range after.shape {
		size := 1.0
		for j := range after.shape {
			if j <= k {
				size *= float64(before.shape[j])
			} else {
				size *= float64(after.shape[j])
			}
		}
		work += size * l.support(t, k)
	}
	return work
}

// support is how many successors a node of axis k has.
func (l *lattice) support(t, k int) float64 {
	if skip := len(l.finite); k >= skip {
		g := l.levels[t].normal
		if g.half[k-skip] == 0 {
			return 1
		}
		return min(float64(2*g.half[k-skip]+1), 1+2*reach*g.d[k-skip]/g.spacing[k-skip])
	}
	widest := 1
	for _, r := range l.levels[t].finite[k].rows {
		widest = max(widest, len(r.weights))
	}
	return float64(widest)
}

// made is the weights made anew for the rows from period t-1 to t: a row a node where the mean of an axis depends on others.
func (l *lattice) made(t int) float64 {
	g, before, n, nodes := l.levels[t].normal, l.levels[t-1].normal, 0.0, 1.0
	for k := range g.half {
		nodes *= float64(2*before.half[k] + 1)
		if g.sheared(k) {
			n += nodes * l.support(t, len(l.finite)+k)
		}
	}
	return n
}

func (c *customer) evaluations(t int) float64 {
	work := float64(c.moves(t)) * float64(c.lattice.levels[t].count)
	if t < c.ledger.Problem.Periods {
		work += float64(len(c.ledger.Customer.Reach[t+1])) * c.lattice.weights(t+1)
	}
	return work
}

// seconds is the forecast of one period's rollback on one core.
func (c *customer) seconds(t int) float64 {
	moves := float64(c.moves(t))
	work := c.nodes(t) + moves*(perBind+float64(c.lattice.levels[t].count)*perOption)
	if t < c.ledger.Problem.Periods {
		work += float64(len(c.ledger.Customer.Reach[t+1]))*c.lattice.weights(t+1)*perWeight + c.lattice.made(t+1)*perRow
	}
	return work
}

// nodes is the time that the amounts of a period take.
func (c *customer) nodes(t int) float64 {
	amounts, factors := float64(len(c.ledger.Customer.Reach[t])), float64(len(c.lattice.system.Factors))
	return float64(c.lattice.levels[t].count) * (amounts*perAmount + factors*perFactor)
}

// forward is the forecast of one period of the forward pass, and of the rigid values.
func (c *customer) forward(t int) float64 {
	modes := float64(len(c.ledger.Customer.Reach[t]))
	return 2*c.nodes(t) + (modes+1)*c.lattice.weights(t)*perPush + 2*c.lattice.made(t)*perRow
}

// leaves counts the histories of observations and decisions, as a decimal logarithm.
func leaves(l *model.Ledger, lattice *lattice) float64 {
	log := 0.0
	for t := 1; t <= l.Problem.Periods; t++ {
		for k := range lattice.levels[t].shape {
			log += math.Log10(lattice.support(t, k))
		}
	}
	return log + sequences(l.Customer, l.Problem.Periods) + sequences(l.Supplier, l.Problem.Periods)
}

// sequences counts a party's sequences of decisions: forward over its modes, scaled so that it cannot overflow.
func sequences(m *model.Modes, periods int) float64 {
	ways, log := map[int]float64{}, 0.0
	for _, mode := range m.Start {
		ways[mode]++
	}
	for t := 1; t <= periods; t++ {
		next, total := map[int]float64{}, 0.0
		for _, mode := range m.Reach[t] {
			for _, move := range m.Moves(t, mode) {
				next[move.Next] += ways[mode]
				total += ways[mode]
			}
		}
		for mode := range next {
			next[mode] /= total
		}
		ways, log = next, log+math.Log10(total)
	}
	return log
}

// update brings the forecast of a world up to date with the slices met so far in period t+1.
func (w *world) update(t int) {
	f, l := &w.forecast, w.s.lattice
	n, slices := float64(l.levels[t].count), len(w.layers[t+1].slices)
	f.Nodes, f.Normal, f.Resolution = max(f.Nodes, int64(n)), len(l.normals.factors), w.s.options.Resolution
	if slices < f.Slices {
		return
	}
	f.Slices = slices
	f.Bytes = 4*8*n*float64(slices) + f.held
}

// settle adds the work of period t.
func (w *world) settle(t int) {
	f, l := &w.forecast, w.s.lattice
	n := float64(l.levels[t].count)
	pairs := 0
	for _, s := range w.layers[t].slices {
		_ = w.each(t, s, func(_, _ model.Move) error { pairs++; return nil })
		if len(w.moves(t, s.supplier)) > 1 {
			_, used := w.taken(t, s.customer)
			f.held += 2 * n * float64(len(used))
		}
	}
	slices := float64(len(w.layers[t].slices))
	f.States += n * slices
	f.Evaluations += 2*slices*l.weights(t) + float64(pairs)*n
	f.Seconds += slices*l.weights(t)*(perWeight+perPush) + 2*l.made(t)*perRow + 4*float64(pairs)*n*perOption
}
