package tree

import (
	"math"
	"sync"

	"ips2/model/demand"
)

// A factor that jumps moves in two stages: half of the variance of its normal innovation as any other factor, then the other half
// together with the jumps, a convolution on the nodes of the period. The normal half makes the density of the second stage smooth, so
// that its values at the nodes, the trapezoidal rule, are as good as those of a normal row.

// kernel is the last stage: the distribution of a normal variable plus the jumps of a period, less their centre, on the grid.
type kernel struct {
	kernelKey
	lo, hi int // nodes
	once   sync.Once
	values []float64
}

// kernelKey is what a kernel is made of: periods that agree in it share the kernel.
type kernelKey struct {
	jumps         *demand.Jumps
	sd, h, centre float64 // the centre is the mean of the jumps where there is a normal variable
}

func (n *normals) kernel(key kernelKey) *kernel {
	if n.kernels[key] == nil {
		n.kernels[key] = newKernel(key)
	}
	return n.kernels[key]
}

func newKernel(key kernelKey) *kernel {
	k := &kernel{kernelKey: key}
	s := history{jumps: []jumped{{[]*demand.Jumps{k.jumps}, 1, 1}}}
	down, up := s.extent(k.sd * k.sd)
	off := k.centre - k.jumps.Mean()
	k.lo, k.hi = -grid((down+off)/k.h), grid((up-off)/k.h)
	if k.sd == 0 { // what comes between two nodes takes to their neighbours too
		k.lo, k.hi = k.lo-1, k.hi+1
	}
	return k
}

// grid is a number of nodes, saturating: what has so many is only ever forecast.
func grid(x float64) int { return int(min(math.Ceil(x), tooManyNodes)) }

// weights are made once.
func (k *kernel) weights() []float64 {
	k.once.Do(func() {
		k.values = make([]float64, k.hi-k.lo+1)
		if k.sd > 0 {
			k.invert()
		} else {
			k.scatter()
		}
		total := 0.0
		for _, v := range k.values {
			total += v
		}
		for i := range k.values {
			k.values[i] /= total
		}
	})
	return k.values
}

// rows are the kernel around every node. What would leave the grid, with a probability like that of leaving its reach, is shared out among
// what stays; where hardly anything would stay, all does at the edge.
func (k *kernel) rows(half int) []row {
	w, last := k.weights(), 2*half
	n := len(w) + 1
	s := strip{first: k.lo, last: k.hi, weights: w, left: make([]float64, n), right: make([]float64, n), whole: 1}
	s.accumulate()
	rows := make([]row, last+1)
	for i := range rows {
		lo, hi := min(max(-i, k.lo), k.hi+1), max(min(last-i, k.hi), k.lo-1)
		below, above := s.left[lo-k.lo], s.right[hi+1-k.lo]
		switch {
		case below+above < 1-hardly:
			rows[i] = row{i + lo, s.scale(lo, hi), w[lo-k.lo : hi-k.lo+1]}
		case below > above:
			rows[i] = row{0, 1, certain}
		default:
			rows[i] = row{last, 1, certain}
		}
	}
	return rows
}

// hardly is the part of a kernel below which its weights are nothing but rounding.
const hardly = 1e-12

// width is the mean number of weights of its rows on a grid: those at the edges are cut.
func (k *kernel) width(size float64) float64 {
	width := 1.0
	for _, side := range [2]float64{float64(-k.lo), float64(k.hi)} {
		side = min(side, size)
		width += side - side*(side+1)/(2*size)
	}
	return width
}
