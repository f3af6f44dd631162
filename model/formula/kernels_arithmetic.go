package formula

import (
	"math"

	"ips2/internal/vector"
)

func add(d, a, b, _ []float64, _, _ float64) {
	a, b = a[:len(d)], b[:len(d)]
	for i := range d {
		d[i] = a[i] + b[i]
	}
}

func addFixed(d, a, _, _ []float64, x, _ float64) {
	a = a[:len(d)]
	for i := range d {
		d[i] = a[i] + x
	}
}

func sub(d, a, b, _ []float64, _, _ float64) {
	a, b = a[:len(d)], b[:len(d)]
	for i := range d {
		d[i] = a[i] - b[i]
	}
}

func subFrom(d, _, b, _ []float64, x, _ float64) {
	b = b[:len(d)]
	for i := range d {
		d[i] = x - b[i]
	}
}

func mul(d, a, b, _ []float64, _, _ float64) {
	a, b = a[:len(d)], b[:len(d)]
	for i := range d {
		d[i] = a[i] * b[i]
	}
}

func mulFixed(d, a, _, _ []float64, x, _ float64) {
	a = a[:len(d)]
	for i := range d {
		d[i] = a[i] * x
	}
}

func div(d, a, b, _ []float64, _, _ float64) {
	a, b = a[:len(d)], b[:len(d)]
	for i := range d {
		d[i] = a[i] / b[i]
	}
}

func divOf(d, _, b, _ []float64, x, _ float64) {
	b = b[:len(d)]
	for i := range d {
		d[i] = x / b[i]
	}
}

func divFixed(d, a, _, _ []float64, x, _ float64) {
	a = a[:len(d)]
	for i := range d {
		d[i] = a[i] / x
	}
}

func taint(d, a, b, _ []float64, _, _ float64) {
	a, b = a[:len(d)], b[:len(d)]
	for i := range d {
		d[i] = a[i] + (b[i] - b[i])
	}
}

func absolute(d, a, _, _ []float64, _, _ float64) {
	a = a[:len(d)]
	for i := range d {
		d[i] = math.Abs(a[i])
	}
}

func squareRoot(d, a, _, _ []float64, _, _ float64) {
	a = a[:len(d)]
	for i := range d {
		d[i] = math.Sqrt(a[i])
	}
}

func exponentials(d, a, _, _ []float64, _, _ float64) {
	a = a[:len(d)]
	if FirstFault(a) < 0 {
		vector.Exp(d, a)
		return
	}
	for i := range d {
		d[i] = exponential(a[i])
	}
}
