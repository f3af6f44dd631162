package tree

import (
	"math"
	"slices"

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

// scatter fills the weights of a kernel without a normal variable: jumps up and jumps down are independent.
func (k *kernel) scatter() {
	middle := int(math.Round(k.centre / k.h))
	down, up := k.onNodes(min(0, k.lo+middle), max(0, k.hi+middle))
	total, low := []float64{1}, 0
	for i, part := range [2][]float64{down, up} {
		law := compound(k.jumps.Rate, part)
		if i == 0 {
			slices.Reverse(law)
			low = 1 - len(law)
		}
		total = fold(total, law)
	}
	for i := range k.values {
		if j := k.lo + i + middle - low; j >= 0 && j < len(total) {
			k.values[i] = total[j]
		}
	}
}

// onNodes is the law of one jump on the nodes from low to high, those downwards and those upwards apart, each from 0 on. A jump between
// nodes has the weights of cubic interpolation, which may be negative.
func (k *kernel) onNodes(low, high int) (down, up []float64) {
	down, up = make([]float64, 1-low), make([]float64, 1+high)
	put := func(node int, weight float64) {
		if node >= 0 && node <= high {
			up[node] += weight
		} else if node < 0 && node >= low {
			down[-node] += weight
		}
	}
	for x, p := range k.jumps.Size.Points(k.h, k.h*float64(low), k.h*float64(high)) {
		x /= k.h
		if near := math.Round(x); math.Abs(x-near) < 1e-9 {
			put(int(near), p)
			continue
		}
		at := math.Floor(x)
		for i, w := range cubic(x - at) {
			put(int(at)-1+i, float64(w*p))
		}
	}
	return down, up
}

// compound is the law of a Poisson number of jumps by nodes: probabilities, but for a factor, follow from those of smaller totals,
// and where no weight is negative each is right to its own last digits (H. H. Panjer, "Recursive evaluation of a family of compound
// distributions", ASTIN Bulletin 12, 1981).
func compound(rate float64, jump []float64) []float64 {
	law, times := make([]float64, len(jump)), make([]float64, len(jump))
	for j, p := range jump {
		times[j] = rate * float64(j) * p
	}
	law[0] = 1
	for s := 1; s < len(law); s++ {
		sum := 0.0
		for j := 1; j <= s; j++ {
			sum += float64(times[j] * law[s-j])
		}
		law[s] = sum / float64(s)
	}
	return law
}

// fold is the distribution of a sum of independent variables on nodes.
func fold(a, b []float64) []float64 {
	sum := make([]float64, len(a)+len(b)-1)
	for i, w := range a {
		spread(w, b, sum[i:])
	}
	return sum
}
