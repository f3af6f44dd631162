package formula

import (
	"math"

	"ips2/internal/vector"
)

func minimum(d, a, b, _ []float64, _, _ float64) { vector.Smaller(d, a, b) }

func minimumFixed(d, a, _, _ []float64, x, _ float64) {
	a = a[:len(d)]
	n := math.Float64bits(x)
	for i := range d {
		u := a[i]
		m := math.Float64bits(u)
		if x < u {
			m = n
		}
		d[i] = math.Float64frombits(m)
	}
}

func maximum(d, a, b, _ []float64, _, _ float64) { vector.Larger(d, a, b) }

func maximumFixed(d, a, _, _ []float64, x, _ float64) {
	a = a[:len(d)]
	n := math.Float64bits(x)
	for i := range d {
		u := a[i]
		m := math.Float64bits(u)
		if u < x {
			m = n
		}
		d[i] = math.Float64frombits(m)
	}
}

func pick(d, a, b, c []float64, _, _ float64) {
	a, b, c = a[:len(d)], b[:len(d)], c[:len(d)]
	for i := range d {
		v, w := math.Float64bits(b[i]), math.Float64bits(c[i])
		if a[i] != 0 {
			w = v
		}
		d[i] = math.Float64frombits(w)
	}
}

func pickFirstFixed(d, a, _, c []float64, x, _ float64) {
	a, c = a[:len(d)], c[:len(d)]
	first := math.Float64bits(x)
	for i := range d {
		v, w := first, math.Float64bits(c[i])
		if a[i] != 0 {
			w = v
		}
		d[i] = math.Float64frombits(w)
	}
}

func pickSecondFixed(d, a, b, _ []float64, x, _ float64) {
	a, b = a[:len(d)], b[:len(d)]
	second := math.Float64bits(x)
	for i := range d {
		v, w := math.Float64bits(b[i]), second
		if a[i] != 0 {
			w = v
		}
		d[i] = math.Float64frombits(w)
	}
}

func pickFixed(d, a, _, _ []float64, x, y float64) {
	a = a[:len(d)]
	first, second := math.Float64bits(x), math.Float64bits(y)
	for i := range d {
		v, w := first, second
		if a[i] != 0 {
			w = v
		}
		d[i] = math.Float64frombits(w)
	}
}
