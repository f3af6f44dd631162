package sim

import (
	"math"

	"ips2/model"
)

// lead is by how much the options that were chosen beat the best others, money of time 0: 0 in a tie, infinite without another open one.
type lead struct{ by, next []float64 }

func newLead() *lead { return &lead{make([]float64, blockRows), make([]float64, blockRows)} }

func (l *lead) begin() { fill(l.by, math.Inf(1)) }

// measure completes the lead of rows that have just been ranked.
func (l *lead) measure(w *worker, c *choice, rows []int32) {
	next := l.next[:len(rows)]
	fill(next, math.Inf(-1))
	for k := range c.options {
		worth := w.worth(c, k, rows)
		var open []float64
		if guard := c.options[k].guard; guard >= 0 {
			open = c.kernel.Column(w.scratch, guard)
		}
		for i, v := range worth {
			if int(w.chosen[i]) != k && (open == nil || open[i] != 0) {
				next[i] = math.Max(next[i], v)
			}
		}
	}
	for i, r := range rows {
		switch {
		case math.IsInf(next[i], -1):
		case model.Better(w.best[i], next[i]):
			l.by[r] = w.best[i] - next[i]
		default:
			l.by[r] = 0
		}
	}
}

// kept appends the leads of the rows that had a choice.
func (l *lead) kept(to []float64, n int) []float64 {
	for _, x := range l.by[:n] {
		if !math.IsInf(x, 1) {
			to = append(to, x)
		}
	}
	return to
}
