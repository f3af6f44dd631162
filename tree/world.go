package tree

import (
	"context"
	"fmt"
	"math"
	"slices"

	"ips2/model"
)

// world is the joint state space of both parties with some learning counters: what the supplier's rollback goes back over, and
// what probability is pushed through.
type world struct {
	s        *Solution
	crew     *crew
	tracked  []bool // by process
	list     []int  // the tracked processes
	frozen   bool   // the supplier stays where it started: its decisions have no say in what is tracked
	silent   bool   // only the customer's side is wanted: the supplier does no work
	live     []map[int][]bool
	forecast Forecast
	pairs    int      // of moves followed
	layers   []*layer // by period 1..n+1
	shops    []*shop
	acts     []map[string]*activity
}

// newWorld enumerates slices forward over the moves that the customer's policy uses anywhere and all of the supplier's. Before the
// customer's problem is solved they are all that there may be.
func newWorld(ctx context.Context, s *Solution, crew *crew, tracked []bool, frozen bool) (*world, error) {
	n := s.ledger.Problem.Periods
	w := &world{s: s, crew: crew, tracked: tracked, frozen: frozen, silent: tracked == nil, layers: make([]*layer, n+2), shops: make([]*shop, n+1), acts: make([]map[string]*activity, n+1)}
	for k, yes := range tracked {
		if yes {
			w.list = append(w.list, k)
		}
	}
	w.findLive()
	w.layers[1] = newLayer()
	for _, i := range s.picked() {
		for _, j := range w.starts() {
			w.layers[1].add(slice{i, j, make([]float64, len(w.list))})
		}
	}
	for t := 1; t <= n; t++ {
		if err := w.advance(ctx, t); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *world) starts() []int {
	if w.frozen {
		return w.s.ledger.Supplier.Start[:1]
	}
	return w.s.ledger.Supplier.Start
}

// moves are the supplier's decisions in a mode.
func (w *world) moves(t, mode int) []model.Move {
	if w.frozen {
		return []model.Move{{Config: w.s.ledger.Supplier.Config[mode], Next: mode}}
	}
	return w.s.ledger.Supplier.Moves(t, mode)
}

// taken lists the customer's moves of a mode and which of them its policy takes.
func (w *world) taken(t, mode int) ([]model.Move, []bool) {
	moves := w.s.ledger.Customer.Moves(t, mode)
	if !w.s.solved() {
		return moves, slices.Repeat([]bool{true}, len(moves))
	}
	return moves, w.s.choice(t, mode).used(len(moves))
}

// choice is the customer's policy in a mode of period t.
func (s *Solution) choice(t, mode int) *choice {
	return &s.stages[t].choices[s.place[t][mode]]
}

// advance makes the layer of period t+1 from that of period t.
func (w *world) advance(ctx context.Context, t int) error {
	w.shops[t], w.acts[t], w.layers[t+1] = newShop(w.s.ledger, t, w.tracked), map[string]*activity{}, newLayer()
	w.bind(t)
	if err := w.open(ctx, t); err != nil {
		return err
	}
	for _, s := range w.layers[t].slices {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.follow(t, s); err != nil {
			return err
		}
		if w.update(t); !w.silent && w.forecast.exceeds(w.s.options) {
			return &TooLarge{"supplier", w.forecast, w.s.options}
		}
	}
	w.settle(t)
	return nil
}

// open makes the work of a period ready: its classes of executions, and the amounts if the customer's problem is solved.
func (w *world) open(ctx context.Context, t int) error {
	if w.s.solved() {
		return w.shops[t].open(ctx, w.s.lattice, w.crew)
	}
	return w.shops[t].sort(ctx, w.s.lattice, w.crew)
}

// bind registers all work of period t.
func (w *world) bind(t int) {
	type pair struct{ customer, supplier int }
	seen := map[pair]bool{}
	for _, s := range w.layers[t].slices {
		if p := (pair{s.customer, s.supplier}); !seen[p] {
			seen[p] = true
			_ = w.each(t, s, func(a, b model.Move) error { w.jobs(t, s, a, b); return nil })
		}
	}
}

// follow adds the slices that can follow one of period t.
func (w *world) follow(t int, s slice) error {
	return w.each(t, s, func(a, b model.Move) error {
		if w.pairs++; w.pairs > mostCounted && !w.s.solved() {
			return errUncounted
		}
		act, err := w.activity(t, s, a, b)
		if err != nil {
			return err
		}
		for class := range act.count {
			w.layers[t+1].add(w.next(t, s, a, b, act, class))
		}
		return nil
	})
}

// each visits the pairs of moves that may occur in a slice.
func (w *world) each(t int, s slice, f func(a, b model.Move) error) error {
	moves, used := w.taken(t, s.customer)
	for k, a := range moves {
		if !used[k] {
			continue
		}
		for _, b := range w.moves(t, s.supplier) {
			if err := f(a, b); err != nil {
				return err
			}
		}
	}
	return nil
}

// jobs lists what a pair of moves makes the supplier do, in order. The customer's changes see the levels at the start of the period, the
// supplier's what the customer has decided in it, regular work all that is in force.
func (w *world) jobs(t int, s slice, a, b model.Move) []*job {
	l := w.s.ledger
	if w.silent {
		return nil
	}
	i, j := l.Customer.Config[s.customer], l.Supplier.Config[s.supplier]
	var jobs []*job
	for _, id := range a.Changes {
		jobs = append(jobs, w.shops[t].job(id, i, j))
	}
	for _, id := range b.Changes {
		jobs = append(jobs, w.shops[t].job(id, a.Config, j))
	}
	return append(jobs, w.shops[t].job(-1, a.Config, b.Config))
}

// activity is the pair of moves' work with its classes, made once per list of jobs.
func (w *world) activity(t int, s slice, a, b model.Move) (*activity, error) {
	jobs := w.jobs(t, s, a, b)
	key := fmt.Sprint(a.Changes, b.Changes, w.s.ledger.Customer.Config[s.customer], w.s.ledger.Supplier.Config[s.supplier], a.Config, b.Config)
	if act, ok := w.acts[t][key]; ok {
		return act, nil
	}
	act, err := w.shops[t].activity(jobs)
	w.acts[t][key] = act
	return act, err
}

// next is the slice in which period t+1 starts, at nodes of a class. Counters that cannot rise any more are forgotten.
func (w *world) next(t int, s slice, a, b model.Move, act *activity, class int) slice {
	n := slice{a.Next, b.Next, make([]float64, len(w.list))}
	copy(n.done, s.done)
	w.runs(act, class, func(k int, _ *job, _ *run, count float64) { n.done[k] += count })
	live := w.live[t+1][b.Next]
	for k := range n.done {
		n.done[k] = math.Round(n.done[k]*1e9) / 1e9 // sums in another order are the same experience
		if !live[k] {
			n.done[k] = 0
		}
	}
	return n
}

// runs visits the tracked runs of an activity in order, with the position of the process among the tracked ones.
func (w *world) runs(act *activity, class int, f func(k int, j *job, r *run, count float64)) {
	next := 0
	for _, j := range act.jobs {
		for i := range j.runs {
			r := &j.runs[i]
			if r.plain || !w.tracked[r.process] {
				continue
			}
			f(w.position(r.process), j, r, act.count[class][next])
			next++
		}
	}
}

func (w *world) position(process int) int {
	for k, p := range w.list {
		if p == process {
			return k
		}
	}
	panic("tree: process is not tracked")
}
