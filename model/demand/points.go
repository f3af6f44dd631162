package demand

import (
	"iter"
	"math"

	"ips2/internal/vector"
)

// far is how many standard deviations of a normal law have points, by its probability and by that weighted with exp(x), which is the
// same law so much farther up.
const far = 8

// Points are equally spaced: the trapezoidal rule.
func (s NormalSize) Points(h, down, up float64) iter.Seq2[float64, float64] {
	if s.Sd == 0 {
		return func(yield func(x, p float64) bool) { yield(s.Mu, 1) }
	}
	step := 1 / math.Ceil(max(4, 4*s.Sd/h))
	low, high := max(-far, (down-s.Mu)/s.Sd), min(far+s.Sd, (up-s.Mu)/s.Sd)
	const density = 0.39894228040143267794
	return func(yield func(x, p float64) bool) {
		for z := step * math.Ceil(low/step); z <= high; z += step {
			if !yield(s.Mu+float64(s.Sd*z), float64(density*step)*vector.ExpOf(-float64(z*z)/2)) {
				return
			}
		}
	}
}

// gauss is the Gauss–Legendre rule of eight points on (0, 1).
var gauss = [8]struct{ x, p float64 }{
	{0.019855071751231884, 0.050614268145188129}, {0.10166676129318664, 0.11119051722668724},
	{0.23723379504183550, 0.15685332293894363}, {0.40828267875217511, 0.18134189168918100},
	{0.59171732124782489, 0.18134189168918100}, {0.76276620495816450, 0.15685332293894363},
	{0.89833323870681336, 0.11119051722668724}, {0.98014492824876812, 0.050614268145188129},
}

// Points integrate the density of either sign cell by cell; every node of an h is between two cells.
func (s ExponentialSize) Points(h, down, up float64) iter.Seq2[float64, float64] {
	return func(yield func(x, p float64) bool) {
		for _, part := range s.parts() {
			end := down
			if part.mean > 0 {
				end = up
			}
			size := h / math.Ceil(h/math.Abs(part.mean))
			for x, p := range cells(math.Copysign(size*math.Ceil(math.Abs(end)/size), end), size) {
				if !yield(x, part.share*math.Abs(p/part.mean)*vector.ExpOf(-x/part.mean)) {
					return
				}
			}
		}
	}
}

// cells is Gauss's rule on cells no longer than size, from 0 to end.
func cells(end, size float64) iter.Seq2[float64, float64] {
	n := math.Ceil(math.Abs(end)/size - 1e-9)
	return func(yield func(x, weight float64) bool) {
		for c := range int(n) {
			for _, g := range gauss {
				if !yield(end*(float64(c)+g.x)/n, end*g.p/n) {
					return
				}
			}
		}
	}
}
