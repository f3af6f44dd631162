//go:build amd64 && !purego

package vector

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// BenchmarkKernels times each kernel in turn with the plain one, and Exp with math.Exp: columns of 512 rows, fresh in every round. It
// keeps the quickest of each, for other programs only ever add; the ratios are how many times longer the plain kernel takes.
func BenchmarkKernels(b *testing.B) {
	wideHere, narrowHere := wide, narrow
	b.Cleanup(func() { wide, narrow = wideHere, narrowHere })
	for _, k := range measured() {
		b.Run(k.name, func(b *testing.B) {
			plain, four, eight, library := time.Hour, time.Hour, time.Hour, time.Hour
			for b.Loop() {
				k.fill()
				wide, narrow = false, false
				plain = min(plain, k.time(k.run))
				narrow = narrowHere
				four = min(four, k.time(k.run))
				wide = wideHere
				eight = min(eight, k.time(k.run))
				if k.library != nil {
					library = min(library, k.time(k.library))
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(plain.Nanoseconds())/rows/runs, "plain-ns/row")
			b.ReportMetric(float64(plain)/float64(four), "plain/AVX2")
			b.ReportMetric(float64(plain)/float64(eight), "plain/best")
			if k.library != nil {
				b.ReportMetric(float64(library)/float64(plain), "math/plain")
				b.ReportMetric(float64(library)/float64(eight), "math/best")
			}
		})
	}
}

const rows = 512

type benchmark struct {
	name         string
	fill         func()
	run, library func()
}

// runs is how many runs are timed together: the clock is too coarse for one.
const runs = 8

// time is that of later runs than the first, when the code is in the cache.
func (k *benchmark) time(run func()) time.Duration {
	run()
	begin := time.Now()
	for range runs {
		run()
	}
	return time.Since(begin)
}

func measured() []benchmark {
	r := rand.New(rand.NewPCG(1, 1))
	x, y, to := make([]float64, rows), make([]float64, rows), make([]float64, rows)
	normal := func() {
		for i := range x {
			x[i], y[i] = r.NormFloat64(), r.NormFloat64()
		}
	}
	uniform := func() { Uniforms(x, r.Uint64(), 1, 1) }
	library := func() {
		for i, v := range x {
			to[i] = math.Exp(v)
		}
	}
	number, shifts := make([]uint16, rows), []float64{0, 0.1, -0.1, 0.2}
	four := [][]float64{x, y, x, y}
	steps, weights := nest(rand.New(rand.NewPCG(1, 2)), 5)
	five := [][]float64{x, y, x, y, x}
	_, a := axis(r, 64)
	at, cell := make([]int32, rows), make([]int32, rows)
	p := Places{at, make([]float64, rows)}
	coef := make([]float64, 64*64)
	return []benchmark{
		{"Locate", normal, func() { a.Locate(x, p.At, p.Weight) }, nil},
		{"Interpolate", normal, func() { Interpolate(to, coef, 64, cell, p) }, nil},
		{"Interpolate2", normal, func() { Interpolate2(to, coef, 64*64, 64, cell, p, p) }, nil},
		{"Exp", normal, func() { Exp(to, x) }, library},
		{"Quantiles", uniform, func() { copy(to, x); Quantiles(to) }, nil},
		{"Uniforms", func() {}, func() { Uniforms(to, 0, 1, 1) }, nil},
		{"Linear", normal, func() { copy(to, x); Linear(to, y, 0.9, 0.1, 0.2) }, nil},
		{"Plus", normal, func() { Operate(Plus, to, x, y, nil) }, nil},
		{"Over", normal, func() { Operate(Over, to, x, y, nil) }, nil},
		{"Less", normal, func() { Operate(Less, to, x, y, nil) }, nil},
		{"Choice", normal, func() { Operate(Choice, to, x, y, x) }, nil},
		{"FirstFault", normal, func() { to[0] = float64(FirstFault(x)) }, nil},
		{"AddScaled", normal, func() { AddScaled(to, y, 0.1) }, nil},
		{"Convolve", normal, func() { Convolve(to[:rows-40], y[:41], x) }, nil},
		{"Convolve2", normal, func() { Convolve(to[:rows-1], y[:2], x) }, nil},
		{"Combine", normal, func() { Combine(to[:rows/8], y[:8], x, rows/8) }, nil},
		{"Tilt", normal, func() { to[0] = Tilt(to, x, 1.01) }, nil},
		{"Best", normal, func() { Best(to, number, four, shifts, 0, 1e-12) }, nil},
		{"Dots", normal, func() { Dots(to[:4], x[:rows/4], four, 0) }, nil},
		{"Nested", normal, func() { Nested(to, five, weights, steps) }, nil},
		{"Dot", normal, func() { to[0] = Dot(x, y) }, nil},
	}
}
