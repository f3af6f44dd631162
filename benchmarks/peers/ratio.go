package main

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// spread is what the runs of one program tell about its estimates.
type spread struct {
	bias, biasError float64 // of the mean over seeds
	variance        float64 // of one run, over seeds
	meanSquare      float64 // of one run's error: variance and bias
	stated          float64 // mean of the squared standard errors that the program states; 0: none
}

// spreadOf holds a program's values against the one known. The squared error of the mean contains the variance of the mean, which is
// taken off to give the bias its due: E[mean²] = bias² + variance/n.
func spreadOf(runs []ran, value float64) spread {
	var values []float64
	var s spread
	for _, r := range runs {
		values = append(values, r.value)
		s.stated += r.stdError * r.stdError / float64(len(runs))
	}
	mean, variance := stat.MeanVariance(values, nil)
	n := float64(len(runs))
	s.bias, s.biasError, s.variance = mean-value, math.Sqrt(variance/n), variance
	s.meanSquare = variance + max(s.bias*s.bias-variance/n, 0)
	return s
}

// timeTo is the seconds to a root mean square error, from those of one run: more paths divide the variance, and leave the bias.
func (s spread) timeTo(target, seconds float64) float64 {
	left := target*target - (s.meanSquare - s.variance)
	if left <= 0 {
		return math.Inf(1)
	}
	return seconds * s.variance / left
}

// ratios are a peer's figures over ours.
type ratios struct {
	seconds, processor, variance, work, workBiased, toTarget float64
}

// compare takes the time's ratio round by round, and then the median, so that what else the machine does cancels.
func compare(peer, ours []ran, p problem) ratios {
	a, b := spreadOf(peer, p.value), spreadOf(ours, p.value)
	r := ratios{variance: a.variance / b.variance}
	r.seconds = medianRatio(peer, ours, func(x ran) float64 { return x.seconds })
	r.processor = medianRatio(peer, ours, func(x ran) float64 { return x.processor })
	r.work = r.seconds * r.variance
	r.workBiased = r.seconds * a.meanSquare / b.meanSquare
	r.toTarget = a.timeTo(p.target, r.seconds) / b.timeTo(p.target, 1)
	return r
}

func medianRatio(a, b []ran, of func(ran) float64) float64 {
	var all []float64
	for k := range a {
		all = append(all, of(a[k])/of(b[k]))
	}
	slices.Sort(all)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}

// within is the factor that a ratio of two variances over n seeds is off by, up or down, with 95 % confidence (F distribution).
func within(n int) float64 {
	d := float64(n - 1)
	return distuv.F{D1: d, D2: d}.Quantile(0.975)
}
