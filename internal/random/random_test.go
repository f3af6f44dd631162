package random

import (
	"math"
	"testing"
)

// The standard library's inverse error function is an independent implementation; the error function itself a second check.
func TestQuantile(t *testing.T) {
	for i := 1; i < 4000; i++ {
		p := float64(i) / 4000
		got, want := Quantile(p), math.Sqrt2*math.Erfinv(2*p-1)
		rounding := 0x1p-52 / (math.Exp(-want*want/2) / math.Sqrt(2*math.Pi)) // of 2p-1, through the slope of the quantile
		if math.Abs(got-want) > 4e-15+rounding {
			t.Errorf("quantile of %g is %.17g, math.Erfinv says %.17g", p, got, want)
		}
	}
	for p := 0.4; p > 1e-300; p /= 7 {
		if back := math.Erfc(-Quantile(p)/math.Sqrt2) / 2; math.Abs(back/p-1) > 1e-12 {
			t.Errorf("the quantile of %g has probability %g", p, back)
		}
	}
	// Abramowitz and Stegun (1964), table 26.5.
	for p, want := range map[float64]float64{.975: 1.959963984540054, .995: 2.575829303548901, .5: 0} {
		if got := Quantile(p); math.Abs(got-want) > 1e-14 {
			t.Errorf("quantile of %g is %.16g, want %.16g", p, got, want)
		}
	}
}

// Moments of 2^20 normals: five standard deviations fail by luck once in 1.7 million.
func TestMoments(t *testing.T) {
	const n, z = 1 << 20, 5
	x := make([]float64, n)
	NewStream(1, Price).Normals(0, 3, 2, x)
	var sum [5]float64
	for _, v := range x {
		power := 1.0
		for k := range sum {
			sum[k] += power
			power *= v
		}
	}
	// The variance of the k-th power of a normal is E x^2k - (E x^k)²: 1, 3-1, 15, 105-9.
	for k, want := range []struct{ mean, variance float64 }{1: {0, 1}, 2: {1, 2}, 3: {0, 15}, 4: {3, 96}} {
		if got := sum[k] / n; k > 0 && math.Abs(got-want.mean) > z*math.Sqrt(want.variance/n) {
			t.Errorf("moment %d is %g, want %g", k, got, want.mean)
		}
	}
}

// Columns of neighbouring paths, periods, factors, purposes and seeds must be uncorrelated.
func TestColumnsAreUncorrelated(t *testing.T) {
	const n, z = 1 << 18, 5
	base, other := make([]float64, n), make([]float64, n)
	NewStream(7, Price).Normals(0, 1, 0, base)
	for name, fill := range map[string]func(){
		"next period":   func() { NewStream(7, Price).Normals(0, 2, 0, other) },
		"next factor":   func() { NewStream(7, Price).Normals(0, 1, 1, other) },
		"next seed":     func() { NewStream(8, Price).Normals(0, 1, 0, other) },
		"other purpose": func() { NewStream(7, Fit).Normals(0, 1, 0, other) },
		"next path":     func() { copy(other, base[1:]) },
		"path after":    func() { copy(other, base[2:]) },
	} {
		fill()
		product := 0.0
		for i := range n - 2 {
			product += base[i] * other[i]
		}
		if r := product / (n - 2); math.Abs(r) > z/math.Sqrt(n) {
			t.Errorf("%s: correlation %g", name, r)
		}
	}
}

func TestBlockSizeChangesNothing(t *testing.T) {
	whole, parts := make([]float64, 101), make([]float64, 101)
	s := NewStream(3, Fit)
	s.Normals(10, 4, 1, whole)
	for from := 0; from < len(parts); from += 6 {
		s.Normals(10+uint64(from), 4, 1, parts[from:min(from+6, len(parts))])
	}
	for i := range whole {
		if whole[i] != parts[i] {
			t.Fatalf("number %d is %g in one piece, %g in parts of six", i, whole[i], parts[i])
		}
	}
}

func BenchmarkNormals(b *testing.B) {
	x := make([]float64, 512)
	s := NewStream(1, Price)
	for i := 0; b.Loop(); i++ {
		s.Normals(uint64(i)*512, 1, 0, x)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/512, "ns/normal")
}

func BenchmarkUniforms(b *testing.B) {
	x := make([]float64, 512)
	s := NewStream(1, Price)
	for i := 0; b.Loop(); i++ {
		s.Uniforms(uint64(i)*512, 1, 0, x)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/512, "ns/uniform")
}
