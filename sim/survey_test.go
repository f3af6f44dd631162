package sim

import (
	"math"
	"testing"

	"ips2/internal/random"
	"ips2/internal/stats"
)

// A figure made of two martingales and noise: the equations must find what it is made of, leave out a martingale that is the sum of the
// others, and one that is not followed.
func TestSurvey(t *testing.T) {
	const n = 1 << 12
	columns := make([][]float64, 5)
	for k := range columns {
		columns[k] = make([]float64, n)
		random.NewStream(1, random.Pilot).Normals(0, 1, k, columns[k])
	}
	a, b, sum, idle, figure := columns[0], columns[1], columns[2], columns[3], columns[4]
	for i := range n {
		sum[i] = a[i] + b[i]
		figure[i] = 7 + 3*a[i] - 2*b[i] + idle[i] + 0.1*figure[i]
	}
	h := newSheet(&layout{figures: 1, martingales: 4})
	h.n = n
	h.add(0, figure)
	for k := range 4 {
		for i, v := range columns[k] {
			h.cross[k][0] += v * figure[i]
		}
	}
	v := newSurvey(h, columns[:4], 7)
	all, some := []bool{true, true, true, true}, []bool{true, true, true, false}
	if got := v.equations(all).solve(v.cross[0]); got[2] != 0 || math.Abs(got[0]-3) > .01 || math.Abs(got[1]+2) > .01 || math.Abs(got[3]-1) > .01 {
		t.Errorf("coefficients %v, want 3, -2, 0, 1", got)
	}
	if got := v.equations(some).solve(v.cross[0]); got[3] != 0 {
		t.Errorf("coefficients %v of what is not followed", got)
	}
	// 9 + 4 + 1 + 0.01 against 0.01, and against 1.01: five standard deviations of a ratio of sample variances.
	z := 5 * math.Sqrt(4./n)
	for _, c := range []struct {
		followed []bool
		want     float64
	}{{all, 1401}, {some, 14.01 / 1.01}} {
		if got := v.gain(0, c.followed); math.Abs(got/c.want-1) > z {
			t.Errorf("variance divided by %g, want %g", got, c.want)
		}
	}
	// What is left is what the residuals of a regression have.
	beta := v.equations(all).solve(v.cross[0])
	left := make([]float64, n)
	for i := range left {
		left[i] = figure[i] - beta[0]*a[i] - beta[1]*b[i] - beta[3]*idle[i]
	}
	if got, want := v.gain(0, all), stats.Column(figure).Variance()/stats.Column(left).Variance(); math.Abs(got/want-1) > 1e-9 {
		t.Errorf("variance divided by %.12g, that of the residuals by %.12g", got, want)
	}
	// A martingale of rounding alone explains nothing.
	if got := newSurvey(h, columns[:4], 1e13).gain(0, all); got != 1 {
		t.Errorf("variance divided by %g by what is rounding", got)
	}
}
