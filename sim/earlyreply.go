package sim

import (
	"ips2/model"
)

// The supplier, too, decides before the factors move if information is previous. Its policy is then the expected cost of a whole
// reply: to a turn of the customer, in a mode, of an option, with the counters as they stand at the start of the period.

// replied numbers an option of a mode, in the place where replies after the move have the next mode.
func replied(mode, option int) int { return mode<<20 | option }

// choose takes the replies of period t for the block while it shows the period before.
func (p *pricer) choose(t int) *fault {
	d := p.books.supplier
	if d.view == nil {
		return nil
	}
	d.view.look(t, p.walk.block)
	for _, g := range p.byReply(d, p.sides[p.policy.Best].turn[:p.walk.block.N]) {
		r := p.s.chapters[t].turns[int(g.Key)/d.modes].responses[int(g.Key)%d.modes]
		if len(r.options) == 1 {
			d.reply(g.Rows, 0)
			continue
		}
		if f := p.cheapestReply(d, int(g.Key)/d.modes, int(g.Key)%d.modes, r, g.Rows); f != nil {
			return f
		}
		d.keepUnmet(r, len(g.Rows))
		for i, row := range g.Rows {
			d.replies[row] = d.chosen[i]
		}
	}
	return nil
}

func (d *supplierSide) reply(rows []int32, option int32) {
	for _, row := range rows {
		d.replies[row] = option
	}
}

// recall puts the replies that were taken before the factors moved in the place of a choice.
func (d *supplierSide) recall(rows []int32) {
	for i, row := range rows {
		d.chosen[i] = d.replies[row]
	}
}

// cheapestReply takes the open option of least expected cost for a group: chosen and best.
func (w *worker) cheapestReply(d *supplierSide, turn, mode int, r *response, rows []int32) *fault {
	n := len(rows)
	if r.guarded {
		if f := w.run(r.guards, rows); f != nil {
			return f
		}
	}
	d.gather(rows)
	chosen, best, cost := d.chosen[:n], d.best[:n], d.cost[:n]
	for k := range r.options {
		clear(cost)
		d.view.add(turn, replied(mode, k), rows, d.local, cost)
		open := w.guard(r, &r.options[k])
		if k == 0 {
			copy(d.keeping, cost)
		}
		for i, v := range cost {
			if k == 0 || (open == nil || open[i] != 0) && model.Better(-v, -best[i]) {
				chosen[i], best[i] = int32(k), v
			}
		}
	}
	return nil
}

// wanderEarly draws the supplier's options before the factors move.
func (e *explorer) wanderEarly(w *replyWorker, t, from int) *fault {
	d := w.supplier
	e.chance.Uniforms(uint64(from), t, 0, w.luck)
	change := 1 / float64(e.s.p.Periods-t+2)
	for _, g := range w.byReply(d, w.side.turn) {
		r := e.s.chapters[t].turns[int(g.Key)/d.modes].responses[int(g.Key)%d.modes]
		if r.guarded {
			if f := w.run(r.guards, g.Rows); f != nil {
				return f
			}
		}
		w.draw(r, g.Rows, change)
		for i, row := range g.Rows {
			d.replies[row] = d.chosen[i]
		}
	}
	copy(e.options[t][from:], d.replies)
	return nil
}

// earlyTarget is what the explored reply of period t costs on a block of paths: the period's work, and the least expected cost after it,
// with these decisions of the customer. The factors of t are in the block.
func (e *explorer) earlyTarget(w *replyWorker, t, from int, turns []int32) *fault {
	d := w.supplier
	e.stand(w, t, from)
	copy(d.replies, e.options[t][from:from+blockRows])
	for _, g := range w.byReply(d, e.turns[t][from:from+blockRows]) {
		r := e.s.chapters[t].turns[int(g.Key)/d.modes].responses[int(g.Key)%d.modes]
		if f := w.run(r.kernel, g.Rows); f != nil {
			return f
		}
		d.gather(g.Rows)
		d.recall(g.Rows)
		for k := range r.options {
			if some := d.who(k, len(g.Rows)); len(some) > 0 {
				w.spend(t, r, &r.options[k], g.Rows, some)
			}
		}
	}
	if t == e.s.p.Periods {
		return nil
	}
	return e.earlyValue(w, t+1, from, turns)
}

// spend is the present cost of a reply in its period.
func (w *replyWorker) spend(t int, r *response, o *reply, rows, some []int32) {
	d := w.supplier
	for _, i := range some {
		w.target[rows[i]] = 0
	}
	work := func(k *task, discount float64) {
		w.perform(d, r, k, some, d.local, nil)
		for _, i := range some {
			w.target[rows[i]] += float64(discount * d.spent[i])
		}
	}
	change := w.s.p.SwitchDiscount(model.Supplier, t)
	for k := range r.before {
		work(&r.before[k], change)
	}
	for k := range o.changes {
		work(&o.changes[k], change)
	}
	work(&o.regular, w.s.p.Discount(model.Supplier, t))
}

// earlyValue adds the least expected cost from period t on; the block shows the period before.
func (e *explorer) earlyValue(w *replyWorker, t, from int, turns []int32) *fault {
	d := w.supplier
	e.stand(w, t, from)
	d.view.look(t, w.walk.block)
	for _, g := range w.byReply(d, turns) {
		turn, mode := int(g.Key)/d.modes, int(g.Key)%d.modes
		if f := w.cheapestReply(d, turn, mode, e.s.chapters[t].turns[turn].responses[mode], g.Rows); f != nil {
			return f
		}
		for i, row := range g.Rows {
			w.target[row] += d.best[i]
		}
	}
	return nil
}

// stand puts the supplier where the explored paths stood at the start of period t.
func (e *explorer) stand(w *replyWorker, t, from int) {
	d := w.supplier
	copy(d.mode, e.modes[t][from:from+blockRows])
	for k := range d.done {
		copy(d.done[k], e.done[t][k][from:from+blockRows])
	}
}
