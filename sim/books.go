package sim

import (
	"fmt"
	"slices"

	"ips2/model"
)

// books is what a decision of the customer means in money of the period: roots of one kernel.
type books struct {
	kernel                 *kernel
	revenue, expense, fees int
	payments               []payment
}

// payment is the customer's side of one change.
type payment struct{ change, outside, fee, gain int }

// response is what the supplier may do in one of its modes about a decision of the customer. One kernel holds all its work.
type response struct {
	kernel  *kernel
	guards  *kernel // of the options; the kernel itself unless they are decided before the factors move
	guarded bool    // some option has a guard
	before  []task  // what the customer's changes take
	options []reply
}

// reply is one decision of the supplier: what its changes take, then the regular work of the period.
type reply struct {
	guard   int // root; -1: always open
	next    int
	pair    int // configurations in force of both parties
	changes []task
	regular task
}

// task is work in one go: direct money and runs of processes. change is -1 for regular work.
type task struct {
	change int
	direct int // root
	runs   []run
}

// run is executions of a process: roots in executions and minutes per execution.
type run struct {
	process, counter, pool, item int // counter -1: nothing is learnt; item: of the figures of a change
	rate                         float64
	curve                        model.Curve
	executions, minutes          int
}

// full compiles what pricing needs beyond the customer's decisions.
func (s *script) full() *script {
	s.number()
	for t := 1; t <= s.p.Periods; t++ {
		c := &s.chapters[t]
		s.write(t, c.turns)
		c.find()
	}
	return s
}

// write compiles books and responses of a period. Turns that differ only in what is under way or locked afterwards share them.
func (s *script) write(t int, turns []turn) {
	written := map[string]*turn{}
	for k := range turns {
		n := &turns[k]
		key := fmt.Sprint(n.before, n.config, n.changes)
		if same, ok := written[key]; ok {
			n.books, n.responses = same.books, same.responses
			continue
		}
		written[key] = n
		n.books = s.books(t, n)
		s.respond(t, n)
	}
}

// number gives every process that learns a counter.
func (s *script) number() {
	if s.p.Supply == nil {
		return
	}
	for _, process := range s.p.Supply.Processes {
		at := -1
		if process.Curve != nil && process.Pool >= 0 {
			at = s.learning
			s.learning++
		}
		s.counters = append(s.counters, at)
	}
}

func (s *script) books(t int, n *turn) *books {
	b := kernelBuilder{g: s.l.Graph}
	flow := s.l.Flow(t, n.config)
	s.flowParts(&b, flow)
	k := &books{revenue: b.root(flow.Revenue), expense: b.root(flow.Expense), fees: b.root(flow.Fees)}
	for _, id := range n.changes {
		w := s.l.Switch(t, id, n.before)
		s.switchParts(&b, id, w)
		k.payments = append(k.payments, payment{id, b.root(w.Outside), b.root(w.Fee), b.root(w.Gain)})
	}
	k.kernel = b.kernel(t)
	return k
}

// respond compiles the supplier's answers to a decision, in each of its modes.
func (s *script) respond(t int, n *turn) {
	if s.p.Supply == nil {
		return
	}
	n.responses = make([]*response, s.l.Supplier.Len())
	for _, mode := range s.l.Supplier.Reach[t] {
		n.responses[mode] = s.response(t, n, mode)
	}
}

// response has the customer's changes see the levels at the start of the period, the supplier's what the customer has decided in it.
func (s *script) response(t int, n *turn, mode int) *response {
	b, r := &kernelBuilder{g: s.l.Graph}, &response{}
	guards := b
	if s.p.DecideFirst {
		guards = &kernelBuilder{g: s.l.Graph}
	}
	before := s.l.Supplier.Config[mode]
	for _, id := range n.changes {
		r.before = append(r.before, s.task(b, id, s.l.ChangeWork(t, id, n.before, before)))
	}
	for _, move := range s.l.Supplier.Moves(t, mode) {
		o := reply{guard: -1, next: move.Next, pair: n.config*len(s.l.Supplier.Configs) + move.Config}
		open := s.l.Graph.Const(1)
		for _, id := range move.Changes {
			guard := s.l.Guard(t, id, n.config, before)
			guards.part(s.p.Changes[id].When.Name, guard)
			open = s.l.Graph.Mul(open, guard)
			o.changes = append(o.changes, s.task(b, id, s.l.ChangeWork(t, id, n.config, before)))
		}
		if v, known := s.l.Graph.Constant(open); known && v == 0 {
			continue
		} else if !known || v != v {
			o.guard, r.guarded = guards.root(open), true
		}
		o.regular = s.task(b, -1, s.l.Work(t, n.config, move.Config))
		r.options = append(r.options, o)
	}
	r.kernel = b.kernel(t)
	if r.guards = r.kernel; s.p.DecideFirst {
		r.guards = guards.kernel(t)
	}
	return r
}

// task takes the roots of work into a kernel.
func (s *script) task(b *kernelBuilder, change int, w model.Work) task {
	k := task{change: change, direct: b.root(w.Direct)}
	b.part("the direct cost of the supplier", w.Direct)
	for _, r := range w.Runs {
		process := &s.p.Supply.Processes[r.Process]
		b.part("the executions of "+process.Name, r.Executions)
		b.part("the minutes of "+process.Name, r.Minutes)
		k.runs = append(k.runs, run{
			process: r.Process, counter: s.counters[r.Process], pool: process.Pool, item: s.item(change, r.Process), rate: s.l.Rate(r.Process),
			curve: process.Curve, executions: b.root(r.Executions), minutes: b.root(r.Minutes),
		})
	}
	return k
}

// item is the place of a process among the parts of a change's cost, after the direct one.
func (s *script) item(change, process int) int {
	if change < 0 {
		return -1
	}
	return 1 + slices.IndexFunc(s.p.Changes[change].Cost.Runs, func(r model.CostRun) bool { return r.Process == process })
}

// find notes which columns of the period are not zero everywhere, so that the others cost nothing.
func (c *chapter) find() {
	for k := range c.turns {
		b := c.turns[k].books
		c.uses[revenue] = c.uses[revenue] || !b.kernel.zero(b.revenue)
		c.uses[expense] = c.uses[expense] || !b.kernel.zero(b.expense)
		c.uses[fees] = c.uses[fees] || !b.kernel.zero(b.fees)
		for _, p := range b.payments {
			c.uses[fees] = c.uses[fees] || !b.kernel.zero(p.fee)
			c.uses[switching] = c.uses[switching] || !b.kernel.zero(p.outside) || !b.kernel.zero(p.gain)
		}
		for _, r := range c.turns[k].responses {
			c.findWork(r)
		}
	}
}

func (c *chapter) findWork(r *response) {
	if r == nil {
		return
	}
	c.responds = c.responds || len(r.options) > 1
	c.uses[change] = c.uses[change] || len(r.before) > 0
	for _, o := range r.options {
		c.uses[change] = c.uses[change] || len(o.changes) > 0
		c.uses[direct] = c.uses[direct] || !r.kernel.zero(o.regular.direct)
		c.uses[process] = c.uses[process] || len(o.regular.runs) > 0
	}
}
