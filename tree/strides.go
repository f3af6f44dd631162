package tree

import (
	"math"
	"slices"

	"ips2/internal/vector"
)

// strides are how far a period moves the value, on the value and on its logarithm: mean and mean square.
type strides struct{ level, log [2]float64 }

// moves weighs the strides within three standard deviations.
func (e *explorer) moves(middle []guess, moved []float64) strides {
	var s strides
	positive, total := true, 0.0
	centre := slices.Clone(e.run(e.before.low, middle))
	var others [][]float64
	for k := range moved {
		one := slices.Clone(middle)
		one[k].x = moved[k]
		others = append(others, slices.Clone(e.run(e.before.low, one)))
	}
	for r, x := range centre {
		i, j := r%quantiles, quantiles/2
		if len(centre) > quantiles {
			j = r / quantiles
		}
		if math.Abs(deviation(i)) > 3 || math.Abs(deviation(j)) > 3 || x-x != 0 {
			continue
		}
		square := 0.0
		if len(centre) > quantiles {
			d := (centre[r+quantiles] - centre[r-quantiles]) * perDeviation / 2
			square += float64(d * d)
		}
		for _, other := range others {
			d := other[r] - x
			square += float64(d * d)
		}
		if square-square != 0 {
			continue
		}
		w, stride := float64(bell[i]*bell[j]), math.Sqrt(square)
		total += w
		s.level[0], s.level[1] = s.level[0]+float64(w*stride), s.level[1]+float64(w*stride*stride)
		if positive = positive && x > 0; positive {
			stride /= x
			s.log[0], s.log[1] = s.log[0]+float64(w*stride), s.log[1]+float64(w*stride*stride)
		}
	}
	if total > 0 {
		for i := range 2 {
			s.level[i], s.log[i] = s.level[i]/total, s.log[i]/total
		}
	}
	if !positive {
		s.log = [2]float64{}
	}
	return s
}

// Of a free factor the grid has at most so many nodes' worth of steps: where a period moves it little, what came before has smoothed it.
const mostSteps = 8

// edge is how many standard deviations the grid of a free factor extends.
const edge = 7.25

// lay chooses the coordinate and the spacing.
func (e *explorer) lay(after span, s strides) *band {
	low, high := after.between(edge)
	b := &band{low: low, nodes: 1, span: after, scale: s.level[0]}
	if !(high > low) {
		return b
	}
	stride := s.level[0]
	if unlike := func(m [2]float64) float64 { return m[1] / (m[0] * m[0]) }; s.log[0] > 0 && low > 0 && unlike(s.log) < unlike(s.level) {
		b.log, stride = true, s.log[0]
		low, high = vector.LogOf(low), vector.LogOf(high)
	}
	b.low = low
	b.nodes = 1 + grid((high-low)/max(stride, (high-low)/(2*edge*mostSteps))*e.lattice.resolution)
	b.step = (high - low) / float64(b.nodes-1)
	return b
}
