package tree

import (
	"fmt"
	"math"
	"slices"

	"ips2/internal/vector"
	"ips2/model/demand"
)

// span is where a free factor is likely to be: its values at fixed quantiles, those of a normal variable at deviation(i). Factors that
// the formula reads are taken at their worst, so there are two distributions, one below the true one and one above.
type span struct{ low, high []float64 }

// Quantiles from -8 to 8 standard deviations of a normal variable.
const (
	quantiles    = 65
	perDeviation = 4
)

func deviation(i int) float64 { return float64(i-quantiles/2) / perDeviation }

// bell is the weights of a normal variable at multiples of 1/perDeviation.
var bell = func() (w [quantiles]float64) {
	total := 0.0
	for i := range w {
		w[i] = vector.ExpOf(-deviation(i) * deviation(i) / 2)
		total += w[i]
	}
	for i := range w {
		w[i] /= total
	}
	return w
}()

func newSpan(x float64) span {
	one := slices.Repeat([]float64{x}, quantiles)
	return span{one, one}
}

// between is the values so many standard deviations below the middle and above it.
func (s span) between(deviations float64) (low, high float64) {
	i := int(deviations * perDeviation)
	return s.low[quantiles/2-i], s.high[quantiles/2+i]
}

// explorer finds where a free factor may be in period t, given where it was before.
type explorer struct {
	*free
	t      int
	before span
	noises int
	slope  [][]float64 // by quantile: the direction of the noises in which the value grows fastest, of length 1
	b      *demand.Block
	xi     [][]float64
}

// explore lays out the grid of period t. The error is *Unsolvable: there is no finite value.
func (f *free) explore(t int, before *band, v *level) (*band, error) {
	if f.Idle(t) {
		return before, nil
	}
	e := &explorer{free: f, t: t, before: before.span, noises: len(f.Noise())}
	e.b = f.lattice.system.NewBlock(quantiles * quantiles)
	for range e.noises {
		e.xi = append(e.xi, make([]float64, quantiles*quantiles))
	}
	far := []float64{-reach, -4.5, -2, 0, 2, 4.5, reach}
	if len(f.reads) > 2 {
		far = []float64{-reach, 0, reach}
	}
	combinations, middle, moved := [][]guess{nil}, []guess(nil), []float64(nil)
	for _, of := range f.reads {
		leader := f.lattice.guess(v, t, of, far)
		var longer [][]guess
		for _, c := range combinations {
			for _, g := range leader.guesses {
				longer = append(longer, append(slices.Clone(c), g))
			}
		}
		combinations, middle, moved = longer, append(middle, guess{x: leader.middle}), append(moved, leader.moved)
	}
	e.steepest(middle)
	after, err := e.spread(combinations)
	if err != nil {
		return nil, err
	}
	return e.lay(after, e.moves(middle, moved)), nil
}

// run computes the next value at every quantile of a distribution and, of the noise along the slope, deviation shift+deviation(j).
func (e *explorer) run(from []float64, leaders []guess) []float64 {
	e.b.N = quantiles * quantiles
	if e.noises == 0 {
		e.b.N = quantiles
	}
	for r := range e.b.N {
		i := r % quantiles
		e.b.State[e.factor][r] = from[i]
		for n := range e.noises {
			e.xi[n][r] = float64(e.slope[i][n] * deviation(r/quantiles))
		}
	}
	for k, g := range leaders {
		for r := range e.b.N {
			e.b.Value[e.reads[k]][r] = g.x
		}
	}
	e.Step(e.t, e.b, e.factor, e.xi)
	return e.b.State[e.factor][:e.b.N]
}

