package tree

import (
	"context"
	"strings"

	"ips2/model"
	"ips2/model/formula"
)

// stage is the customer's policy in one period.
type stage struct {
	choices []choice             // by mode, in the order of Modes.Reach
	sides   map[stretch]*stencil // where the kinks of the customer's amounts are smoothed on one side only
	prospects
}

// prospects are what the decisions of a period go by. They are kept with the policy only for paths to follow.
type prospects struct {
	ahead [][]float64 // E[V_{t+1}(mode) | node] by mode in the order of Reach[t+1], money of time 0
	worth []options   // of decisions before the factors move: what each is expected to bring, by mode as choices
}

// customer is the rollback of the customer's problem on one lattice.
type customer struct {
	ledger  *model.Ledger
	lattice *lattice
	crew    *crew
	keep    bool // the prospects
	rows    int  // Options.Rows
	stages  []stage
	policy  [][]model.PolicyRow // by period
	spare   mixtures            // of the decisions of a period
	now     shelf               // columns of the period under way
	behind  [2]shelf            // values of even and odd periods: those of the period behind are still read
	place   []int               // position of a mode in Reach of the period under way
	values  []float64
}

// rollback solves MODEL section 4 backwards. It leaves the value of every start before entry, by position in Modes.Start.
func (c *customer) rollback(ctx context.Context, progress func(t int)) error {
	periods := c.ledger.Problem.Periods
	c.stages, c.policy = make([]stage, periods+1), make([][]model.PolicyRow, periods+1)
	c.place = make([]int, c.ledger.Customer.Len())
	var after [][]float64 // V_{t+1} by position in Reach[t+1]
	for t := periods; t >= 1; t-- {
		v, err := c.period(ctx, t, after)
		if err != nil {
			return err
		}
		after = v
		progress(t)
	}
	return c.signing(ctx, after)
}

// signing takes the expectation of V_1 for every start.
func (c *customer) signing(ctx context.Context, v [][]float64) error {
	ahead := v
	if !c.ledger.Problem.DecideFirst {
		ahead = columns(len(v), 1)
		if err := newStepper(c.lattice, 1, c.crew).expect(ctx, v, ahead); err != nil {
			return err
		}
	}
	c.locate(1)
	for _, mode := range c.ledger.Customer.Start {
		c.values = append(c.values, ahead[c.place[mode]][0])
	}
	return nil
}

func (c *customer) locate(t int) {
	for k, mode := range c.ledger.Customer.Reach[t] {
		c.place[mode] = k
	}
}

// period is the recursion of one period: continuation, amounts, decision.
func (c *customer) period(ctx context.Context, t int, after [][]float64) ([][]float64, error) {
	shelf := c.shelf()
	at := c.ledger.Problem.Sees(t)
	n := c.lattice.levels[at].count
	ahead := c.ahead(shelf, len(c.ledger.Customer.Reach[t+1]), n)
	if err := c.expect(ctx, at+1, after, ahead); err != nil {
		return nil, err
	}
	c.locate(t + 1)
	w, err := c.options(ctx, t, ahead, shelf)
	if err != nil {
		return nil, err
	}
	c.behind[t%2].reset()
	v := c.behind[t%2].columns(len(w.opts), n)
	choices, err := c.decide(ctx, at, w, v)
	if err != nil {
		return nil, err
	}
	p := prospects{ahead: ahead}
	if c.ledger.Problem.DecideFirst {
		p.worth = w.opts
	}
	c.stages[t] = stage{choices: choices, sides: w.amounts.sides}
	if c.keep {
		c.stages[t].prospects = p
	}
	return v, c.describe(t, choices, p)
}

// decide is what the customer does at the nodes of the period that it sees.
func (c *customer) decide(ctx context.Context, seen int, w *worth, v [][]float64) ([]choice, error) {
	if b := c.ledger.Problem.Behaviour; b.Conduct != model.Optimal {
		return waver(ctx, b, c.lattice.geometry(seen), w.opts, v, c.crew.workers)
	}
	choices, err := decide(ctx, c.lattice.geometry(seen), w, v)
	if err == nil && w.late {
		err = w.amounts.heal(c.lattice, seen)
	}
	return choices, err
}

// shelf lends the columns of a period, until the one before takes them. What a decision before the factors move is worth is made of many
// of them.
func (c *customer) shelf() *shelf {
	if c.keep && c.ledger.Problem.DecideFirst {
		return &shelf{}
	}
	c.now.reset()
	return &c.now
}

// ahead lends the columns of expected values, or makes them to keep.
func (c *customer) ahead(shelf *shelf, modes, nodes int) [][]float64 {
	if c.keep {
		return columns(modes, nodes)
	}
	return shelf.columns(modes, nodes)
}

// expect takes expectations over the move of period t: nothing comes after the last period.
func (c *customer) expect(ctx context.Context, t int, after, ahead [][]float64) error {
	if after == nil {
		for _, column := range ahead {
			clear(column)
		}
		return nil
	}
	return newStepper(c.lattice, t, c.crew).expect(ctx, after, ahead)
}

