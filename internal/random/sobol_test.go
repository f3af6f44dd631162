package random

import (
	"math"
	"testing"
)

// The first points as S. Joe and F. Y. Kuo print them for their program sobol.cc (three coordinates, without Gray code they come in
// another order: by index).
func TestSobolPoints(t *testing.T) {
	for index, want := range [][3]float64{{0, 0, 0}, {.5, .5, .5}, {.25, .75, .75}, {.75, .25, .25}, {.125, .625, .375}, {.625, .125, .875}, {.375, .375, .625}, {.875, .875, .125}} {
		for d, x := range want {
			if got := float64(Sobol(uint32(index), d)) / (1 << 32); got != x {
				t.Errorf("coordinate %d of point %d is %g, want %g", d, index, got, x)
			}
		}
	}
}

// Of 2^m points every cell of width 2^-m holds one, in each coordinate; scrambling keeps that.
func TestNetsAreStratified(t *testing.T) {
	const n = MostNet
	x := make([]float64, n)
	for d := range SobolDimensions {
		NewStream(5, Bound).Net(77, 3, d, x)
		var seen [n]bool
		for _, v := range x {
			seen[int(v*n)] = true
		}
		for k, yes := range seen {
			if !yes {
				t.Fatalf("coordinate %d: nothing in cell %d", d, k)
			}
		}
	}
}

// Means over nets are unbiased, over many paths: of an indicator, a square, and a product of two coordinates. Each limit fails by
// luck once in two million.
func TestNetsAreUnbiased(t *testing.T) {
	const paths, n = 1 << 14, 8
	s := NewStream(3, Bound)
	for name, c := range map[string]struct {
		f    func(a, b float64) float64
		want float64
	}{
		"indicator": {func(a, _ float64) float64 { return math.Floor(a + .3) }, .3},
		"square":    {func(a, _ float64) float64 { return a * a }, 1. / 3},
		"product":   {func(a, b float64) float64 { return a * b }, .25},
		"beyond":    {func(_, b float64) float64 { return math.Sqrt(b) }, 2. / 3},
	} {
		second := 1
		if name == "beyond" {
			second = SobolDimensions
		}
		var sum, square float64
		a, b := make([]float64, n), make([]float64, n)
		for path := range uint64(paths) {
			s.Net(path, 1, 0, a)
			s.Net(path, 1, second, b)
			mean := 0.0
			for i := range a {
				mean += c.f(a[i], b[i]) / n
			}
			sum, square = sum+mean, square+mean*mean
		}
		mean := sum / paths
		if e := math.Sqrt((square/paths - mean*mean) / paths); math.Abs(mean-c.want) > 5*e {
			t.Errorf("%s: mean %.8g, want %.8g ± %.2g", name, mean, c.want, e)
		}
	}
}

func BenchmarkNet(b *testing.B) {
	x := make([]float64, 16)
	s := NewStream(1, Bound)
	for i := 0; b.Loop(); i++ {
		s.Net(uint64(i), 1, 2, x)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/16, "ns/number")
}
