package tree

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"ips2/model/demand"
	"ips2/model/formula"
)

// blockSize is the nodes per run of a formula program: columns of 4 KiB.
const blockSize = 512

// each runs f(worker, i) for i in 0..n-1 on a number of workers; the order is not fixed, so f writes only what belongs to i.
func each(ctx context.Context, workers, n int, f func(worker, i int) error) error {
	workers = min(workers, n)
	if workers <= 1 {
		for i := range n {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := f(0, i); err != nil {
				return err
			}
		}
		return nil
	}
	var next atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	for w := range workers {
		g.Go(func() error {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := f(w, i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// pieces splits n items into runs of at most size and returns how many.
func pieces(n, size int) int { return (n + size - 1) / size }

// crew is the workers of a run with the memory that is used again and again.
type crew struct {
	workers  int
	scratch  []*formula.Scratch
	blocks   []*demand.Block
	boards   []*board
	trays    []*tray
	temp     [][2][]float64 // tensors between two axes, by worker
	tensors  [2]shelf       // and of several columns
	rows     *board         // of the stepper under way
	from, to [][]float64    // its columns that are not all zero
}

func newCrew(l *lattice, workers int) *crew {
	c := &crew{workers: workers, temp: make([][2][]float64, workers), rows: newBoard()}
	for range workers {
		c.scratch, c.blocks = append(c.scratch, formula.NewScratch(blockSize)), append(c.blocks, l.system.NewBlock(blockSize))
		c.boards, c.trays = append(c.boards, newBoard()), append(c.trays, &tray{})
	}
	return c
}

// between lends tensors of so many columns between two axes, of which two sets are in use at a time.
func (c *crew) between(which, columns, size int) [][]float64 {
	c.tensors[which].reset()
	return c.tensors[which].columns(columns, size)
}

// own lends a worker's own tensor between two axes, of two.
func (c *crew) own(worker, which, size int) []float64 {
	if cap(c.temp[worker][which]) < size {
		c.temp[worker][which] = make([]float64, size)
	}
	return c.temp[worker][which][:size]
}