// options binds what every move of every mode of period t is worth, as the amounts are at the nodes. Where nothing is
// corrected between nodes, they are left to the decision, which computes them block by block.
func (c *customer) options(ctx context.Context, t int, ahead [][]float64, shelf *shelf) (*worth, error) {
	l, a := c.ledger, newAmounts()
	a.shelf = shelf
	known := a // guards and chances
	if l.Problem.DecideFirst {
		known = newAmounts()
		known.shelf = shelf
	}
	w := &worth{customer: c, amounts: a, known: known, ahead: ahead, moves: make([][]move, len(l.Customer.Reach[t])), sums: map[target][]float64{}, period: t}
	for k, mode := range l.Customer.Reach[t] {
		w.moves[k] = c.bindAll(t, mode, a, known)
	}
	switch {
	case l.Problem.DecideFirst:
		if err := c.expected(ctx, t, a, known); err != nil {
			return nil, err
		}
	case c.lattice.continuous() == 0 && l.Problem.Behaviour.Conduct == model.Optimal:
		a.open(c.lattice, l.Graph, t)
		w.opts, w.late = w.options(), true
		return w, nil
	case l.Problem.Behaviour.Conduct == model.Optimal:
		if err := a.raw(ctx, c.lattice, l.Graph, t, c.crew); err != nil {
			return nil, err
		}
	default:
		if err := a.raw(ctx, c.lattice, l.Graph, t, c.crew); err != nil {
			return nil, err
		}
		a.avoidChances(c.lattice.geometry(t))
		if err := a.smooth(ctx, c.lattice, t, c.crew); err != nil {
			return nil, err
		}
	}
	w.opts = w.complete()
	return w, nil
}

// expected takes the expectation of the amounts: a decision before the factors move goes by that.
func (c *customer) expected(ctx context.Context, t int, a, known *amounts) error {
	if err := a.evaluate(ctx, c.lattice, c.ledger.Graph, t, c.crew); err != nil {
		return err
	}
	step := newStepper(c.lattice, t, c.crew)
	expected := a.shelf.columns(len(a.column), step.before)
	if err := step.expect(ctx, a.column, expected); err != nil {
		return err
	}
	a.column, known.period = expected, t
	return known.evaluate(ctx, c.lattice, c.ledger.Graph, t-1, c.crew)
}

// bindAll registers the amounts of all moves of a mode.
func (c *customer) bindAll(t, mode int, a, known *amounts) []move {
	list := c.ledger.Customer.Moves(t, mode)
	moves := make([]move, len(list))
	for k, m := range list {
		moves[k] = c.bind(t, mode, m, a, known)
	}
	if b := c.ledger.Problem.Behaviour; b.Given() && len(moves) > 1 {
		for m, chance := range c.ledger.Chances(t, mode) {
			moves[m].chance = known.register(amountKey{chance, odds}, b.Name)
		}
	}
	return moves
}

// bind registers the amounts of one move.
func (c *customer) bind(t, mode int, m model.Move, a, seen *amounts) move {
	l := c.ledger
	b := move{flow: -1, paid: -1, guard: -1, chance: -1, target: target{m.Config, m.Next}}
	flow := l.Flow(t, m.Config).Net
	if v, known := l.Graph.Constant(flow); !known || v != 0 {
		b.flow = a.add(flow, func() string {
			return strings.TrimSpace("the customer's net flow in " + l.Customer.ConfigLabel(l.Problem, m.Config))
		})
	}
	paid, open := c.paid(t, mode, m)
	if v, known := l.Graph.Constant(paid); known && v-v == 0 {
		b.shift = v
	} else {
		b.paid = a.add(paid, func() string { return "what the customer pays for " + changes(l.Problem, m.Changes) })
	}
	if v, known := l.Graph.Constant(open); !known || v != 1 {
		b.guard = seen.register(amountKey{open, guard}, func() string { return "the guard of " + changes(l.Problem, m.Changes) })
	}
	return b
}

// paid is what a move's changes bring the customer, in money of time 0, and where they are all open. With the flow it makes up
// Ledger.Immediate; apart from it, moves to the same configuration share a column.
func (c *customer) paid(t, mode int, m model.Move) (paid, open formula.Ref) {
	l := c.ledger
	g := l.Graph
	paid, open = g.Const(0), g.Const(1)
	df := g.Const(l.Problem.SwitchDiscount(model.Customer, t))
	for _, id := range m.Changes {
		s := l.Switch(t, id, l.Customer.Config[mode])
		paid = g.Add(paid, g.Mul(g.Sub(g.Sub(s.Gain, s.Outside), s.Fee), df))
		open = g.Mul(open, s.Guard)
	}
	return paid, open
}

// changes names a set of changes; "keep" if there is none.
func changes(p *model.Problem, ids []int) string {
	if len(ids) == 0 {
		return "keep"
	}
	var names []string
	for _, id := range ids {
		names = append(names, p.Label(id))
	}
	return strings.Join(names, ", ")
}
