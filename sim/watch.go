package sim

import (
	"context"

	"ips2/model/demand"
)

// watcher is one goroutine's memory for taking martingales out of fitting paths.
type watcher struct {
	*worker
	ahead *lookahead
	means [][]float64 // of prospects, by mode and row; nil where none was asked for yet
	from  demand.Block
}

// watch hires watchers, if the fit can afford them.
func (f *fitter) watch() {
	if !f.watched {
		return
	}
	for _, w := range f.workers {
		f.watchers = append(f.watchers, &watcher{
			worker: w, ahead: newLookahead(f.s, f.policy, f.stream), means: make([][]float64, f.s.l.Customer.Len()),
			from: demand.Block{N: blockRows, State: make([][]float64, len(f.s.p.Factors.Factors))},
		})
	}
}

// settle takes the martingale of the prospects of period t+1 out of what the fitting paths bring from there on: its mean is zero at
// every state of period t, so that the regression finds the same function, and nearly no noise.
func (f *fitter) settle(ctx context.Context, t int, next []int) error {
	f.hedged = true
	return eachChunk(ctx, len(f.watchers), f.n, func(k, first int) error {
		w := f.watchers[k]
		for at := first; at < first+chunkRows; at += blockRows {
			if bad := f.expect(w, t, at, next); bad != nil {
				return bad
			}
			f.load(w.walk.block, t+1, at)
			w.look(t + 1)
			for _, mode := range next {
				if bad := f.compare(w, t+1, at, mode); bad != nil {
					return bad
				}
			}
		}
		return nil
	})
}

// expect fills in the means of the prospects of period t+1 for a block of fitting paths.
func (f *fitter) expect(w *watcher, t, at int, next []int) *fault {
	for c, state := range f.states[t] {
		w.from.State[c] = state[at : at+blockRows]
	}
	return w.ahead.visit(t+1, &w.from, uint64(at), w.sorter.All[:blockRows], func(some []int32) *fault {
		for _, mode := range next {
			if w.ahead.settled(t+1, mode) {
				continue
			}
			if bad := w.ahead.expect(t+1, mode, w.column(mode), some); bad != nil {
				return bad
			}
		}
		return nil
	})
}

func (w *watcher) column(mode int) []float64 {
	if w.means[mode] == nil {
		w.means[mode] = make([]float64, blockRows)
	}
	return w.means[mode]
}

// compare takes out what a prospect of period t came to more than its mean.
func (f *fitter) compare(w *watcher, t, at, mode int) *fault {
	if w.settled(t, mode) {
		return nil
	}
	if bad := w.prospect(t, mode, w.sorter.All[:blockRows]); bad != nil {
		return bad
	}
	later := f.later[mode][at : at+blockRows]
	for i, mean := range w.means[mode] {
		later[i] -= w.best[i] - mean
	}
	return nil
}
