package stats

import (
	"math"
	"testing"
)

// Tallies of one million plus 1..n: mean (n+1)/2, squared deviations n(n²-1)/12. The naive sum of squares loses them.
func TestMergeIsExact(t *testing.T) {
	const n, far = 1000, 1e9
	x := make([]float64, n)
	for i := range x {
		x[i] = far + float64(i+1)
	}
	var parts Tally
	for from := 0; from < n; from += 64 {
		parts.Merge(Column(x[from:min(from+64, n)]))
	}
	for _, got := range []Tally{Column(x), parts} {
		if want := far + (n+1)/2.; got.N != n || math.Abs(got.Mean-want) > 1e-6 {
			t.Errorf("mean %.9f of %d, want %.9f of %d", got.Mean, got.N, want, n)
		}
		if want := n * (n*n - 1.) / 12; math.Abs(got.M2/want-1) > 1e-9 {
			t.Errorf("squared deviations %g, want %g", got.M2, want)
		}
	}
}

func TestPadAndCount(t *testing.T) {
	got, want := Column([]float64{3, 5}).Pad(6), Column([]float64{3, 5, 0, 0, 0, 0})
	if got.N != want.N || math.Abs(got.Mean-want.Mean) > 1e-15 || math.Abs(got.M2-want.M2) > 1e-13 {
		t.Errorf("padded %+v, want %+v", got, want)
	}
	got, want = Count(2, 5), Column([]float64{1, 0, 1, 0, 0})
	if got.N != want.N || math.Abs(got.Mean-want.Mean) > 1e-15 || math.Abs(got.M2-want.M2) > 1e-15 {
		t.Errorf("counted %+v, want %+v", got, want)
	}
}

func TestCertainAmountHasNoError(t *testing.T) {
	var tally Tally
	for range 7 {
		tally.Merge(Column([]float64{0.1, 0.1, 0.1}))
	}
	if tally.Mean != 0.1 || tally.StdError() != 0 {
		t.Errorf("mean %g, standard error %g, want 0.1 and 0", tally.Mean, tally.StdError())
	}
}

// Of n observations one is 1: the skewness of a Bernoulli law is (1-2p)/√(p(1-p)).
func TestSkewness(t *testing.T) {
	x := make([]float64, 10)
	x[3] = 1
	if got, want := Skewness(x), .8/math.Sqrt(.09); math.Abs(got-want) > 1e-14*want {
		t.Errorf("skewness %.15g, want %.15g", got, want)
	}
	if got := Skewness([]float64{2, 2, 2}); got != 0 {
		t.Errorf("skewness %g of what does not vary", got)
	}
}
