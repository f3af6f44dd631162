package sim

import (
	"math"

	"ips2/internal/random"
	"ips2/internal/vector"
	"ips2/model"
)

// luckColumn is the place of the numbers that a customer's chances are drawn with: one a path and period, beside those of the
// factors.
const luckColumn = 1<<16 - 1

// waverer is the memory of a worker for a customer that is not optimal: columns by option.
type waverer struct {
	luck                   []float64 // by row of the block
	counted                *side     // whose options are counted, if wanted
	taken                  []float64 // by option, how often that side is expected to take it
	amounts, chance, worth [][]float64
}

func newWaverer(s *script) *waverer {
	if s.p.Behaviour.Conduct == model.Optimal {
		return nil
	}
	most := 0
	for t := range s.chapters {
		for _, c := range s.chapters[t].choices {
			if c != nil {
				most = max(most, len(c.options))
			}
		}
	}
	return &waverer{luck: newColumns(1)[0], amounts: newColumns(most), chance: newColumns(most), worth: newColumns(most)}
}

// drawLuck makes the period's numbers for a block.
func (w *worker) drawLuck(stream random.Stream, first uint64, t int) {
	if w.noise != nil {
		stream.Uniforms(first, t, luckColumn, w.noise.luck[:w.walk.block.N])
	}
	if w.leaning != nil {
		w.leaning.draw(stream, first, t, w.walk.block.N)
	}
}

// waver draws the moves of a customer that is not optimal. What one drawn is worth more than the mean is a martingale, too.
func (w *worker) waver(c *choice, rows []int32, d *side) *fault {
	if f := w.chances(c, rows); f != nil {
		return f
	}
	if w.noise.counted == d {
		w.noise.count(c, len(rows))
	}
	for i, r := range rows {
		k := w.pick(len(c.options), i, w.noise.luck[r])
		o := &c.options[k]
		d.mode[r], d.turn[r] = o.next, o.turn
		d.total[r] += w.noise.amounts[k][i]
		if w.control != nil && w.control.side == d {
			w.control.total[0][r] += w.noise.worth[k][i] - w.best[i] // so that mistakes too rare to be met count
		}
	}
	return nil
}

// count adds up the chances of options over rows.
func (n *waverer) count(c *choice, rows int) {
	for k := range c.options {
		for _, p := range n.chance[k][:rows] {
			n.taken[c.first+k] += p
		}
	}
}

// pick is the option that a number from 0 to 1 falls to.
func (w *worker) pick(options, row int, luck float64) int {
	last := 0
	for k := range options {
		p := w.noise.chance[k][row]
		if p == 0 {
			continue
		}
		if luck -= p; luck < 0 {
			return k
		}
		last = k
	}
	return last // what rounding leaves of 1
}

// chances fills the chance and the immediate amount of every option for rows of the block, and their mean worth in best.
func (w *worker) chances(c *choice, rows []int32) *fault {
	if f := w.run(c.kernel, rows); f != nil {
		return f
	}
	if w.s.p.Behaviour.Given() {
		w.given(c, rows)
	} else {
		w.logit(c, rows)
	}
	return nil
}

func (w *worker) given(c *choice, rows []int32) {
	n := len(rows)
	for k := range c.options {
		o := &c.options[k]
		copy(w.noise.chance[k], c.kernel.Column(w.scratch, o.chance))
		if amounts := w.noise.amounts[k][:n]; w.early() {
			clear(amounts)
		} else {
			copy(amounts, c.kernel.Column(w.scratch, o.value))
		}
	}
	clear(w.best[:n])
}

// logit gives chances proportional to exp(worth/θ), taken from the best so that nothing overflows.
func (w *worker) logit(c *choice, rows []int32) {
	n := len(rows)
	best, sum, mean := w.best[:n], w.amount[:n], w.amount2[:n]
	for i := range best {
		best[i], sum[i], mean[i] = math.Inf(-1), 0, 0
	}
	for k := range c.options {
		worth, amount := w.worth(c, k, rows), w.amounts(c, k)
		copy(w.noise.chance[k], worth)
		if clear(w.noise.amounts[k][:n]); amount != nil {
			copy(w.noise.amounts[k], amount)
		}
		if g := c.options[k].guard; g >= 0 {
			closed(w.noise.chance[k], c.kernel.Column(w.scratch, g))
		}
		copy(w.noise.worth[k][:n], w.noise.chance[k])
		for i, v := range w.noise.worth[k][:n] {
			best[i] = max(best[i], v)
		}
	}
	for k := range c.options {
		for i, v := range w.noise.worth[k][:n] {
			p := vector.ExpOf((v - best[i]) / w.s.p.Behaviour.Theta)
			if w.noise.chance[k][i] = p; p > 0 {
				sum[i] += p
				mean[i] += float64(p * v)
			}
		}
	}
	for k := range c.options {
		for i := range n {
			w.noise.chance[k][i] /= sum[i]
		}
	}
	for i := range best {
		best[i] = mean[i] / sum[i]
	}
}

// closed makes an option worthless where its guard does not hold.
func closed(worth, open []float64) {
	for i, yes := range open {
		if yes == 0 {
			worth[i] = math.Inf(-1)
		}
	}
}

// average is what a mode brings a wavering customer on the fitting paths: the mean over its moves, path by path, which has less
// noise than a move drawn. From the block's first row on.
func (f *fitter) average(k, t, mode, from int) *fault {
	w := f.workers[k]
	c, now := f.s.chapters[t].choices[mode], f.now[mode][from:from+blockRows]
	if bad := w.chances(c, w.sorter.All[:blockRows]); bad != nil {
		return bad
	}
	for k := range c.options {
		amounts, target := w.noise.amounts[k], w.target(&c.options[k])
		for i, p := range w.noise.chance[k][:blockRows] {
			now[i] += float64(p * amounts[i])
			if f.later != nil && p > 0 {
				now[i] += float64(p * f.later[target][from+i])
			}
		}
	}
	return nil
}
