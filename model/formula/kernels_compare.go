package formula

import "math"

func less(d, a, b, _ []float64, _, _ float64) {
	a, b = a[:len(d)], b[:len(d)]
	for i := range d {
		t := uint64(0)
		if a[i] < b[i] {
			t = one
		}
		d[i] = math.Float64frombits(t)
	}
}

func lessOf(d, _, b, _ []float64, x, _ float64) {
	b = b[:len(d)]
	for i := range d {
		t := uint64(0)
		if x < b[i] {
			t = one
		}
		d[i] = math.Float64frombits(t)
	}
}

func lessFixed(d, a, _, _ []float64, x, _ float64) {
	a = a[:len(d)]
	for i := range d {
		t := uint64(0)
		if a[i] < x {
			t = one
		}
		d[i] = math.Float64frombits(t)
	}
}

func lessEqual(d, a, b, _ []float64, _, _ float64) {
	a, b = a[:len(d)], b[:len(d)]
	for i := range d {
		t := uint64(0)
		if a[i] <= b[i] {
			t = one
		}
		d[i] = math.Float64frombits(t)
	}
}

func lessEqualOf(d, _, b, _ []float64, x, _ float64) {
	b = b[:len(d)]
	for i := range d {
		t := uint64(0)
		if x <= b[i] {
			t = one
		}
		d[i] = math.Float64frombits(t)
	}
}

func lessEqualFixed(d, a, _, _ []float64, x, _ float64) {
	a = a[:len(d)]
	for i := range d {
		t := uint64(0)
		if a[i] <= x {
			t = one
		}
		d[i] = math.Float64frombits(t)
	}
}

func equal(d, a, b, _ []float64, _, _ float64) {
	a, b = a[:len(d)], b[:len(d)]
	for i := range d {
		t := uint64(0)
		if a[i] == b[i] {
			t = one
		}
		d[i] = math.Float64frombits(t)
	}
}

func equalFixed(d, a, _, _ []float64, x, _ float64) {
	a = a[:len(d)]
	for i := range d {
		t := uint64(0)
		if a[i] == x {
			t = one
		}
		d[i] = math.Float64frombits(t)
	}
}

func notEqual(d, a, b, _ []float64, _, _ float64) {
	a, b = a[:len(d)], b[:len(d)]
	for i := range d {
		t := uint64(0)
		if a[i] != b[i] {
			t = one
		}
		d[i] = math.Float64frombits(t)
	}
}

func notEqualFixed(d, a, _, _ []float64, x, _ float64) {
	a = a[:len(d)]
	for i := range d {
		t := uint64(0)
		if a[i] != x {
			t = one
		}
		d[i] = math.Float64frombits(t)
	}
}
