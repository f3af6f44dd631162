package model

import "ips2/model/demand"

// Continuation is a policy as the value to go that it acts on: for each mode in which the next period may start, the expected
// value from then on given the state now, in money of time 0. Of the moves of a mode the best sum of immediate amount and
// continuation is decided. A Continuation is immutable; every worker takes a View of its own.
type Continuation interface {
	View() View
}

// View evaluates a continuation on columns of paths. It belongs to one goroutine.
type View interface {
	// Look is called once for a block in period t, before Continue: it locates the block's states.
	Look(t int, b *demand.Block)
	// Continue writes, for the given rows of the block last looked at, the value to go of starting period t+1 in mode next.
	Continue(next int, rows []int32, out []float64)
}

// Early is the ability of a View to value decisions that are taken before the factors of their period move (Problem.DecideFirst):
// then Look sees the period before, and the immediate amount is an expectation too.
type Early interface {
	// Worth writes what a move of a mode is expected to bring, at once and later; move counts as Modes.Moves does.
	Worth(mode, move int, rows []int32, out []float64)
}
