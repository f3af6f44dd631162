package tree

import (
	"math"

	"ips2/internal/trig"
	"ips2/internal/vector"
)

// A characteristic function is taken back by sums that leave an error of the last digit of the largest density. The value of what is
// far out, exp(x) say, makes much of little densities; so each of them is taken from the law weighted by exp(theta·x), with the theta
// that puts it into the middle (F. Esscher 1932; R. Lugannani and S. Rice, "Saddle point approximation for the distribution of the sum of
// independent random variables", Advances in Applied Probability 12, 1980). Then its error is one of its own last digits.

// farthest is where exp(-(d*omega)²/2) of a characteristic function is below the last digit.
const farthest = 9

// Logarithms of what is lost: room is what neighbours may lose by sharing a weighting, folded what the trapezoidal rule folds back.
const (
	room   = 5
	folded = 37
)

// invert takes the characteristic function back by the trapezoidal rule on four times the width of the kernel, so that what the
// rule folds back lies outside.
func (k *kernel) invert() {
	n := 4 * (k.hi - k.lo + 1)
	table := trig.Circle(n)
	for from := k.lo; from <= k.hi; {
		theta := k.tilt(from, n)
		to := k.alike(from, theta)
		k.weighted(from, to, theta, n, table)
		from = to + 1
	}
}

// cumulant is log E exp(theta*x) of the kernel.
func (k *kernel) cumulant(theta float64) float64 {
	return float64(float64(k.sd*k.sd*theta*theta)/2) + k.jumps.Cumulant(theta)
}

// loss is the logarithm by which the last digit of the weighted law exceeds that of the density, but for what no theta avoids.
func (k *kernel) loss(theta float64, node int) float64 {
	return k.cumulant(theta) - float64(theta*k.h*float64(node))
}

// saddle is the theta of least loss: the one in the middle of whose law the node is. Beyond a multiple of what the normal variable
// asks for its loss is larger than any.
func (k *kernel) saddle(node int) float64 {
	x := k.h * float64(node)
	low, high := 0.0, math.Copysign(math.Sqrt(2*(folded+math.Abs(x)))/k.sd, x)
	const golden = 0.6180339887498949
	for range 40 {
		a, b := high-float64(golden*(high-low)), low+float64(golden*(high-low))
		if k.loss(b, node) < k.loss(a, node) {
			low = a
		} else {
			high = b
		}
	}
	return low
}

// tilt is the theta for a node: the saddle, or what of it leaves nothing to be folded back from so many nodes away.
func (k *kernel) tilt(node, n int) float64 {
	theta := k.saddle(node)
	for _, image := range [2]int{node - n, node + n} {
		least := k.loss(k.saddle(image), image)
		for theta != 0 && k.loss(theta, image)-least < folded {
			if theta *= 0.9; math.Abs(theta*k.h*float64(n)) < 1 {
				theta = 0
			}
		}
	}
	return theta
}

// alike is the last node from here on that this theta serves.
func (k *kernel) alike(from int, theta float64) int {
	least := max(0, k.loss(theta, from)-k.loss(k.saddle(from), from))
	good, bad := from, k.hi+1
	for bad-good > 1 {
		node := (good + bad) / 2
		if k.loss(theta, node)-k.loss(k.saddle(node), node) <= least+room {
			good = node
		} else {
			bad = node
		}
	}
	return good
}

// weighted fills in the nodes from..to, from the law weighted by exp(theta*x). The sum of cosines is even in the nodes, that of sines odd.
func (k *kernel) weighted(from, to int, theta float64, n int, table [][2]float64) {
	values := k.values[from-k.lo : to-k.lo+1]
	whole, _ := k.jumps.Exponent(theta, 0)
	for m := 1; m < n/2; m++ {
		omega := 2 * math.Pi * float64(m) / (float64(n) * k.h)
		if omega*k.sd > farthest {
			break
		}
		re, im := k.jumps.Exponent(theta, omega)
		size := 2 * vector.ExpOf(re-whole-float64(float64(omega*k.sd*omega*k.sd)/2))
		im += float64(omega * theta * k.sd * k.sd)
		wave(values, m*from, m, size*trig.Cos(im), size*trig.Sin(im), table)
	}
	for i, v := range values {
		values[i] = max(0, v+1) * vector.ExpOf(k.loss(theta, from+i))
	}
}

// wave adds re·cos(2πj/n) + im·sin(2πj/n) at j = start, start+step, …
func wave(values []float64, start, step int, re, im float64, table [][2]float64) {
	n := len(table)
	at := (start%n + n) % n
	for i := range values {
		p := &table[at]
		values[i] += float64(re*p[0]) + float64(im*p[1])
		if at += step; at >= n {
			at -= n
		}
	}
}
