package sim

import "ips2/model"

// side is the customer's paths from one start: mode, decision of the period and present value by row.
type side struct {
	mode, turn []int32
	total      []float64
}

func newSide() *side {
	return &side{make([]int32, blockRows), make([]int32, blockRows), make([]float64, blockRows)}
}

func (d *side) begin(mode int, entry float64) {
	for i := range d.mode {
		d.mode[i], d.total[i] = int32(mode), -entry
	}
}

// decide takes the customer's decisions of period t for the rows of the block and books their immediate amounts, unless the
// factors have still to move. The view has looked at the block.
func (w *worker) decide(t int, d *side) *fault {
	n := w.walk.block.N
	for _, g := range w.sorter.by(d.mode[:n]) {
		c := w.s.chapters[t].choices[g.key]
		var f *fault
		switch {
		case len(c.options) == 1 && c.options[0].guard < 0:
			f = w.follow(c, g.rows, d)
		case w.noise != nil:
			f = w.waver(c, g.rows, d)
		default:
			f = w.choose(c, g.rows, d)
		}
		if f != nil {
			return f
		}
	}
	return nil
}

// follow is a decision without alternative.
func (w *worker) follow(c *choice, rows []int32, d *side) *fault {
	only := c.options[0]
	for _, r := range rows {
		d.mode[r], d.turn[r] = only.next, only.turn
	}
	if w.early() || c.kernel.zero(only.value) {
		return nil
	}
	if f := w.run(c.kernel, rows); f != nil {
		return f
	}
	for i, v := range c.kernel.Column(w.scratch, only.value) {
		d.total[rows[i]] += v
	}
	return nil
}

// choose takes the option with the best sum of immediate amount and continuation; ties go to the earlier one.
func (w *worker) choose(c *choice, rows []int32, d *side) *fault {
	if f := w.rank(c, rows); f != nil {
		return f
	}
	if w.lead != nil {
		w.lead.measure(w, c, rows)
	}
	if w.leaning != nil && w.leaning.side == d {
		w.leaning.choose(w, c, rows)
	}
	for i, r := range rows {
		o := &c.options[w.chosen[i]]
		d.mode[r], d.turn[r] = o.next, o.turn
		d.total[r] += w.amount[i]
	}
	return nil
}

// rank finds the best option of each row: its number in chosen, its worth in best, its immediate amount in amount.
func (w *worker) rank(c *choice, rows []int32) *fault {
	if f := w.run(c.kernel, rows); f != nil {
		return f
	}
	n := len(rows)
	best, chosen, amount := w.best[:n], w.chosen[:n], w.amount[:n]
	for i := range chosen {
		chosen[i] = -1
	}
	clear(amount)
	for k := range c.options {
		o := &c.options[k]
		worth, at := w.worth(c, k, rows)
		var open []float64
		if o.guard >= 0 {
			open = c.kernel.Column(w.scratch, o.guard)
		}
		for i, v := range worth {
			if open != nil && open[i] == 0 {
				continue
			}
			if chosen[i] < 0 || model.Better(v, best[i]) {
				best[i], chosen[i] = v, int32(k)
				if at != nil {
					amount[i] = at[i]
				}
			}
		}
	}
	return nil
}

// worth is what an option is worth to the customer, and its immediate amount; that is nil where it is not known yet.
func (w *worker) worth(c *choice, k int, rows []int32) (worth, amount []float64) {
	o, to := &c.options[k], w.toGo[:len(rows)]
	if w.early() {
		w.view.(model.Early).Worth(c.mode, int(o.move), rows, to)
		return to, nil
	}
	amount = c.kernel.Column(w.scratch, o.value)
	w.view.Continue(int(o.next), rows, to)
	for i, v := range amount {
		to[i] += v
	}
	return to, amount
}
