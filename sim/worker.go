package sim

import (
	"ips2/internal/group"
	"ips2/internal/vector"
	"ips2/model"
	"ips2/model/formula"
)

// worker is the working memory of one goroutine: columns of a block. Nothing is allocated while paths are walked.
type worker struct {
	s       *script
	walk    *walker
	sorter  *group.Sorter
	scratch *formula.Scratch
	view    model.View
	in      [][]float64 // gathered values of the factors

	best, amount, amount2, toGo []float64 // by row of a group
	chosen                      []int32
	immediate                   [][]float64 // by option, of the decision being taken
	noise                       *waverer    // of a customer that is not optimal
	control                     *control    // follows a side, if wanted
	leaning                     *leaning    // makes a side lean, if wanted
	lead                        *lead       // of the decisions taken, if wanted
	probed                      *side       // whose rare decisions by chance a probe takes often, if wanted
}

func newWorker(s *script, policy model.Continuation) *worker {
	w := &worker{
		s: s, walk: newWalker(s), sorter: group.NewSorter(blockRows), scratch: formula.NewScratch(blockRows), in: newColumns(len(s.p.Factors.Factors)),
		best: make([]float64, blockRows), amount: make([]float64, blockRows), amount2: make([]float64, blockRows), toGo: make([]float64, blockRows), chosen: make([]int32, blockRows),
	}
	if policy != nil {
		w.view = policy.View()
	}
	w.noise = newWaverer(s)
	w.sorter.Grow(s.mostTargets())
	return w
}

// newColumns makes columns for a block.
func newColumns(n int) [][]float64 { return vector.Columns(n, blockRows) }

// run computes a kernel for rows of the block.
func (w *worker) run(k *kernel, rows []int32) *fault {
	in := gather(w.walk.block, rows, w.in)
	if f := k.Run(w.scratch, in, len(rows)); f != nil {
		return newFault(k, in, f.Row)
	}
	return nil
}
