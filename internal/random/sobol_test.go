package random

import (
	"fmt"
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

// Of 2^m points every cell of width 2^-m holds one, in each coordinate; scrambling keeps that. In the first two coordinates so does every
// cell of 2^-a by 2^-b with a+b = m: they are a (0, m, 2)-net.
func TestNetsAreStratified(t *testing.T) {
	s := NewStream(5, Bound)
	for name, c := range map[string]struct {
		digits int
		fill   func(d int, x []float64)
	}{
		"net":       {netDigits, func(d int, x []float64) { s.Net(77, 3, d, x) }},
		"small net": {4, func(d int, x []float64) { s.Net(77, 3, d, x) }},
		"points":    {pointDigits, func(d int, x []float64) { s.Points(77, d, x) }},
	} {
		n := 1 << c.digits
		x := wide(SobolDimensions, n)
		for d := range x {
			c.fill(d, x[d])
			cellsHold(t, fmt.Sprintf("%s, coordinate %d", name, d), n, func(i int) int { return int(x[d][i] * float64(n)) })
		}
		for a := range c.digits {
			high, wideCells := float64(int(1)<<a), 1<<(c.digits-a)
			cellsHold(t, fmt.Sprintf("%s, %d digits by %d", name, a, c.digits-a), n, func(i int) int {
				return int(x[0][i]*high)*wideCells + int(x[1][i]*float64(wideCells))
			})
		}
	}
}

func wide(columns, rows int) [][]float64 {
	x := make([][]float64, columns)
	for k := range x {
		x[k] = make([]float64, rows)
	}
	return x
}

func cellsHold(t *testing.T, what string, n int, cell func(i int) int) {
	t.Helper()
	seen := make([]bool, n)
	for i := range n {
		seen[cell(i)] = true
	}
	for k, yes := range seen {
		if !yes {
			t.Fatalf("%s: nothing in cell %d", what, k)
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
