package demand

import (
	"slices"
	"sync"
)

// Chain is a finite Markov chain, possibly with its own states and rows in each period.
type Chain struct {
	start  int
	values [][]float64          // by period 0..n, then by state
	rows   [][][]float64        // by period 1..n (index 0 unused), state of t-1, state of t
	sums   func() [][][]float64 // running sums of rows: the sampler, made when it is first needed
	idle   []bool               // by period: nothing is random
	silent bool
}

// NewChain builds a chain. values has an entry per period 0..n, rows one per period 1..n at the same index (rows[0] is not
// read); slices may be shared between periods. Every row must sum to 1: the caller has checked.
func NewChain(start int, values [][]float64, rows [][][]float64) *Chain {
	c := &Chain{start: start, values: values, rows: rows, idle: make([]bool, len(rows)), silent: true}
	c.sums = sync.OnceValue(c.sampler)
	idle := map[*[]float64]bool{}
	for t := 1; t < len(rows); t++ {
		key := &rows[t][0]
		if _, done := idle[key]; !done {
			idle[key] = !slices.ContainsFunc(rows[t], uncertain)
		}
		c.idle[t] = idle[key]
		c.silent = c.silent && c.idle[t]
	}
	return c
}

// sampler is the running sums of the rows; periods that share rows share them.
func (c *Chain) sampler() [][][]float64 {
	sums, shared := make([][][]float64, len(c.rows)), map[*[]float64][][]float64{}
	for t := 1; t < len(c.rows); t++ {
		key := &c.rows[t][0]
		if _, done := shared[key]; !done {
			shared[key] = runningSums(c.rows[t])
		}
		sums[t] = shared[key]
	}
	return sums
}

// Known is a factor without uncertainty: values by period 0..n.
func Known(values []float64) *Chain {
	states, rows := make([][]float64, len(values)), make([][][]float64, len(values))
	one := [][]float64{{1}}
	for t, v := range values {
		states[t], rows[t] = []float64{v}, one
	}
	return NewChain(0, states, rows)
}

// Identity is the transition of a period in which a chain of n states does not move.
func Identity(n int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
		rows[i][i] = 1
	}
	return rows
}

// Noise is one uniform, or nothing when every transition is certain.
func (c *Chain) Noise() []Noise {
	if c.silent {
		return nil
	}
	return oneUniform
}

var oneUniform = []Noise{Uniform}

// Idle reports that every transition of period t is certain.
func (c *Chain) Idle(t int) bool { return c.idle[t] }

// Start is the index of the initial state.
func (c *Chain) Start() float64 { return float64(c.start) }

// States lists the values of the states of period t.
func (c *Chain) States(t int) []float64 { return c.values[t] }

// Row is the distribution over the states of period t, given the state of period t-1.
func (c *Chain) Row(t, from int) []float64 { return c.rows[t][from] }

// Step draws successors by inversion of the row's running sums.
func (c *Chain) Step(t int, b *Block, k int, xi [][]float64) {
	state, sums := b.State[k][:b.N], c.sums()[t]
	if c.idle[t] {
		for i, s := range state {
			state[i] = float64(invert(sums[int(s)], 0.5))
		}
		return
	}
	for i, u := range xi[0][:b.N] {
		state[i] = float64(invert(sums[int(state[i])], u))
	}
}

// few is how many states are searched one by one.
const few = 8

// invert finds the state whose share of (0, 1) holds u.
func invert(sums []float64, u float64) int {
	k, last := 0, len(sums)-1
	for last-k > few {
		if middle := (k + last) / 2; sums[middle] <= u {
			k = middle + 1
		} else {
			last = middle
		}
	}
	for k < last && sums[k] <= u {
		k++
	}
	return k
}

// Value looks the states up.
func (c *Chain) Value(t int, state, value []float64) {
	values := c.values[t]
	for i, s := range state {
		value[i] = values[int(s)]
	}
}

func runningSums(rows [][]float64) [][]float64 {
	sums := make([][]float64, len(rows))
	for i, row := range rows {
		sums[i] = make([]float64, len(row))
		total, last := 0.0, 0
		for j, p := range row {
			total += p
			sums[i][j] = total
			if p > 0 {
				last = j
			}
		}
		for j := last; j < len(row); j++ {
			sums[i][j] = 1 // rounding must not reach a state of probability 0
		}
	}
	return sums
}

func uncertain(row []float64) bool {
	return slices.ContainsFunc(row, func(p float64) bool { return p != 0 && p != 1 })
}
