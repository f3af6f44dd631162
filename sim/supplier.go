package sim

import (
	"ips2/internal/group"
	"ips2/model"
)

// supplierSide is the supplier's state by row, and the columns of a group while it is worked on.
type supplierSide struct {
	modes int
	keys  int
	mode  []int32     // at the start of the period
	pair  []int32     // configurations in force
	key   []int32     // turn and mode
	done  [][]float64 // executions so far, by counter

	view           *replyView  // what it expects; nil if it decides nothing
	local, trial   [][]float64 // counters of a group, and while an option is tried
	spent, worked  []float64   // by row of a group: cost of a task; of it, that of processes
	best, cost     []float64
	minutes, money []float64 // of a run
	gathered       []float64
	keeping        []float64 // the cost of the first option
	chosen         []int32
	some           []int32 // rows of a group that take an option
	replies        []int32 // by row of the block: options taken before the factors moved
}

func newSupplierSide(s *script, policy *Policy) *supplierSide {
	d := &supplierSide{modes: s.l.Supplier.Len(), done: newColumns(s.learning), local: newColumns(s.learning), trial: newColumns(s.learning)}
	for t := range s.chapters {
		d.keys = max(d.keys, len(s.chapters[t].turns)*d.modes)
	}
	rows := func() []int32 { return make([]int32, blockRows) }
	d.mode, d.pair, d.key, d.chosen, d.some, d.replies = rows(), rows(), rows(), rows(), rows(), rows()
	c := newColumns(8)
	d.spent, d.best, d.cost, d.minutes, d.money, d.gathered, d.worked, d.keeping = c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]
	if policy != nil && policy.supplier != nil {
		d.view = policy.supplier.view()
	}
	return d
}

func (d *supplierSide) begin(mode, n int) {
	for i := range d.mode[:n] {
		d.mode[i] = int32(mode)
	}
	for _, column := range d.done {
		clear(column[:n])
	}
}

// byReply groups the rows by the customer's decision and the supplier's mode.
func (w *worker) byReply(d *supplierSide, turns []int32) []group.Group {
	key := d.key[:len(turns)]
	for i, k := range turns {
		key[i] = k*int32(d.modes) + d.mode[i]
	}
	return w.sorter.By(key)
}

// answer is the supplier's part of period t: it decides, works, and its counters rise.
func (p *pricer) answer(t int, turns []int32) *fault {
	d := p.books.supplier
	if d.view != nil && !p.early() {
		d.view.look(t, p.walk.block)
	}
	for _, g := range p.byReply(d, turns) {
		n := &p.s.chapters[t].turns[int(g.Key)/d.modes]
		r := n.responses[int(g.Key)%d.modes]
		if f := p.run(r.kernel, g.Rows); f != nil {
			return f
		}
		d.gather(g.Rows)
		for k := range r.before {
			p.change(t, r, &r.before[k], g.Rows, p.sorter.All[:len(g.Rows)])
		}
		if p.early() {
			d.recall(g.Rows)
		} else {
			p.chooseReply(t, d, n, r, g.Rows)
			d.keepUnmet(r, len(g.Rows))
		}
		for k := range r.options {
			if some := d.who(k, len(g.Rows)); len(some) > 0 {
				p.commit(t, r, &r.options[k], g.Rows, some)
			}
		}
		d.scatter(g.Rows)
	}
	return nil
}

// keepUnmet keeps where the fit never met keeping: it then knows too little to pay for a change.
func (d *supplierSide) keepUnmet(r *response, n int) {
	if len(r.options) == 1 {
		return
	}
	for i, cost := range d.keeping[:n] {
		if cost >= unmet {
			d.chosen[i] = 0
		}
	}
}

func (d *supplierSide) gather(rows []int32) {
	for k, from := range d.done {
		for i, r := range rows {
			d.local[k][i] = from[r]
		}
	}
}

func (d *supplierSide) scatter(rows []int32) {
	for k, to := range d.done {
		for i, r := range rows {
			to[r] = d.local[k][i]
		}
	}
}

// who lists the rows of a group of n that take option k.
func (d *supplierSide) who(k, n int) []int32 {
	some := d.some[:0]
	for i, o := range d.chosen[:n] {
		if o == int32(k) {
			some = append(some, int32(i))
		}
	}
	return some
}

// chooseReply takes the option with the least cost of the period and cost to go; ties go to the earlier one.
func (w *worker) chooseReply(t int, d *supplierSide, n *turn, r *response, rows []int32) {
	k := len(rows)
	chosen, best := d.chosen[:k], d.best[:k]
	for i := range chosen {
		chosen[i] = -1
	}
	if len(r.options) == 1 {
		clear(chosen)
		return
	}
	for o := range r.options {
		cost := w.try(t, d, n, r, &r.options[o], rows)
		open := w.guard(r, &r.options[o])
		if o == 0 {
			copy(d.keeping, cost)
		}
		for i, v := range cost {
			if open != nil && open[i] == 0 {
				continue
			}
			if chosen[i] < 0 || model.Better(-v, -best[i]) {
				chosen[i], best[i] = int32(o), v
			}
		}
	}
}

