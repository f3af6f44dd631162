package random

import "ips2/internal/vector"

// Purpose separates the streams of one seed: numbers that a policy was fitted on must not price it.
type Purpose uint64

// The purposes of a simulation.
const (
	Fit Purpose = iota + 1
	FitSupplier
	Explore // the supplier's random decisions while it is fitted
	Pilot
	Price
	Bound     // upper bounds
	Ahead     // points one step ahead of a path
	Companion // paths that martingales of other figures than the customer's value are fitted on
	Ties      // what the supplier's cost does while the customer gives up little
	Nets      // paths that are points of nets
	Probe     // paths that take rare moves often
)

// Stream is the numbers of one seed and purpose. The zero Stream is a stream too, but not one that NewStream gives.
type Stream struct{ key uint64 }

// derivation is the key under which keys are made: the golden ratio.
const derivation = 0x9E3779B97F4A7C15

// NewStream derives the key of a seed and purpose by the generator itself, so that neighbouring seeds have unrelated keys.
func NewStream(seed uint64, purpose Purpose) Stream {
	key, _ := vector.Philox(seed, uint64(purpose), derivation)
	return Stream{key}
}

// Within is the stream of another purpose inside this one.
func (s Stream) Within(purpose Purpose) Stream {
	key, _ := vector.Philox(s.key, uint64(purpose), derivation)
	return Stream{key}
}

// Uniforms fills out with the numbers in (0, 1) of paths first, first+1, … for a factor in a period; first must be even.
// Paths 2k and 2k+1 share a counter: they take its two words. At most 2^16 factors.
func (s Stream) Uniforms(first uint64, period, factor int, out []float64) {
	if first%2 != 0 {
		panic("random: a column starts at an even path")
	}
	vector.Uniforms(out, first/2, uint64(period)<<16|uint64(factor), s.key)
}

// Normals fills out with the standard normals of the same uniforms.
func (s Stream) Normals(first uint64, period, factor int, out []float64) {
	s.Uniforms(first, period, factor, out)
	Invert(out)
}
