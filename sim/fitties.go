package sim

import (
	"context"
	"slices"

	"ips2/internal/random"
)

// tieFitPaths is how many paths they are fitted on at most.
const tieFitPaths = 1 << 13

// fitTies finds what the supplier has to expect of a customer who leans to the cheap and of one who leans to the dear, within so much of
// the best option: on paths that take any such option, and others up to four times as far away.
func fitTies(ctx context.Context, s *script, p *Policy, o Options, within float64) (*companions, error) {
	n := affordable(o.fitted(tieFitPaths), s.companionBytes())
	f := newCompanionFitter(s, p, o, fitSize{own: n, all: n}, []companion{netCost, netCost})
	f.seen, f.watched = s.p.Sees, false
	f.hire(random.NewStream(o.Seed, random.Ties).Within(random.Explore))
	for _, w := range f.workers {
		w.lean(lean{within: 4 * within, toward: anywhere})
	}
	if err := eachChunk(ctx, len(f.workers), f.n, f.walk); err != nil {
		return nil, err
	}
	if err := f.bases(); err != nil {
		return nil, err
	}
	for t := s.p.Periods; t >= 1; t-- {
		if err := f.lean(ctx, t, within); err != nil {
			return nil, err
		}
		if err := f.regress(ctx, t); err != nil {
			return nil, err
		}
	}
	return f.c, nil
}

// lean puts what the supplier has to expect from period t on in the place of what it has from t+1 on.
func (f *companionFitter) lean(ctx context.Context, t int, within float64) error {
	for toward, rest := range f.rest {
		if t < f.s.p.Periods {
			if err := f.foresee(ctx, t+1, lean{within, toward, f.c}); err != nil {
				return err
			}
		}
		before, now := f.booked[toward][t-1], f.booked[toward][t]
		for i := range rest {
			rest[i] += now[i] - before[i]
		}
	}
	return nil
}

// foresee fills in what is to be expected in period t.
func (f *companionFitter) foresee(ctx context.Context, t int, l lean) error {
	for _, w := range f.workers {
		w.lean(l)
	}
	return eachChunk(ctx, len(f.workers), f.n, func(k, first int) error {
		w, seen := f.workers[k], f.seen(t)
		modes := make([]int32, blockRows)
		for at := first; at < first+chunkRows; at += blockRows {
			f.load(w.walk.block, seen, at)
			for i, turn := range f.turns[t-1][at : at+blockRows] {
				modes[i] = int32(f.s.chapters[t-1].turns[turn].next)
			}
			copy(w.leaning.supplier, f.modes[t][at:])
			w.view.Look(t, w.walk.block)
			if bad := w.leaning.look(t, w.walk.block); bad != nil {
				return bad
			}
			if bad := w.leaning.expect(w.worker, t, modes, f.rest[l.toward][at:at+blockRows]); bad != nil {
				return bad
			}
		}
		return nil
	})
}

// lean lets the best start lean.
func (p *pricer) lean(l lean) {
	p.leaning = newLeaning(l, p.sides[p.policy.Best], p.books.supplier.mode)
	p.leaning.clear()
}

func (n *leaning) clear() { clear(n.lost) }

// undecided tells whether there is a choice anywhere.
func (s *script) undecided() bool {
	return slices.ContainsFunc(s.chapters, func(c chapter) bool { return c.decides })
}
