package sim

import (
	"context"

	"ips2/model/demand"
)

// watcher is one goroutine's memory for taking martingales out of fitting paths.
type watcher struct {
	*worker
	ahead *lookahead
	means [][]float64 // of prospects, by target and row; nil where none was asked for yet
	from  demand.Block
}

// watch hires watchers, if the fit can afford them.
func (f *fitter) watch() {
	if !f.watched {
		return
	}
	for _, w := range f.workers {
		f.watchers = append(f.watchers, &watcher{
			worker: w, ahead: newLookahead(f.s, f.policy, f.stream), means: make([][]float64, f.s.mostTargets()),
			from: demand.Block{N: blockRows, State: make([][]float64, len(f.s.p.Factors.Factors))},
		})
	}
}

// settle takes the martingales of the prospects of period t out of what the fitting paths bring, by target: their means are zero at every
// state of the period before, so that the regression finds the same functions, and nearly no noise.
func (f *fitter) settle(ctx context.Context, t int, targets []int, brought [][]float64) error {
	f.hedged = true
	return eachChunk(ctx, len(f.watchers), f.n, func(k, first int) error {
		w := f.watchers[k]
		for at := first; at < first+chunkRows; at += blockRows {
			if bad := f.expect(w, t, at, targets); bad != nil {
				return bad
			}
			f.load(w.walk.block, t, at)
			w.look(t)
			for _, target := range targets {
				if bad := w.compare(t, target, at, f.forcing, brought[target][at:at+blockRows]); bad != nil {
					return bad
				}
			}
		}
		return nil
	})
}

// expect fills in the means of the prospects of period t for a block of fitting paths.
func (f *fitter) expect(w *watcher, t, at int, targets []int) *fault {
	for c, state := range f.states[t-1] {
		w.from.State[c] = state[at : at+blockRows]
	}
	return w.ahead.visit(t, &w.from, uint64(at), w.sorter.All[:blockRows], func(some []int32) *fault {
		for _, target := range targets {
			if w.ahead.settled(t, target) {
				continue
			}
			if bad := w.ahead.expect(t, target, w.column(target), some); bad != nil {
				return bad
			}
		}
		return nil
	})
}

func (w *watcher) column(target int) []float64 {
	if w.means[target] == nil {
		w.means[target] = make([]float64, blockRows)
	}
	return w.means[target]
}

// compare takes out what a prospect of period t came to more than its mean. Of forced paths that were moved by design it keeps the mean.
func (w *watcher) compare(t, target, at int, moved *forcing, brought []float64) *fault {
	if w.settled(t, target) {
		return nil
	}
	if bad := w.prospect(t, target, w.sorter.All[:blockRows]); bad != nil {
		return bad
	}
	for i, mean := range w.means[target] {
		brought[i] -= w.best[i] - mean
		if moved.moved(at+i, t) {
			brought[i] = mean
		}
	}
	return nil
}
