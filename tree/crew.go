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

// crew is the workers of a run with the memory that each uses again and again.
type crew struct {
	workers int
	scratch []*formula.Scratch
	blocks  []*demand.Block
	temp    [][2][]float64 // tensors between two axes
}

func newCrew(l *lattice, workers int) *crew {
	c := &crew{workers: workers, temp: make([][2][]float64, workers)}
	for range workers {
		c.scratch, c.blocks = append(c.scratch, formula.NewScratch(blockSize)), append(c.blocks, l.system.NewBlock(blockSize))
	}
	return c
}

// stretch makes the tensors at least so large.
func (c *crew) stretch(size int) {
	for w := range c.temp {
		if len(c.temp[w][0]) < size {
			c.temp[w] = [2][]float64{make([]float64, size), make([]float64, size)}
		}
	}
}
