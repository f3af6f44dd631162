package tree

import "ips2/model"

// desk is a worker's place: columns that it uses again for every slice.
type desk struct {
	u        *supplier
	t        int
	known    map[*activity][]float64
	ahead    [][]float64
	geometry geometry
	nodes    int
	spare    [][]float64
	taken    int
}

func (d *desk) column() []float64 {
	if d.taken == len(d.spare) {
		d.spare = append(d.spare, make([]float64, d.nodes))
	}
	d.taken++
	return d.spare[d.taken-1]
}

// slice values one slice: for every move that the customer takes the supplier's best answer, then the customer's policy over them.
func (d *desk) slice(k int, v []float64) error {
	w := d.u.w
	s := w.layers[d.t].slices[k]
	moves, used := w.taken(d.t, s.customer)
	answers := make([]*choice, len(moves))
	worth := make([][]float64, len(moves))
	d.taken = 0
	for m, a := range moves {
		if !used[m] {
			continue
		}
		worth[m] = d.column()
		mark := d.taken
		var err error
		if answers[m], err = d.answer(s, a, worth[m]); err != nil {
			return err
		}
		d.taken = mark
	}
	d.u.choices[d.t][k] = answers
	w.s.choice(d.t, s.customer).gather(d.geometry, worth, v)
	return nil
}

// answer is the supplier's decision after one move of the customer; cost gets its cost to go.
func (d *desk) answer(s slice, a model.Move, cost []float64) (*choice, error) {
	moves := d.u.w.moves(d.t, s.supplier)
	o := options{sign: -1}
	for _, b := range moves {
		act, err := d.u.w.activity(d.t, s, a, b)
		if err != nil {
			return nil, err
		}
		o.add(d.cost(s, act), d.next(s, a, b, act), d.guard(act), 0, d.gates(act))
	}
	if len(moves) == 1 {
		add(o.base[0], o.extra[0], cost)
		return nil, nil
	}
	c := &choice{best: make([]uint16, d.nodes)}
	o.pick(c.best, cost, 0, d.nodes)
	if len(d.geometry.stride) > 0 {
		c.mixes = o.pass(d.geometry, c.best, cost, 0, d.nodes)
		c.mixes = append(c.mixes, o.blend(d.geometry, c.best, cost, 0, d.nodes)...)
	}
	for i := range cost {
		cost[i] = -cost[i]
	}
	c.simplify()
	return c, nil
}

// cost is what an activity costs in a slice: known cost and tracked runs at the slice's experience.
func (d *desk) cost(s slice, act *activity) []float64 {
	w, known := d.u.w, d.known[act]
	if len(act.count[0]) == 0 {
		return known
	}
	c := d.column()
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
	c, from := d.column(), make([][]float64, len(act.count))
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
		column := d.u.w.shops[d.t].amounts.column[j.guard]
		if open == nil {
			open = column
			continue
		}
		both := d.column()
		for i := range both {
			both[i] = open[i] * column[i]
		}
		open = both
	}
	return open
}

// gates is where a single guard opens; several at once are taken at the nodes.
func (d *desk) gates(act *activity) []gate {
	var gates []gate
	guards := 0
	for _, j := range act.jobs {
		if j.guard >= 0 {
			guards++
			gates = d.u.w.shops[d.t].amounts.gates[j.guard]
		}
	}
	if guards > 1 {
		return nil
	}
	return gates
}
