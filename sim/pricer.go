package sim

import (
	"ips2/internal/random"
	"ips2/internal/stats"
	"ips2/model"
)

// pricer walks blocks of paths under a policy and fills sheets. With detail it keeps the books of the best start.
type pricer struct {
	*worker
	policy *Policy
	y      *layout
	stream random.Stream
	sides  []*side     // by start
	rigid  [][]float64 // by start
	detail bool

	steering *steering   // how much of the martingales is taken out; nil: nothing
	known    [][]float64 // the martingales of the block's paths, from an earlier walk

	books *ledgerBooks
	sheet *sheet // of the block under way
}

// ledgerBooks are the columns behind the detailed figures.
type ledgerBooks struct {
	money                      [columns][]float64 // of the period
	minutes                    [][]float64        // of the period, by pool
	outlay, cost, net          []float64          // present values: the customer's switching, the supplier's gross and net cost
	switched, fees, difference []float64          // present values: the supplier's switching, its receipts; scratch
	supplier                   *supplierSide
}

func newPricer(s *script, y *layout, policy *Policy, stream random.Stream, detail bool) *pricer {
	p := &pricer{worker: newWorker(s, policy.Customer), policy: policy, y: y, stream: stream, detail: detail}
	for range s.starts {
		p.sides = append(p.sides, newSide())
	}
	p.rigid = newColumns(len(s.starts))
	if detail {
		p.books = newLedgerBooks(s, y)
		p.books.supplier = newSupplierSide(s, policy)
		p.sorter.Grow(p.books.supplier.keys)
	}
	return p
}

func newLedgerBooks(s *script, y *layout) *ledgerBooks {
	b := &ledgerBooks{minutes: newColumns(y.pools)}
	copy(b.money[:], newColumns(columns))
	six := newColumns(6)
	b.outlay, b.cost, b.switched, b.fees, b.difference, b.net = six[0], six[1], six[2], six[3], six[4], six[5]
	return b
}

// price walks the paths first … first+n-1.
func (p *pricer) price(first uint64, n int, out *outcome) error {
	if p.sheet = &out.sheet; p.y.options > 0 {
		p.noise.counted, p.noise.taken = p.sides[p.policy.Best], out.sheet.taken
	}
	if p.walk.nets != nil {
		p.walk.nets.fill(first / blockRows)
	}
	p.begin(n)
	for t := 1; t <= p.s.p.Periods; t++ {
		if f := p.step(first, t); f != nil {
			return f
		}
		p.walk.probe.tally(p.sheet, t, n)
		if p.detail {
			out.record(p, first, t)
		}
	}
	p.finish(n, out)
	return nil
}

// step takes the paths through period t.
func (p *pricer) step(first uint64, t int) *fault {
	if f := p.advance(p.stream, first, t, p.sides, p.reply(t)); f != nil {
		return f
	}
	return p.period(t)
}

// reply is what the supplier does before the factors of period t move.
func (p *pricer) reply(t int) func() *fault {
	if !p.detail || !p.early() || p.s.p.Supply == nil {
		return nil
	}
	return func() *fault { return p.choose(t) }
}

func (p *pricer) begin(n int) {
	p.walk.begin(n)
	if p.control != nil {
		p.control.begin(n)
	}
	if p.leaning != nil {
		p.leaning.clear()
	}
	for k, mode := range p.s.starts {
		p.sides[k].begin(mode, p.s.entry[k])
		for i := range p.rigid[k] {
			p.rigid[k][i] = -p.s.entry[k]
		}
	}
	if p.detail {
		b := p.books
		for _, column := range [][]float64{b.outlay, b.cost, b.switched, b.fees} {
			clear(column)
		}
		b.supplier.begin(p.policy.supplierMode(), n)
	}
}

func (p *pricer) period(t int) *fault {
	if f := p.keep(t); f != nil {
		return f
	}
	if !p.detail {
		return nil
	}
	return p.account(t)
}

