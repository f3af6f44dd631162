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
	known        map[*activity][]float64
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
	moves := d.u.w.moves(d.t, s.supplier)
	o := options{sign: -1}
	if len(moves) == 1 {
		o.sign = 1
	}
	for _, b := range moves {
		act, err := d.u.w.activity(d.t, s, a, b)
		if err != nil {
			return nil, err
		}
		total, rest := d.total(d.cost(s, act), d.next(s, a, b, act))
		o.add(total, rest, d.guard(act), 0, d.locks(act))
	}
	if len(moves) == 1 {
		o.value(0, cost, 0, d.tray)
		return nil, nil
	}
	c := &choice{best: make([]uint16, d.seen)}
	o.pick(c.best, cost, 0, d.seen, d.tray)
	if len(d.geometry.stride) > 0 {
		o.findDoors()
		c.mixes = o.blend(nil, d.geometry, o.changes(nil, d.geometry, c.best, 0, d.seen))
		o.mix(c.mixes, cost)
	}
	vector.Operate(vector.Minus, cost, d.tray.constant(0), cost, nil)
	c.simplify()
	return c, nil
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
func (d *desk) cost(s slice, act *activity) []float64 {
	w, known := d.u.w, d.known[act]
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
			act.spread(class, factor, w.shops[d.t].amounts.column[r.minutes], c)
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
