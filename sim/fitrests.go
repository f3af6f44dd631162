package sim

import (
	"context"

	"ips2/internal/random"
	"ips2/sim/regression"
)

// leastRows is how many paths a place needs for each function of its own; with fewer it has the surface of all paths, shifted. Means
// of cells need no more than one.
const leastRows = 4

// settle puts the rest of the companions from period t on in the place of that from t+1 on: less what the latter's martingale came to,
// and with what is booked in t.
func (f *companionFitter) settle(ctx context.Context, t int, stream random.Stream) error {
	if t < f.s.p.Periods {
		if err := f.calm(ctx, t, stream); err != nil {
			return err
		}
	}
	for k, rest := range f.rest {
		before, now := f.booked[k][t-1], f.booked[k][t]
		for i := range rest {
			rest[i] += now[i] - before[i]
		}
	}
	return nil
}

// calm takes the martingales of period t+1 out.
func (f *companionFitter) calm(ctx context.Context, t int, stream random.Stream) error {
	followed := make([]bool, 1+len(f.c.list))
	for k := range f.c.list {
		followed[1+k] = true
	}
	for _, w := range f.workers {
		if w.control == nil {
			w.control = newControl(f.s, &Policy{Customer: f.policy.Customer, companions: f.c}, stream, followed, newSide(), make([]int32, blockRows))
		}
		w.control.view = f.c.view() // there are more places than a period ago
	}
	return eachChunk(ctx, len(f.workers), f.n, func(k, first int) error {
		w := f.workers[k]
		c := w.control
		for at := first; at < first+chunkRows; at += blockRows {
			f.load(w.walk.block, t, at)
			for i := range blockRows {
				c.side.mode[i] = f.next(t, at+i)
			}
			copy(c.side.turn, f.turns[t+1][at:])
			copy(c.supplier, f.modes[t+1][at:])
			c.begin(blockRows)
			if bad := c.expect(w.worker, uint64(at), t+1); bad != nil {
				return bad
			}
			f.load(w.walk.block, t+1, at)
			if bad := c.settle(w.worker, t+1); bad != nil {
				return bad
			}
			for k := range f.rest {
				f.cut(c, k, t+1, at, f.rest[k][at:at+blockRows])
			}
		}
		return nil
	})
}

// next is the mode in which a path starts the period after t.
func (f *companionFitter) next(t, path int) int32 {
	if t == 0 {
		return int32(f.s.starts[f.policy.Best])
	}
	return int32(f.s.chapters[t].turns[f.turns[t][path]].next)
}

// cut takes the martingale of period t out of the rest of a companion on a block of paths. Of forced paths that were moved by design it
// keeps the mean.
func (f *companionFitter) cut(c *control, k, t, at int, rest []float64) {
	for i, v := range c.total[1+k] {
		rest[i] -= v
		if f.forcing.moved(at+i, t) && !f.c.stages[t].still[k] {
			rest[i] = c.mean[1+k][i]
		}
	}
}

// regress fits the rests from period t on: on all paths, then at every place what it differs by.
func (f *companionFitter) regress(ctx context.Context, t int) error {
	st := f.c.stages[t]
	common, err := f.surfaces(f.workers[0], t, f.all, f.every(), nil)
	if err != nil {
		return err
	}
	places := f.places(t)
	var decided []int
	for k, c := range f.c.list {
		st.still = append(st.still, common[k].Single())
		st.rests = append(st.rests, []rest{{surface: common[k]}})
		if c.decided() {
			decided = append(decided, k)
			st.rests[k] = make([]rest, 1+len(places))
			st.rests[k][0].surface = common[k]
		}
	}
	if len(decided) == 0 {
		return nil
	}
	hired := 0
	_, err = inOrder(ctx, len(f.workers), len(places), func() func(int, struct{}) error {
		w := f.workers[hired]
		hired++
		return func(place int, _ struct{}) error { return f.differ(w, t, place+1, places[place], decided) }
	}, func() struct{} { return struct{}{} }, func(int, struct{}) error { return nil })
	if err == nil && ctx.Err() != nil {
		return ended(ctx, fitting)
	}
	return err
}

func (f *companionFitter) every() []int {
	list := make([]int, len(f.c.list))
	for k := range list {
		list[k] = k
	}
	return list
}

// places numbers the decisions and modes that paths met in period t, and lists their paths.
func (f *companionFitter) places(t int) [][]int32 {
	st := f.c.stages[t]
	st.place = make([]int32, len(f.s.chapters[t].turns)*f.c.modes)
	var list [][]int32
	for i, turn := range f.turns[t] {
		at := &st.place[int(turn)*f.c.modes+int(f.modes[t][i])]
		if *at == 0 {
			list = append(list, nil)
			*at = int32(len(list))
		}
		list[*at-1] = append(list[*at-1], int32(i))
	}
	return list
}

// differ fits what the paths of a place show beyond the surface of all.
func (f *companionFitter) differ(w *companionWorker, t, place int, paths []int32, decided []int) error {
	st := f.c.stages[t]
	var common []*regression.Surface
	for _, k := range decided {
		common = append(common, st.rests[k][0].surface)
	}
	if width := st.basis.shape.Width(); width > 1 && len(paths) < leastRows*width {
		shifts, err := f.shifts(w, t, paths, decided, common)
		for j, k := range decided {
			st.rests[k][place] = rest{common[j], shifts[j]}
		}
		return err
	}
	list, err := f.surfaces(w, t, paths, decided, common)
	if err != nil {
		return err
	}
	for j, k := range decided {
		list[j].Lift(common[j])
		st.rests[k][place] = rest{surface: list[j]}
	}
	return nil
}

// surfaces fits the rests of some companions on some paths, less what is known of them.
func (f *companionFitter) surfaces(w *companionWorker, t int, paths []int32, list []int, known []*regression.Surface) ([]*regression.Surface, error) {
	r := regression.New(f.c.stages[t].basis.shape, f.c.stages[t].basis.cells, len(list))
	err := f.blocks(w, t, paths, list, known, func(n int) {
		r.Add(w.lens.places, w.lens.cell, w.sides[:len(list)], n)
	})
	if err != nil {
		return nil, err
	}
	all, _, _ := r.Surfaces()
	for _, u := range all {
		u.Unbind()
	}
	return all, nil
}

// shifts are the means of the same.
func (f *companionFitter) shifts(w *companionWorker, t int, paths []int32, list []int, known []*regression.Surface) ([]float64, error) {
	sum := make([]float64, len(list))
	err := f.blocks(w, t, paths, list, known, func(n int) {
		for j := range sum {
			for _, v := range w.sides[j][:n] {
				sum[j] += v / float64(len(paths))
			}
		}
	})
	return sum, err
}

// blocks calls add with every block of some paths: where they are in period t, and the rests of companions less what is known.
func (f *companionFitter) blocks(w *companionWorker, t int, paths []int32, list []int, known []*regression.Surface, add func(n int)) error {
	st, b := f.c.stages[t], w.walk.block
	for len(paths) > 0 {
		some := paths[:min(blockRows, len(paths))]
		paths = paths[len(some):]
		f.pick(b, f.seen(t), some)
		if bad := w.lens.look(st.basis, b); bad != nil {
			return bad
		}
		for j, k := range list {
			side := w.sides[j]
			for i, path := range some {
				side[i] = f.rest[k][path]
			}
			if known == nil {
				continue
			}
			known[j].Value(w.lens.places, w.lens.cell, w.sorter.All[:len(some)], w.toGo)
			for i, v := range w.toGo[:len(some)] {
				side[i] -= v
			}
		}
		add(len(some))
	}
	return nil
}
