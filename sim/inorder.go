package sim

import (
	"context"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// ahead is how many results a worker may be ahead of the fold: memory is flat in the number of blocks.
const ahead = 4

// inOrder makes the results of blocks 0 … blocks-1 on some workers and folds them in the order of the blocks, so that the
// number of workers changes nothing. It returns how many were folded: when the context ends, those begun are finished, the rest
// left. newWorker gives a function for one goroutine; an error of a block or of the fold ends the run, that of the first such block is
// returned, whichever came first.
func inOrder[R any](ctx context.Context, workers, blocks int, newWorker func() func(block int, into R) error, newResult func() R, fold func(block int, r R) error) (int, error) {
	workers = max(1, min(workers, blocks))
	line := &line[R]{free: make(chan R, ahead*workers), fold: fold, waiting: make([]slot[R], ahead*workers)}
	for range ahead * workers {
		line.free <- newResult()
	}
	var next atomic.Int64
	var g errgroup.Group
	for range workers {
		work := newWorker()
		g.Go(func() error {
			for {
				result, open := <-line.free // before a number is taken: the block that the fold waits for always has one
				if !open || ctx.Err() != nil {
					return nil
				}
				block := int(next.Add(1)) - 1
				if block >= blocks {
					return nil
				}
				line.put(block, result, work(block, result))
			}
		})
	}
	_ = g.Wait() // workers report through the line, which knows the order
	return line.next, line.err
}

// line is results waiting for their turn.
type line[R any] struct {
	mu      sync.Mutex
	free    chan R
	waiting []slot[R] // a ring: block modulo its length
	next    int       // the first block that is not folded
	err     error
	fold    func(block int, r R) error
}

type slot[R any] struct {
	result R
	err    error
	full   bool
}

func (l *line[R]) put(block int, result R, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting[block%len(l.waiting)] = slot[R]{result, err, true}
	for s := l.turn(); s.full; s = l.turn() {
		s.full = false
		if l.err = s.err; l.err == nil {
			l.err = l.fold(l.next, s.result)
		}
		if l.err != nil {
			l.fail()
			return
		}
		l.next++
		l.free <- s.result
	}
}

// turn is the slot of the first block that is not folded.
func (l *line[R]) turn() *slot[R] { return &l.waiting[l.next%len(l.waiting)] }

// fail lets no worker wait for a result: nothing is folded any more.
func (l *line[R]) fail() {
	close(l.free)
}
