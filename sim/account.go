package sim

import "ips2/model"

// account keeps the books of period t for the best start: the customer's amounts, then the supplier's answer.
func (p *pricer) account(t int) *fault {
	n, c := p.walk.block.N, &p.s.chapters[t]
	for k, used := range c.uses {
		if used {
			clear(p.books.money[k][:n])
		}
	}
	for k := range p.books.minutes {
		clear(p.books.minutes[k][:n])
	}
	best := p.sides[p.policy.Best]
	for _, g := range p.sorter.By(best.turn[:n]) {
		if f := p.customer(t, &c.turns[g.Key], g.Rows); f != nil {
			return f
		}
	}
	if p.s.p.Supply != nil {
		if f := p.answer(t, best.turn[:n]); f != nil {
			return f
		}
	}
	p.tally(t)
	return nil
}

// customer books the amounts of one decision.
func (p *pricer) customer(t int, n *turn, rows []int32) *fault {
	k := n.books
	if p.s.p.Supply == nil {
		p.count(p.y.pair(t, n.config*len(p.s.l.Supplier.Configs)), rows, nil)
	}
	if f := p.run(k.kernel, rows); f != nil {
		return f
	}
	p.book(k.kernel, k.revenue, revenue, rows, 1)
	p.book(k.kernel, k.expense, expense, rows, 1)
	p.book(k.kernel, k.fees, fees, rows, 1)
	p.receive(k.kernel, k.fees, rows, p.s.p.Discount(model.Supplier, t))
	for _, pay := range k.payments {
		p.pay(t, k.kernel, pay, rows)
	}
	return nil
}

// count counts an event on rows of the block, or on some of those listed.
func (p *pricer) count(event int, rows, some []int32) {
	n := len(rows)
	if some != nil {
		n = len(some)
	}
	p.sheet.counts[event] += int64(n)
	if p.walk.probe == nil {
		return
	}
	for i := range n {
		p.sheet.mass[event] += p.walk.probe.met[row(i, rows, some)]
	}
}

// book adds a root to a money column.
func (p *pricer) book(k *kernel, root, column int, rows []int32, sign float64) {
	if k.zero(root) {
		return
	}
	into := p.books.money[column]
	for i, v := range k.Column(p.scratch, root) {
		into[rows[i]] += float64(sign * v)
	}
}

// receive adds to the present value of what the supplier is paid.
func (p *pricer) receive(k *kernel, root int, rows []int32, discount float64) {
	if k.zero(root) {
		return
	}
	for i, v := range k.Column(p.scratch, root) {
		p.books.fees[rows[i]] += float64(discount * v)
	}
}

// pay books the customer's side of a change.
func (p *pricer) pay(t int, k *kernel, a payment, rows []int32) {
	p.book(k, a.outside, switching, rows, 1)
	p.book(k, a.gain, switching, rows, -1)
	p.book(k, a.fee, fees, rows, 1)
	p.receive(k, a.fee, rows, p.s.p.SwitchDiscount(model.Supplier, t))
	df := p.s.p.SwitchDiscount(model.Customer, t)
	paid := p.amount[:len(rows)]
	clear(paid)
	for _, root := range [...]int{a.outside, a.fee} {
		if k.zero(root) {
			continue
		}
		for i, v := range k.Column(p.scratch, root) {
			paid[i] += float64(df * v)
		}
	}
	for i, r := range rows {
		p.books.outlay[r] += paid[i]
	}
	p.observe(p.y.paid(t, a.change), paid, rows, nil)
	p.count(p.y.switched(t, a.change), rows, nil)
}

// tally adds the columns of the period to the sheet.
func (p *pricer) tally(t int) {
	n := p.walk.block.N
	for k, value := range p.walk.block.Value {
		p.observe(p.y.factor(t, k), value[:n], nil, nil)
	}
	for k, used := range p.s.chapters[t].uses {
		if used {
			p.observe(p.y.column(t, k), p.books.money[k][:n], nil, nil)
		}
	}
	for k, minutes := range p.books.minutes {
		p.observe(p.y.pool(t, k), minutes[:n], nil, nil)
	}
}
