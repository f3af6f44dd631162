package tree

import (
	"ips2/internal/vector"
	"ips2/model"
)

// move is one move's amounts: the columns of its flow, unless there is none, and of what its changes pay, unless that is the same at all
// nodes.
type move struct {
	flow, paid    int // columns of amounts; -1: none
	guard, chance int // columns of what is known when it is decided; -1: none
	shift         float64
	target        target
}

// target is where a move leads: the configuration in force and the next mode. Moves that lead to the same share flow and future.
type target struct{ config, next int }

// worth is what the moves of all modes of a period are made of.
type worth struct {
	customer *customer
	amounts  *amounts
	known    *amounts // guards and chances
	ahead    [][]float64
	moves    [][]move             // by mode
	sums     map[target][]float64 // flow and future
	added    []addition           // to make them
	period   int
	opts     []options
	spots    map[place][]spot // kinks that decisions are to know of
	disputed map[stretch]bool // kinks that decisions want on different sides
	late     bool             // amounts and sums are there only when the decision has come by
}

// addition is a sum of columns that is to be made.
type addition struct{ sum, flow, ahead []float64 }

// options are the moves as columns of the amounts as they are now. Sums are left to add.
func (w *worth) options() []options {
	done, opts := map[target][]float64{}, make([]options, len(w.moves))
	w.added = w.added[:0]
	for k := range opts {
		opts[k] = newOptions(len(w.moves[k]))
		for _, m := range w.moves[k] {
			base := done[m.target]
			if base == nil {
				base = w.base(m)
				done[m.target] = base
			}
			opts[k].add(base, w.amounts.optional(m.paid), w.known.optional(m.guard), m.shift, w.known.lock(m.guard))
			opts[k].chance = append(opts[k].chance, w.known.optional(m.chance))
		}
	}
	return opts
}

// base is the column of a move's flow and future; without a flow that is its future.
func (w *worth) base(m move) []float64 {
	ahead := w.ahead[w.customer.place[m.target.next]]
	if m.flow < 0 {
		return ahead
	}
	sum, flow := w.sums[m.target], w.amounts.column[m.flow]
	if sum == nil {
		sum = w.amounts.shelf.columns(1, len(flow))[0]
		w.sums[m.target] = sum
	}
	w.added = append(w.added, addition{sum, flow, ahead})
	return sum
}

// add makes the sums at nodes lo..hi-1.
func (w *worth) add(lo, hi int) {
	for _, a := range w.added {
		vector.Add(a.sum[lo:hi], a.flow[lo:hi], a.ahead[lo:hi])
	}
}

// complete are options with their sums made.
func (w *worth) complete() []options {
	opts := w.options()
	w.add(0, len(w.ahead[0]))
	return opts
}

// block computes the amounts and sums of a block of nodes.
func (w *worth) block(block, worker int) {
	c := w.customer
	w.amounts.block(c.lattice, w.period, block, worker, c.crew)
	w.add(block*blockSize, min((block+1)*blockSize, len(w.ahead[0])))
}

// optional is a column, or nil if there is none.
func (a *amounts) optional(k int) []float64 {
	if k < 0 {
		return nil
	}
	return a.column[k]
}

// has tells which moves of a mode have a kink; nil if none has.
func (w *worth) has(b *bend, mode int) []bool {
	some, has := false, make([]bool, len(w.moves[mode]))
	for i, m := range w.moves[mode] {
		for _, root := range b.roots {
			has[i] = has[i] || root == m.flow || root == m.paid
		}
		some = some || has[i]
	}
	if !some {
		return nil
	}
	return has
}

// best is the best option at one node.
func (o *options) best(node int) int {
	best := 0
	for m := 1; m < len(o.base); m++ {
		if o.isOpen(m, node) && model.Better(o.at(m, node), o.at(best, node)) {
			best = m
		}
	}
	return best
}