// keep books the contracts that are never changed.
func (p *pricer) keep(t int) *fault {
	c := &p.s.chapters[t]
	if c.still {
		return nil
	}
	n := p.walk.block.N
	if f := p.run(c.rigid, p.sorter.All[:n]); f != nil {
		return f
	}
	for k, at := range c.rigidAt {
		total := p.rigid[k][:n]
		for i, v := range c.rigid.Column(p.scratch, at) {
			total[i] += v
		}
	}
	return nil
}

// finish tallies the present values of the paths. Outcomes are as they came; means lose the noise that the control explains.
func (p *pricer) finish(n int, out *outcome) {
	h := p.sheet
	h.n = int64(n)
	value := p.sides[p.policy.Best].total[:n]
	if p.detail {
		copy(out.value[:n], value)
		p.charge(n, out)
	}
	if p.leaning != nil {
		copy(out.lost, p.leaning.lost[:n])
	}
	if p.calm(n); p.control != nil {
		for k, total := range p.control.total {
			h.martingales[k] = stats.Column(p.walk.probe.weighted(total[:n]))
			copy(out.martingales[k], total[:n])
		}
	}
	for k, d := range p.sides {
		p.observe(p.y.value(k), d.total[:n], nil, nil)
		p.observe(p.y.rigid(k), p.rigid[k][:n], nil, nil)
	}
	if !p.detail {
		return
	}
	b := p.books
	for _, k := range p.policy.Rigids {
		p.observe(p.y.flexibility(k), subtract(b.difference[:n], value, p.rigid[k]), nil, nil)
	}
	p.observe(switchCustomer, b.outlay[:n], nil, nil)
	if p.s.p.Supply == nil {
		return
	}
	p.observe(switchSupplier, b.switched[:n], nil, nil)
	p.observe(gross, b.cost[:n], nil, nil)
	p.observe(floor, subtract(b.net[:n], b.cost, b.fees), nil, nil)
	p.observe(margin, subtract(b.difference[:n], value, b.net), nil, nil)
}

// charge completes the supplier's outcomes.
func (p *pricer) charge(n int, out *outcome) {
	if p.s.p.Supply == nil {
		return
	}
	b := p.books
	for i := range n {
		b.cost[i] += p.policy.initial
	}
	subtract(out.cost[:n], b.cost, b.fees)
}

func subtract(into, a, b []float64) []float64 {
	for i := range into {
		into[i] = a[i] - b[i]
	}
	return into
}

// outcome is what a block of paths showed.
type outcome struct {
	sheet       sheet
	value, cost []float64       // present values by path
	lost        []float64       // by path, if the customer leans: what it gave up
	martingales [][]float64     // by martingale and path, if there is a control
	rows        []model.PathRow // of the first paths, if asked for
	rowsWanted  uint64
	err         error
}

func newOutcome(y *layout, paths int) *outcome {
	return &outcome{sheet: *newSheet(y), value: make([]float64, blockRows), cost: make([]float64, blockRows), lost: make([]float64, blockRows), martingales: newColumns(y.martingales), rowsWanted: uint64(paths)}
}

func (o *outcome) clear() {
	o.sheet.clear()
	o.rows, o.err = o.rows[:0], nil
}

// record keeps the period of the paths that were asked for.
func (o *outcome) record(p *pricer, first uint64, t int) {
	for i := 0; i < p.walk.block.N && first+uint64(i) < o.rowsWanted; i++ {
		row := model.PathRow{Path: int(first) + i, Period: t, Config: p.s.pairLabel(p.pair(t, i))}
		for k := range p.walk.block.Value {
			row.Factors = append(row.Factors, p.walk.block.Value[k][i])
		}
		for c, into := range []*float64{&row.Revenue, &row.Expense, &row.Switching, &row.Fees, &row.Direct, &row.Process, &row.Change} {
			if p.s.chapters[t].uses[c] { // the others are not written in every period
				*into = p.books.money[c][i]
			}
		}
		o.rows = append(o.rows, row)
	}
}

// pair is the configurations that are in force on a path.
func (p *pricer) pair(t, row int) int {
	if p.s.p.Supply != nil {
		return int(p.books.supplier.pair[row])
	}
	return p.s.chapters[t].turns[p.sides[p.policy.Best].turn[row]].config * len(p.s.l.Supplier.Configs)
}
