package sim

import (
	"ips2/internal/vector"
	"ips2/model"
)

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
	for _, g := range w.sorter.By(d.mode[:n]) {
		c := w.s.chapters[t].choices[g.Key]
		var f *fault
		switch {
		case len(c.options) == 1 && c.options[0].guard < 0:
			f = w.follow(c, g.Rows, d)
		case w.noise != nil:
			f = w.waver(c, g.Rows, d)
		default:
			f = w.choose(c, g.Rows, d)
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
	w.book(c, rows, d)
	return nil
}

// book takes the chosen options.
func (w *worker) book(c *choice, rows []int32, d *side) {
	w.immediate = w.immediate[:0]
	for k := range c.options {
		w.immediate = append(w.immediate, w.amounts(c, k))
	}
	for i, r := range rows {
		k := w.chosen[i]
		d.mode[r], d.turn[r] = c.options[k].next, c.options[k].turn
		if amounts := w.immediate[k]; amounts != nil {
			d.total[r] += amounts[i]
		}
	}
}

// rank finds the best option of each row: its number in chosen, its worth in best. Amounts are in the columns of the kernel.
func (w *worker) rank(c *choice, rows []int32) *fault {
	if f := w.run(c.kernel, rows); f != nil {
		return f
	}
	best, chosen := w.best[:len(rows)], w.chosen[:len(rows)]
	always := c.options[0].guard < 0
	for i := range chosen {
		chosen[i] = -1 // nothing yet
	}
	for k := range c.options {
		worth := w.worth(c, k, rows)
		switch guard := c.options[k].guard; {
		case k == 0 && always:
			copy(best, worth)
			clear(chosen)
		case guard < 0 && always:
			vector.Improve(best, chosen, worth, int32(k), model.Tie)
		case guard < 0:
			w.improve(int32(k), worth, nil)
		default:
			w.improve(int32(k), worth, c.kernel.Column(w.scratch, guard))
		}
	}
	return nil
}

// improve compares an option with the best of those before, where it is open.
func (w *worker) improve(k int32, worth, open []float64) {
	for i, v := range worth {
		if open != nil && open[i] == 0 {
			continue
		}
		if w.chosen[i] < 0 || model.Better(v, w.best[i]) {
			w.best[i], w.chosen[i] = v, k
		}
	}
}

// amounts are the immediate ones of an option, in the kernel that ran last; nil where they are not known yet.
func (w *worker) amounts(c *choice, k int) []float64 {
	if w.early() {
		return nil
	}
	return c.kernel.Column(w.scratch, c.options[k].value)
}

// worth is what an option is worth to the customer.
func (w *worker) worth(c *choice, k int, rows []int32) []float64 {
	o, to := &c.options[k], w.toGo[:len(rows)]
	if w.early() {
		w.view.(model.Early).Worth(c.mode, int(o.move), rows, to)
		return to
	}
	w.view.Continue(int(o.next), rows, to)
	vector.Add(to, to, w.amounts(c, k))
	return to
}