// steepest finds the direction in which the noises move the value most, at the middle of everything else.
func (e *explorer) steepest(middle []guess) {
	e.slope = make([][]float64, quantiles)
	for i := range e.slope {
		e.slope[i] = make([]float64, e.noises)
	}
	gradient := make([][]float64, e.noises)
	for n := range e.noises {
		for i := range e.slope {
			clear(e.slope[i])
			e.slope[i][n] = 1
		}
		next := e.run(e.before.low, middle)
		up, down := (quantiles/2+perDeviation)*quantiles, (quantiles/2-perDeviation)*quantiles
		for i := range quantiles {
			gradient[n] = append(gradient[n], next[up+i]-next[down+i])
		}
	}
	for i := range e.slope {
		size := 0.0
		for n := range e.noises {
			size += float64(gradient[n][i] * gradient[n][i])
		}
		for n := range e.noises {
			if e.slope[i][n] = gradient[n][i] / math.Sqrt(size); !(size > 0) || math.IsInf(size, 1) {
				e.slope[i][n] = 1 / math.Sqrt(float64(e.noises))
			}
		}
	}
}

// spread takes both distributions one period on.
func (e *explorer) spread(combinations [][]guess) (span, error) {
	var least, most []float64
	for _, c := range combinations {
		for _, from := range [][]float64{e.before.low, e.before.high} {
			next := e.run(from, c)
			if least == nil {
				least, most = slices.Repeat([]float64{math.Inf(1)}, len(next)), slices.Repeat([]float64{math.Inf(-1)}, len(next))
			}
			for r, x := range next {
				if x-x == 0 {
					least[r], most[r] = min(least[r], x), max(most[r], x)
				} else if err := e.fault(r, from, c); err != nil {
					return span{}, err
				}
			}
			if &e.before.low[0] == &e.before.high[0] {
				break
			}
		}
	}
	return span{atQuantiles(least), atQuantiles(most)}, nil
}

// fault is an error if a value that is not finite is likely enough.
func (e *explorer) fault(r int, from []float64, leaders []guess) error {
	i := r % quantiles
	noise := 0.0
	if e.noises > 0 {
		noise = deviation(r / quantiles)
	}
	far := float64(deviation(i)*deviation(i)) + float64(noise*noise)
	at := []string{fmt.Sprintf("%s = %g", e.name, from[i])}
	for k, g := range leaders {
		far += float64(g.deviation * g.deviation)
		at = append(at, fmt.Sprintf("%s = %g", e.lattice.system.Factors[e.reads[k]].Name, g.x))
	}
	if far > remote*remote {
		return nil
	}
	if e.noises > 0 {
		at = append(at, fmt.Sprintf("noise = %.3g", noise*e.slope[i][0]))
	}
	return undefined(e.name, e.Origin(), e.t, at)
}

// atQuantiles is the distribution of values by quantile and noise, as its own quantiles. Values that are not finite are left out.
func atQuantiles(values []float64) []float64 {
	type weighed struct{ x, w float64 }
	list, total := make([]weighed, 0, len(values)), 0.0
	for r, x := range values {
		w := bell[r%quantiles]
		if len(values) > quantiles {
			w *= bell[r/quantiles]
		}
		if x-x == 0 {
			list, total = append(list, weighed{x, w}), total+w
		}
	}
	slices.SortFunc(list, func(a, b weighed) int {
		switch {
		case a.x < b.x:
			return -1
		case a.x > b.x:
			return 1
		}
		return 0
	})
	out := make([]float64, quantiles)
	half := quantiles / 2
	below, level, k := 0.0, 0.0, 0
	for i := range half + 1 {
		for level += bell[i]; below < (level-float64(bell[i]/2))*total && k < len(list)-1; k++ {
			below += list[k].w
		}
		out[i] = list[max(0, k-1)].x
	}
	above, level, k := 0.0, 0.0, len(list)-1
	for i := range half {
		for level += bell[i]; above < (level-float64(bell[i]/2))*total && k > 0; k-- {
			above += list[k].w
		}
		out[quantiles-1-i] = list[min(len(list)-1, k+1)].x
	}
	return out
}