func (w *worker) guard(r *response, o *reply) []float64 {
	if o.guard < 0 {
		return nil
	}
	return r.guards.Column(w.scratch, o.guard)
}

// try is the present value of an option: its changes, the work of the period, and the cost to go. The counters of the group
// stay as they are.
func (w *worker) try(t int, d *supplierSide, n *turn, r *response, o *reply, rows []int32) []float64 {
	k := len(rows)
	all, cost := w.sorter.All[:k], d.cost[:k]
	for c := range d.local {
		copy(d.trial[c][:k], d.local[c])
	}
	clear(cost)
	for c := range o.changes {
		w.perform(d, r, &o.changes[c], all, d.trial, nil)
		addScaled(cost, d.spent, w.s.p.SwitchDiscount(model.Supplier, t))
	}
	w.perform(d, r, &o.regular, all, d.trial, nil)
	addScaled(cost, d.spent, w.s.p.Discount(model.Supplier, t))
	if d.view != nil {
		d.view.add(n.next, o.next, rows, d.trial, cost)
	}
	return cost
}

func addScaled(into, x []float64, by float64) {
	for i := range into {
		into[i] += float64(by * x[i])
	}
}

// perform does a task for some rows of a group: spent is its cost in money of the period, counters rise. watch, if not nil,
// sees the minutes and money of each run.
func (w *worker) perform(d *supplierSide, r *response, k *task, some []int32, done [][]float64, watch func(*run)) {
	for _, i := range some {
		d.worked[i] = 0
	}
	for a := range k.runs {
		u := &k.runs[a]
		d.execute(u, r.kernel.Column(w.scratch, u.executions), r.kernel.Column(w.scratch, u.minutes), some, done)
		for _, i := range some {
			d.worked[i] += d.money[i]
		}
		if watch != nil {
			watch(u)
		}
	}
	column := r.kernel.Column(w.scratch, k.direct)
	for _, i := range some {
		d.spent[i] = column[i] + d.worked[i]
	}
}

// execute fills minutes and money of one run.
func (d *supplierSide) execute(u *run, executions, minutes []float64, some []int32, done [][]float64) {
	if u.counter < 0 {
		for _, i := range some {
			d.minutes[i] = executions[i] * minutes[i]
			d.money[i] = d.minutes[i] * u.rate
		}
		return
	}
	counter := done[u.counter]
	for _, i := range some {
		d.minutes[i] = u.curve.Total(counter[i], executions[i]) * minutes[i]
		d.money[i] = d.minutes[i] * u.rate
		counter[i] += executions[i]
	}
}

// commit books an option for the rows that take it.
func (p *pricer) commit(t int, r *response, o *reply, rows, some []int32) {
	d, b := p.books.supplier, p.books
	for c := range o.changes {
		p.change(t, r, &o.changes[c], rows, some)
		p.count(p.y.switched(t, o.changes[c].change), rows, some)
	}
	discount := p.s.p.Discount(model.Supplier, t)
	p.perform(d, r, &o.regular, some, d.local, func(u *run) { p.usePool(u, rows, some) })
	column := r.kernel.Column(p.scratch, o.regular.direct)
	for _, i := range some {
		row := rows[i]
		b.money[direct][row] += column[i]
		b.money[process][row] += d.worked[i]
		b.cost[row] += float64(discount * d.spent[i])
		d.mode[row], d.pair[row] = int32(o.next), int32(o.pair)
	}
	p.count(p.y.pair(t, o.pair), rows, some)
}

// change books what a change costs the supplier, itemised.
func (p *pricer) change(t int, r *response, k *task, rows, some []int32) {
	d, b := p.books.supplier, p.books
	discount := p.s.p.SwitchDiscount(model.Supplier, t)
	p.perform(d, r, k, some, d.local, func(u *run) {
		p.usePool(u, rows, some)
		p.observe(p.y.item(t, k.change, u.item), d.pick(d.money, some, discount), rows, some)
	})
	p.observe(p.y.item(t, k.change, 0), d.pick(r.kernel.Column(p.scratch, k.direct), some, discount), rows, some)
	p.observe(p.y.borne(t, k.change), d.pick(d.spent, some, discount), rows, some)
	for _, i := range some {
		row := rows[i]
		b.money[change][row] += d.spent[i]
		b.cost[row] += float64(discount * d.spent[i])
		b.switched[row] += float64(discount * d.spent[i])
	}
}

func (p *pricer) usePool(u *run, rows, some []int32) {
	minutes := p.books.minutes[u.pool]
	for _, i := range some {
		minutes[rows[i]] += p.books.supplier.minutes[i]
	}
}

// pick is the scaled column of some rows.
func (d *supplierSide) pick(x []float64, some []int32, by float64) []float64 {
	for k, i := range some {
		d.gathered[k] = float64(by * x[i])
	}
	return d.gathered[:len(some)]
}
