// Package demand holds the uncertain factors of a contract: demand, prices, whatever moves while it runs.
//
//  1. A Process moves one factor's state through one period, given an explicit innovation. It can always be sampled.
//  2. Finite, Normal, Jumper and Switched are further abilities: a finite process lists its successors, a normal one has a linear
//     law in its state, which may jump or be switched by a finite factor. The exact engine needs one of them, or a Formula; the
//     sampler is derived from the same numbers, so the engines cannot drift apart.
//  3. A System is all factors of a problem with the correlation of their normal innovations; it steps Blocks, columns of paths.
//
// The state of a factor is what its law is linear in (ln X for a lognormal process, the index of the state for a chain); its
// value is what formulas see. Periods count from 1; period 0 is signing.
package demand

import (
	"ips2/internal/vector"
	"ips2/model/formula"
)

// Noise is the kind of an innovation.
type Noise uint8

// The kinds of innovation.
const (
	Gauss   Noise = iota // standard normal; the first of a factor is correlated with those of other factors
	Uniform              // uniform on (0, 1), independent
)

// A Process is the law of one factor. Implementations are immutable and safe for concurrent use.
type Process interface {
	// Noise lists the innovations that a period takes, in order; none if nothing is random.
	Noise() []Noise
	Start() float64 // state at signing
	// Step moves the states of factor k of a block through period t (1-based), in place; xi has a column for each innovation.
	// Factors before k have moved already.
	Step(t int, b *Block, k int, xi [][]float64)
	// Value writes what formulas see at the end of the move of period t (0: signing).
	Value(t int, state, value []float64)
}

// Finite is the ability to list states and successors: state k in period t has value States(t)[k].
type Finite interface {
	Process
	States(t int) []float64
	// Row is the distribution over the states of period t, given state from of period t-1; it sums to 1.
	Row(t, from int) []float64
}

// Normal is the ability of a Gaussian law that is linear in the state: s' = phi*s + drift + sigma*xi over period t.
type Normal interface {
	Process
	Law(t int) (phi, drift, sigma float64)
}

// Jumper is the ability of a normal law to jump: what Jumps says is added to the state at the end of the step of period t,
// independent of everything; nil if nothing is.
type Jumper interface {
	Normal
	Jumps(t int) *Jumps
}

// Switched is the ability of a law that is one of several normal ones, by the state of a finite factor before it: the state that
// this factor has moved to in the period. The laws agree in what their state means.
type Switched interface {
	Process
	Leader() int  // the number of the finite factor
	Regimes() int // how many states that has
	Regime(state int) Jumper
}

// Idle is the ability to tell that a process takes no innovation in some periods, which then need not be drawn.
type Idle interface {
	Idle(t int) bool
}

// Factor is a named process.
type Factor struct {
	Name string
	Process
	Origin *formula.Origin // where it stands in the file; nil if that is not known
}

// System is all factors of a problem. The zero value has none: nothing is uncertain.
type System struct {
	Factors []Factor
	// Mix is the lower Cholesky factor of the correlation of the normal innovations, a row per factor (identity rows for
	// factors without one); nil means independent.
	Mix [][]float64
}

// Block is a run of paths in columns: one slice per factor, a row per path.
type Block struct {
	N     int
	State [][]float64
	Value [][]float64
}

// NewBlock allocates columns for n paths.
func (s *System) NewBlock(n int) *Block {
	b := &Block{N: n, State: make([][]float64, len(s.Factors)), Value: make([][]float64, len(s.Factors))}
	for k := range s.Factors {
		b.State[k], b.Value[k] = make([]float64, n), make([]float64, n)
	}
	return b
}

// Begin sets the first n rows of a block to the state at signing.
func (s *System) Begin(b *Block, n int) {
	b.N = n
	for k, f := range s.Factors {
		start := f.Start()
		for i := range b.State[k][:n] {
			b.State[k][i] = start
		}
		f.Value(0, b.State[k][:n], b.Value[k][:n])
	}
}

// Innovation is one column of innovations: the noise of a factor.
type Innovation struct {
	Factor int
	Noise
}

// Innovations lists the columns that Step takes, factor by factor.
func (s *System) Innovations() []Innovation {
	var out []Innovation
	for k, f := range s.Factors {
		for _, noise := range f.Noise() {
			out = append(out, Innovation{k, noise})
		}
	}
	return out
}

// Step moves a block through period t. xi holds the columns of independent innovations that Innovations lists; normal ones are
// correlated in place first. It stops at a factor that has no finite value.
func (s *System) Step(t int, b *Block, xi [][]float64) *Fault {
	s.correlate(xi, b.N)
	for k, f := range s.Factors {
		n := len(f.Noise())
		f.Step(t, b, k, xi[:n])
		if row := vector.FirstFault(b.State[k][:b.N]); row >= 0 {
			return newFault(t, k, row, b)
		}
		f.Value(t, b.State[k][:b.N], b.Value[k][:b.N])
		if row := vector.FirstFault(b.Value[k][:b.N]); row >= 0 {
			return newFault(t, k, row, b)
		}
		xi = xi[n:]
	}
	return nil
}

// correlate turns the first normal column of every factor into correlated ones, in place, last factor first so that each row of
// Mix still reads independent inputs.
func (s *System) correlate(xi [][]float64, n int) {
	if s.Mix == nil {
		return
	}
	var first [16][]float64
	columns := s.firsts(xi, first[:0])
	for k := len(s.Mix) - 1; k >= 0; k-- {
		if columns[k] != nil && !diagonal(s.Mix[k], k) {
			s.blend(k, columns, n)
		}
	}
}

// firsts finds the normal column of every factor that takes part in correlation; nil for the others.
func (s *System) firsts(xi [][]float64, out [][]float64) [][]float64 {
	for _, f := range s.Factors {
		noise := f.Noise()
		if len(noise) > 0 && noise[0] == Gauss {
			out = append(out, xi[0])
		} else {
			out = append(out, nil)
		}
		xi = xi[len(noise):]
	}
	return out
}

func (s *System) blend(k int, columns [][]float64, n int) {
	own, to := s.Mix[k][k], columns[k][:n]
	for i := range to {
		to[i] *= own
	}
	for l := range k {
		weight := s.Mix[k][l]
		if weight == 0 {
			continue
		}
		vector.AddScaled(to, columns[l][:n], weight)
	}
}

func diagonal(row []float64, k int) bool {
	for l := range k {
		if row[l] != 0 {
			return false
		}
	}
	return row[k] == 1
}
