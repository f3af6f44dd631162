package sim

import (
	"context"

	"ips2/model"
)

// fitMemory is what the fitting paths may take, bytes.
const fitMemory = 160 << 20

// chunkBlocks is how many blocks a worker takes at a time while it fits.
const chunkBlocks = 8

const chunkRows = chunkBlocks * blockRows

// bytesPerPath is what a fitting path takes: its states, and a value for each mode of a period and each target.
func bytesPerPath(l *model.Ledger) int {
	modes, most := 0, 0
	for t := 1; t <= l.Problem.Periods; t++ {
		modes, most = max(modes, len(l.Customer.Reach[t])), max(most, targets(l, t))
	}
	return 8 * (len(l.Problem.Factors.Factors)*l.Problem.Periods + modes + most)
}

// affordable is the number of fitting paths that memory allows, in whole chunks.
func affordable(want, bytes int) int {
	n := min(want, fitMemory/max(1, bytes))
	return max(1, (n+chunkRows-1)/chunkRows) * chunkRows
}

func wide(columns, rows int) [][]float64 {
	all := make([][]float64, columns)
	for k := range all {
		all[k] = make([]float64, rows)
	}
	return all
}

// eachChunk runs work on every chunk of n paths; worker k has it from one goroutine only.
func eachChunk(ctx context.Context, workers, n int, work func(k, first int) error) error {
	hired := 0
	_, err := inOrder(ctx, workers, n/chunkRows, func() func(int, struct{}) error {
		k := hired
		hired++
		return func(chunk int, _ struct{}) error { return work(k, chunk*chunkRows) }
	}, func() struct{} { return struct{}{} }, func(int, struct{}) error { return nil })
	if err == nil && ctx.Err() != nil {
		return ended(ctx, fitting)
	}
	return err
}

// fitting is what a context may end.
const fitting = "the policy was fitted"
