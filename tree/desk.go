package tree

import (
	"ips2/internal/vector"
	"ips2/model"
)

// desk is a worker's place: columns that it uses again for every slice, over the nodes of the period and over those that its
// decisions see.
type desk struct {
	u            *supplier
	t, worker    int
	known, bare  map[*activity][]float64 // with amounts smoothed, and as they are at the nodes
	ahead        [][]float64
	geometry     geometry
	seen         int // nodes that decisions see
	spare, early stack
	exhibit      *exhibit
	tray         *tray
}

// stack lends columns that are given back last first.
type stack struct {
	columns [][]float64
	taken   int
	size    int
}

func (s *stack) column() []float64 {
	if s.taken == len(s.columns) {
		s.columns = append(s.columns, make([]float64, s.size))
	}
	s.taken++
	return s.columns[s.taken-1]
}

// slice values one slice: for every move that the customer takes the supplier's best answer, then the customer's policy over them.
func (d *desk) slice(k int, v []float64) error {
	w := d.u.w
	s := w.layers[d.t].slices[k]
	moves, used := w.taken(d.t, s.customer)
	answers := make([]*choice, len(moves))
	worth := make([][]float64, len(moves))
	d.spare.taken, d.early.taken = 0, 0
	for m, a := range moves {
		if !used[m] {
			continue
		}
		worth[m] = d.early.column()
		spare, early := d.spare.taken, d.early.taken
		var err error
		if answers[m], err = d.answer(s, a, worth[m]); err != nil {
			return err
		}
		d.spare.taken, d.early.taken = spare, early
	}
	d.u.choices[d.t][k] = answers
	for m, a := range moves {
		if used[m] && d.exhibit.at[k] {
			d.u.replies[d.t][k] = append(d.u.replies[d.t][k], d.show(s, a, answers[m], worth[m])...)
		}
	}
	w.s.choice(d.t, s.customer).gather(worth, v)
	return nil
}

// answer is the supplier's decision after one move of the customer; cost gets its cost to go.
func (d *desk) answer(s slice, a model.Move, cost []float64) (*choice, error) {
	o, err := d.options(s, a, d.u.w.shops[d.t].amounts.column, d.known)
	if err != nil {
		return nil, err
	}
	if len(o.base) == 1 {
		o.value(0, cost, 0, d.tray)
		return nil, nil
	}
	c := &choice{best: make([]uint16, d.seen)}
	if beside := d.u.w.shops[d.t].beside; beside != nil {
		err = d.apart(s, a, &o, c, beside, cost)
	} else {
		d.decide(&o, c, cost)
	}
	vector.Operate(vector.Minus, cost, d.tray.constant(0), cost, nil)
	c.simplify()
	return c, err
}

// decide takes the best option at every node, with mixtures between nodes; cost gets its value.
func (d *desk) decide(o *options, c *choice, cost []float64) {
	o.pick(c.best, cost, 0, d.seen, d.tray)
	if len(d.geometry.stride) > 0 {
		o.findDoors()
		c.mixes = o.blend(nil, d.geometry, o.changes(nil, d.geometry, c.best, 0, d.seen))
		o.mix(c.mixes, cost)
	}
}

// apart decides by the amounts as they are at the nodes, beside guards that have kinks of amounts beside them; cost gets the value of that
// with the amounts smoothed.
func (d *desk) apart(s slice, a model.Move, o *options, c *choice, beside *avoided, cost []float64) error {
	raw, err := d.options(s, a, beside.raw, d.bare)
	if err != nil {
		return err
	}
	raw.pick(c.best, cost, 0, d.seen, d.tray)
	raw.findDoors()
	raw.kinks = beside.marks
	changes := raw.changes(nil, d.geometry, c.best, 0, d.seen)
	beside.avoid(changes)
	c.mixes = raw.blend(nil, d.geometry, changes)
	for node, m := range c.best {
		cost[node] = o.at(int(m), node)
	}
	o.mix(c.mixes, cost)
	return nil
}

// options are the supplier's moves after one of the customer, made of some columns of amounts and what activities are known to cost.
func (d *desk) options(s slice, a model.Move, column [][]float64, known map[*activity][]float64) (options, error) {
	moves := d.u.w.moves(d.t, s.supplier)
	o := options{sign: -1}
	if len(moves) == 1 {
		o.sign = 1
	}
	for _, b := range moves {
		act, err := d.u.w.activity(d.t, s, a, b)
		if err != nil {
			return o, err
		}
		total, rest := d.total(d.cost(s, act, column, known[act]), d.next(s, a, b, act))
		o.add(total, rest, d.guard(act), 0, d.locks(act))
	}
	return o, nil
}

// total is the cost of a period and what follows; decided before the factors move it is their expectation.
func (d *desk) total(cost, next []float64) (total, rest []float64) {
	if !d.u.w.s.ledger.Problem.DecideFirst {
		return cost, next
	}
	sum, expected := d.spare.column(), d.early.column()
	vector.Add(sum, cost, next)
	d.u.step.one(d.worker, sum, expected)
	return expected, nil
}

// cost is what an activity costs in a slice: known cost and tracked runs at the slice's experience.
func (d *desk) cost(s slice, act *activity, column [][]float64, known []float64) []float64 {
	w := d.u.w
	if len(act.count[0]) == 0 {
		return known
	}
	c := d.spare.column()
	copy(c, known)
	for class := range act.count {
		done := append([]float64(nil), s.done...)
		w.runs(act, class, func(k int, j *job, r *run, count float64) {
			total := w.s.ledger.Problem.Supply.Processes[r.process].Multiplier(done[k], count)
			done[k] += count
			factor := w.discount(d.t, j) * w.s.ledger.Rate(r.process) * total
			act.spread(class, factor, column[r.minutes], c)
		})
	}
	return c
}

// spread adds factor times x to c at the nodes of a class.
func (a *activity) spread(class int, factor float64, x, c []float64) {
	if a.class == nil {
		spread(factor, x, c)
		return
	}
	for i, k := range a.class {
		if int(k) == class {
			c[i] += float64(factor * x[i])
		}
	}
}

// next is the cost to go after a pair of moves, from the slices that the classes of nodes lead to.
func (d *desk) next(s slice, a, b model.Move, act *activity) []float64 {
	w := d.u.w
	at := func(class int) []float64 {
		return d.ahead[w.layers[d.t+1].index[w.next(d.t, s, a, b, act, class).key()]]
	}
	if act.class == nil {
		return at(0)
	}
	c, from := d.spare.column(), make([][]float64, len(act.count))
	for class := range from {
		from[class] = at(class)
	}
	for i, k := range act.class {
		c[i] = from[k][i]
	}
	return c
}

// guard is where the supplier's changes of an activity are open.
func (d *desk) guard(act *activity) []float64 {
	var open []float64
	for _, j := range act.jobs {
		if j.guard < 0 {
			continue
		}
		column := d.u.w.shops[d.t].guards.column[j.guard]
		if open == nil {
			open = column
			continue
		}
		both := d.early.column()
		for i := range both {
			both[i] = open[i] * column[i]
		}
		open = both
	}
	return open
}

// locks are the guards of the supplier's changes of an activity.
func (d *desk) locks(act *activity) []lock {
	var locks []lock
	for _, j := range act.jobs {
		locks = append(locks, d.u.w.shops[d.t].guards.lock(j.guard)...)
	}
	return locks
}
