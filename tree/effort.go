package tree

import (
	"slices"

	"ips2/internal/vector"
	"ips2/model"
)

// Costs of the elementary steps in seconds, fitted to the processor time of the shipped, published and generated scenarios on one core
// of a Zen 4; a forecast is good to a factor of two where it is more than some milliseconds.
const (
	perWeight = 0.09e-9 // one weight of a row times a value, backward
	perPush   = 0.14e-9 // the same forward
	perRow    = 0.3e-9  // one weight of a row made
	perOption = 0.5e-9  // one option of one mode at one node
	perMode   = 3e-9    // one mode at one node
	perFactor = 3e-9    // one factor's value at one node
	perCut    = 60e-9   // boundaries and kinks along one factor's axis, by node, over the nodes per standard deviation
	perBind   = 9e-6    // one move's amounts bound, on the grid and again on coarser ones
	perBook   = 6e-6    // one move's figures taken
	perPeriod = 15e-6   // one period's amounts compiled
	perRoot   = 8e-9    // one amount of the supplier at one node
	perAnswer = 8e-9    // one pair of moves at one node weighed and booked
	perChance = 12e-9   // one exponential, or one chance, of one move at one node
	perPair   = 16e-6   // one pair of moves of both parties in one slice found
)

// perMoveKept is the bytes of what is known of a move beside the decisions, measured on 140 levels.
const perMoveKept = 160

// decided is the bytes per node that the decisions of a period take: which move, or the chance of each.
func (c *customer) decided(t int) float64 {
	if c.ledger.Problem.Behaviour.Conduct != model.Optimal {
		return 8 * float64(c.moves(t))
	}
	return 2 * float64(len(c.ledger.Customer.Reach[t]))
}

// prospects is the bytes of what all decisions go by: the values to come, and before the factors move what each move is worth.
func (c *customer) prospects() float64 {
	bytes := 0.0
	for t := 1; t <= c.ledger.Problem.Periods; t++ {
		columns := len(c.ledger.Customer.Reach[t+1])
		if c.ledger.Problem.DecideFirst {
			columns += 2 * c.moves(t)
		}
		bytes += float64(8 * float64(columns) * float64(c.lattice.levels[t].count))
	}
	return bytes
}

// moves counts the decisions of all modes of the customer in a period.
func (c *customer) moves(t int) int { return decisions(c.ledger.Customer, t) }

func decisions(m *model.Modes, t int) int {
	n := 0
	for _, mode := range m.Reach[t] {
		n += len(m.Moves(t, mode))
	}
	return n
}

// weights is the work of one column's expectation from period t to t-1.
func (l *lattice) weights(t int) float64 {
	shape, work := slices.Clone(l.levels[t].shape), 0.0
	for _, s := range l.legs(t) {
		shape[s.axis] = s.from
		size := s.width
		for _, n := range shape {
			size *= float64(n)
		}
		work += size
	}
	return work
}

// supports is how many successors a node has along each axis.
func (l *lattice) supports(t int) []float64 {
	supports := make([]float64, len(l.levels[t].shape))
	for _, s := range l.legs(t) {
		supports[s.axis] += s.width
	}
	return supports
}

// made is the work of making rows from period t-1 to t, in weights of normal rows; again without those that are kept.
func (l *lattice) made(t int, again bool) float64 {
	n := 0.0
	for _, s := range l.legs(t) {
		if !again || !s.kept {
			n += float64(s.sets * float64(s.from) * s.made)
		}
	}
	return n
}

// held is the bytes of the rows that are made for the move from period t-1 to t; of those that are kept, if only they are meant.
func (l *lattice) held(t int, kept bool) float64 {
	n := 0.0
	for _, s := range l.legs(t) {
		if s.made > 0 && (s.kept || !kept) {
			sets := s.sets
			if s.make != nil {
				sets = 1 // for the others they are made anew
			}
			n += float64(8 * sets * float64(s.from) * min(s.made, s.width))
		}
	}
	return n
}

