package tree

import (
	"context"
	"slices"

	"ips2/model"
)

// tally is probability (and what is counted under it) by node, gathered over the slices of a period, so that every amount is
// weighed once, however many slices there are.
type tally struct {
	flow   bucket[int]    // by customer's configuration in force
	change bucket[[2]int] // by change and customer's configuration before it
	joint  bucket[[2]int] // by configurations of both parties in force
	job    bucket[*job]   // by job
	run    bucket[*run]   // by tracked run: probability times the sum of learning multipliers
	jobOf  map[*run]*job
}

// bucket is columns by key, in the order in which the keys were met.
type bucket[K comparable] struct {
	keys   []K
	index  map[K]int
	column [][]float64
	size   int
	shelf  *shelf // lends the columns
}

func newBucket[K comparable](size int, shelf *shelf) bucket[K] {
	return bucket[K]{index: map[K]int{}, size: size, shelf: shelf}
}

func (b *bucket[K]) at(key K) []float64 {
	k, ok := b.index[key]
	if !ok {
		k = len(b.keys)
		b.index[key], b.keys, b.column = k, append(b.keys, key), append(b.column, b.shelf.zeros(1, b.size)[0])
	}
	return b.column[k]
}

func newTally(nodes int, s *shelf) *tally {
	return &tally{newBucket[int](nodes, s), newBucket[[2]int](nodes, s), newBucket[[2]int](nodes, s), newBucket[*job](nodes, s), newBucket[*run](nodes, s), map[*run]*job{}}
}

// forward pushes probability through a world, period by period.
type forward struct {
	w      *world
	choose func(t, slice, move int) *choice // the supplier's decision after the customer's move; nil: it has none
	visit  func(t int, mass []float64, y *tally) error
	step   *stepper  // of the period under way
	all    []float64 // probability of its nodes
	room   float64   // what rounding may have made of probability by now
	moved  shelf     // columns of the slices of a period when they come in,
	left   shelf     // when they leave it,
	behind shelf     // and the one before,
	tally  shelf     // of what is tallied,
	parts  shelf     // and of the parts of one slice
}

// run starts from one slice of the first layer. Decisions fall at the nodes of the period that they see, amounts at those of their
// own: where the one is before the other, probability moves on between them.
func (f *forward) run(ctx context.Context, start int) error {
	w, p := f.w, f.w.s.ledger.Problem
	mass := make([][]float64, len(w.layers[1].slices))
	mass[start] = []float64{1}
	for t := 1; t <= p.Periods; t++ {
		var err error
		if f.step, err = newStepper(w.s.lattice, t, w.crew); err != nil {
			return err
		}
		if f.room += f.step.room(); !p.DecideFirst {
			moved := make([][]float64, len(mass))
			f.moved.reset()
			if err := f.push(ctx, mass, moved, &f.moved); err != nil {
				return err
			}
			mass = moved
		}
		after, err := f.period(ctx, t, mass)
		if err != nil {
			return err
		}
		mass = after
	}
	return nil
}

// push moves columns to the nodes of the period under way, to columns of a shelf; nil stays nil.
func (f *forward) push(ctx context.Context, in, out [][]float64, shelf *shelf) error {
	var from, to [][]float64
	for c, x := range in {
		if x != nil {
			out[c] = shelf.columns(1, f.step.after)[0]
			from, to = append(from, x), append(to, out[c])
		}
	}
	return f.step.push(ctx, from, to)
}

// period spreads the slices' probability over decisions, tallies what is done, and hands it to the slices of the next period.
func (f *forward) period(ctx context.Context, t int, mass [][]float64) ([][]float64, error) {
	w := f.w
	nodes := w.s.lattice.levels[t].count
	f.tally.reset()
	f.left, f.behind = f.behind, f.left
	f.left.reset()
	y := newTally(nodes, &f.tally)
	f.all = f.tally.zeros(1, nodes)[0]
	after := make([][]float64, len(w.layers[t+1].slices))
	for k, p := range mass {
		if p == nil {
			continue
		}
		if err := f.slice(ctx, t, k, p, y, after); err != nil {
			return nil, err
		}
	}
	if err := f.conserve(t, "when all has been decided", f.all); err != nil {
		return nil, err
	}
	if err := f.conserve(t, "that the next period starts from", after...); err != nil {
		return nil, err
	}
	return after, f.visit(t, f.all, y)
}

