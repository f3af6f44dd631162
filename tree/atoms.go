package tree

import (
	"math"

	"ips2/model/demand"
)

// A factor without normal innovations rests until it jumps: its distribution has an atom, and beside it a density that is discontinuous
// there, or atoms only. The atom moves from node to node. The rest is taken to the nodes point by point, with the weights of cubic
// interpolation read backwards. Nothing is smoothed along such an axis: that is for densities.

// finer is how much finer than others such an axis is: its kinks and boundaries are met by nodes alone.
const finer = 4

// grain is the spacing for a factor that only jumps. Equal jumps of a factor that forgets nothing lead from node to node.
func grain(jumps *demand.Jumps, remembers bool, resolution float64) float64 {
	if same, ok := jumps.Size.(demand.NormalSize); ok && same.Sd == 0 && remembers {
		return math.Abs(same.Mu)
	}
	return jumps.Size.Scale() / (finer * resolution)
}

// scatter fills the weights of a kernel without a normal variable.
func (k *kernel) scatter() {
	total, low := []float64{1}, 0
	for _, points := range k.jumps.Points(k.h) {
		part, from := onNodes(points, k.h)
		total, low = fold(total, part), low+from
	}
	low -= int(math.Round(k.centre / k.h))
	for i, w := range total {
		if j := low + i - k.lo; j >= 0 && j < len(k.values) {
			k.values[j] = w
		}
	}
}

// onNodes gives the points' probabilities to the nodes, the first of which is low.
func onNodes(points []demand.Point, h float64) (weights []float64, low int) {
	least, most := 0.0, 0.0
	for _, p := range points {
		least, most = min(least, p.X), max(most, p.X)
	}
	low = int(math.Floor(least/h)) - 1
	weights = make([]float64, int(math.Floor(most/h))+3-low)
	for _, p := range points {
		x := p.X / h
		if near := math.Round(x); math.Abs(x-near) < 1e-9 {
			weights[int(near)-low] += p.P
			continue
		}
		at := math.Floor(x)
		for i, w := range cubic(x - at) {
			weights[int(at)-1-low+i] += float64(w * p.P)
		}
	}
	return weights, low
}

// fold is the distribution of a sum of independent variables on nodes.
func fold(a, b []float64) []float64 {
	sum := make([]float64, len(a)+len(b)-1)
	for i, w := range a {
		spread(w, b, sum[i:])
	}
	return sum
}