func (c *customer) evaluations(t int) float64 {
	work := float64(float64(c.moves(t)) * float64(c.lattice.levels[t].count))
	if c.ledger.Problem.DecideFirst {
		return work + float64(c.columns(t)*c.lattice.weights(t))
	}
	if t < c.ledger.Problem.Periods {
		work += float64(float64(len(c.ledger.Customer.Reach[t+1])) * c.lattice.weights(t+1))
	}
	return work
}

// columns is how many expectations a decision before the factors move takes: of the next modes and of the amounts.
func (c *customer) columns(t int) float64 {
	return float64(len(c.ledger.Customer.Reach[t+1]) + min(c.moves(t), 2*len(c.ledger.Customer.Configs)+len(c.ledger.Problem.Changes)))
}

// seconds is the forecast of one period's rollback on one core.
func (c *customer) seconds(t int) float64 {
	moves := float64(c.moves(t))
	work := perPeriod + c.nodes(t) + float64(moves*(perBind+float64(float64(c.lattice.levels[t].count)*perOption)))
	if c.ledger.Problem.Behaviour.Conduct != model.Optimal {
		work += float64(float64(c.lattice.levels[t].count) * moves * perChance)
	}
	if c.ledger.Problem.DecideFirst {
		return work + float64(c.columns(t)*c.lattice.weights(t)*perWeight) + float64(c.lattice.made(t, false)*perRow)
	}
	if t < c.ledger.Problem.Periods {
		work += float64(float64(len(c.ledger.Customer.Reach[t+1]))*c.lattice.weights(t+1)*perWeight) + float64(c.lattice.made(t+1, false)*perRow)
	}
	return work
}

// nodes is the time that the amounts of a period take.
func (c *customer) nodes(t int) float64 {
	modes, factors := float64(len(c.ledger.Customer.Reach[t])), float64(len(c.lattice.system.Factors))
	cuts := float64(perCut / c.lattice.resolution * float64(c.lattice.continuous()))
	return float64(float64(c.lattice.levels[t].count) * (float64(modes*perMode) + float64(factors*perFactor) + cuts))
}

// forward is the forecast of one period of the forward pass, and of the rigid values.
func (c *customer) forward(t int) float64 {
	modes := float64(len(c.ledger.Customer.Reach[t]))
	return float64(c.nodes(t)/2) + float64(float64(c.moves(t))*perBook) + float64((modes+1)*c.lattice.weights(t)*perPush) + float64(2*c.lattice.made(t, true)*perRow)
}

// apart is the columns of a period beside those of its modes and the next ones, each with a value and with what leads to it: amounts of
// changes, kinks, and tensors between two axes.
const apart = 5

// bytes is the largest that the rollback holds: the policy of the periods behind it, with the columns of the period under way and the
// values of the one behind; in the end the policies on coarser grids, too.
func (c *customer) bytes() float64 {
	l, held, most := c.lattice, 0.0, 0.0
	reach := c.ledger.Customer.Reach
	for t := c.ledger.Problem.Periods; t >= 1; t-- {
		n, after := float64(l.levels[t].count), float64(l.levels[min(t+1, len(l.levels)-1)].count)
		held += float64(n*c.decided(t)) + l.held(t, true) + float64(perMoveKept*float64(c.moves(t)))
		most = max(most, held+float64(8*(float64(n*float64(apart+2*len(reach[t])+2*len(reach[t+1])))+float64(after*float64(len(reach[t+1])))))+float64(2*l.held(t, false)))
	}
	if d := l.continuous(); d > 0 {
		held *= 1 + onCoarser(d)
	}
	return max(most, held)
}

// leaves counts the histories of observations and decisions, as a decimal logarithm.
func leaves(l *model.Ledger, lattice *lattice) float64 {
	log := 0.0
	for t := 1; t <= l.Problem.Periods; t++ {
		for _, support := range lattice.supports(t) {
			log += vector.Log10Of(support)
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
		ways, log = next, log+vector.Log10Of(total)
	}
	return log
}