func (f *forward) slice(ctx context.Context, t, k int, p []float64, y *tally, after [][]float64) error {
	w := f.w
	s := w.layers[t].slices[k]
	moves, used := w.taken(t, s.customer)
	parts := make([][]float64, len(moves))
	f.parts.reset()
	for m := range moves {
		if used[m] {
			parts[m] = f.parts.zeros(1, len(p))[0]
		}
	}
	w.s.choice(t, s.customer).scatter(p, parts)
	for m, a := range moves {
		if !used[m] {
			continue
		}
		if err := f.supplier(ctx, t, k, m, a, parts[m], y, after); err != nil {
			return err
		}
	}
	return nil
}

// supplier spreads the probability of one move of the customer over the supplier's.
func (f *forward) supplier(ctx context.Context, t, k, m int, a model.Move, p []float64, y *tally, after [][]float64) error {
	w := f.w
	s := w.layers[t].slices[k]
	moves := w.moves(t, s.supplier)
	parts := [][]float64{p}
	if len(moves) > 1 {
		parts = f.parts.zeros(len(moves), len(p))
		f.choose(t, k, m).scatter(p, parts)
	}
	for i, b := range moves {
		if zero(parts[i]) {
			continue
		}
		if w.s.ledger.Problem.DecideFirst {
			moved := make([][]float64, 1)
			if err := f.push(ctx, parts[i:i+1], moved, &f.parts); err != nil {
				return err
			}
			parts[i] = moved[0]
		}
		if err := f.book(t, s, a, b, parts[i], y, after); err != nil {
			return err
		}
	}
	return nil
}

// book tallies what a pair of moves does.
func (f *forward) book(t int, s slice, a, b model.Move, p []float64, y *tally, after [][]float64) error {
	w := f.w
	act, err := w.activity(t, s, a, b)
	if err != nil {
		return err
	}
	f.room += float64(4 * rounding * float64(1+len(act.count))) // parts that are divided and brought together again
	spread(1, p, f.all)
	spread(1, p, y.flow.at(a.Config))
	config := w.s.ledger.Customer.Config[s.customer]
	for _, id := range slices.Concat(a.Changes, b.Changes) {
		spread(1, p, y.change.at([2]int{id, config}))
	}
	spread(1, p, y.joint.at([2]int{a.Config, b.Config}))
	for _, j := range act.jobs {
		spread(1, p, y.job.at(j))
	}
	f.classes(t, s, a, b, act, p, y, after)
	return nil
}

// classes counts the tracked runs and moves on, class by class of the nodes.
func (f *forward) classes(t int, s slice, a, b model.Move, act *activity, p []float64, y *tally, after [][]float64) {
	w := f.w
	for class := range act.count {
		q := f.only(act, class, p)
		done := append([]float64(nil), s.done...)
		w.runs(act, class, func(k int, j *job, r *run, count float64) {
			total := w.s.ledger.Problem.Supply.Processes[r.process].Multiplier(done[k], count)
			done[k] += count
			y.jobOf[r] = j
			spread(total, q, y.run.at(r))
		})
		k := w.layers[t+1].index[w.next(t, s, a, b, act, class).key()]
		if after[k] == nil {
			after[k] = f.left.zeros(1, len(p))[0]
		}
		spread(1, q, after[k])
	}
}

// only is the part of a column at the nodes of a class.
func (f *forward) only(a *activity, class int, p []float64) []float64 {
	if a.class == nil {
		return p
	}
	q := f.parts.zeros(1, len(p))[0]
	for i, c := range a.class {
		if int(c) == class {
			q[i] = p[i]
		}
	}
	return q
}
