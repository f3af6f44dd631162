package sim

import (
	"math"

	"ips2/internal/random"
	"ips2/internal/stats"
	"ips2/model/demand"
)

// What is fitted serves paths, and points one step ahead of them, that go further than any path of the fit did: most of all in the first
// periods, when paths have hardly left the place where they start. So one block of fitting paths in four starts apart from it. From
// there on they follow their law, so that a regression on them is as right as on the others.

// apartBlocks is one in how many blocks starts apart; apartBy is how far, in the largest standard deviations that a factor moves by in a period.
const (
	apartBlocks = 4
	apartBy     = 1.5
)

// apart tells whether the block of fitting paths from one on starts apart.
func apart(from int) bool { return from/blockRows%apartBlocks == apartBlocks-1 }

// depart moves the starts of a block of fitting paths from one on apart, if it is one of those.
func (w *walker) depart(stream random.Stream, from int) {
	if !apart(from) {
		return
	}
	column, b := 0, w.block
	for k, f := range w.system.Factors {
		sd := 0.0
		for t := range w.draws {
			if t > 0 {
				sd = math.Max(sd, deviation(f.Process, t))
			}
		}
		if sd > 0 {
			stream.Normals(uint64(from), 0, column, w.xi[column][:b.N])
			for i, z := range w.xi[column][:b.N] {
				b.State[k][i] += float64(apartBy * sd * z)
			}
			f.Value(0, b.State[k][:b.N], b.Value[k][:b.N])
		}
		column += len(f.Noise())
	}
}

// together tallies a column of fitting paths without those that start apart.
func together(column []float64) stats.Tally {
	var t stats.Tally
	for from := 0; from < len(column); from += blockRows {
		if !apart(from) {
			t.Merge(stats.Column(column[from:min(from+blockRows, len(column))]))
		}
	}
	return t
}

// deviation is the standard deviation of what a normal law adds to its state in period t, jumps apart; 0 of other laws.
func deviation(process demand.Process, t int) float64 {
	switch law := process.(type) {
	case demand.Normal:
		_, _, sigma := law.Law(t)
		return math.Abs(sigma)
	case demand.Switched:
		most := 0.0
		for k := range law.Regimes() {
			most = math.Max(most, deviation(law.Regime(k), t))
		}
		return most
	}
	return 0
}
