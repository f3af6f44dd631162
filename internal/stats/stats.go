// Package stats adds up what a simulation observes, so that the result depends on the observations and their order alone.
//
//  1. Tally is the count, mean and sum of squared deviations of a figure; Column makes one of a column in two passes.
//  2. Merge joins tallies of separate observations (T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating formulae and a pairwise
//     algorithm for computing sample variances", COMPSTAT 1982). Blocks merged in their order give the same bytes for any number
//     of workers.
//  3. Pad adds observations of zero, for figures that most paths do not touch.
//  4. Skewness tells how lopsided a column is.
//  5. Sum is a sum of fixed order: four running sums, so that it is quick, added up in one way only, so that it is reproducible.
package stats

import "math"

// Tally is what a mean and its standard error need. The zero Tally has no observations.
type Tally struct {
	N    int64
	Mean float64
	M2   float64 // sum of squared deviations from Mean
}

// Sum adds x in a fixed order.
func Sum(x []float64) float64 {
	var a, b, c, d float64
	for ; len(x) >= 4; x = x[4:] {
		a += x[0]
		b += x[1]
		c += x[2]
		d += x[3]
	}
	for _, v := range x {
		a += v
	}
	return (a + b) + (c + d)
}

// Column tallies a column.
func Column(x []float64) Tally {
	if len(x) == 0 {
		return Tally{}
	}
	if certain(x) { // a certain amount has no error, not even one of rounding
		return Tally{int64(len(x)), x[0], 0}
	}
	mean := Sum(x) / float64(len(x))
	var a, b float64
	i := 0
	for ; i+2 <= len(x); i += 2 {
		u, v := x[i]-mean, x[i+1]-mean
		a += float64(u * u)
		b += float64(v * v)
	}
	if i < len(x) {
		u := x[i] - mean
		a += float64(u * u)
	}
	return Tally{int64(len(x)), mean, a + b}
}

func certain(x []float64) bool {
	for _, v := range x {
		if v != x[0] {
			return false
		}
	}
	return true
}

// Merge adds the observations of o.
func (t *Tally) Merge(o Tally) {
	if o.N == 0 {
		return
	}
	if t.N == 0 {
		*t = o
		return
	}
	n := t.N + o.N
	share := float64(o.N) / float64(n)
	d := o.Mean - t.Mean
	t.Mean += float64(d * share)
	t.M2 += o.M2 + float64(float64(d*d)*(float64(t.N)*share))
	t.N = n
}

// Pad gives the tally with observations of zero added until there are n.
func (t Tally) Pad(n int64) Tally {
	t.Merge(Tally{N: n - t.N})
	return t
}

// Count is the tally of n observations of which k are one and the others zero.
func Count(k, n int64) Tally {
	if n == 0 {
		return Tally{}
	}
	p := float64(k) / float64(n)
	return Tally{n, p, float64(k) * (1 - p)}
}

// Variance is the sample variance, infinite with fewer than two observations.
func (t Tally) Variance() float64 {
	if t.N < 2 {
		return math.Inf(1)
	}
	return t.M2 / float64(t.N-1)
}

// StdError is the standard error of the mean, infinite with fewer than two observations.
func (t Tally) StdError() float64 {
	return math.Sqrt(t.Variance() / float64(t.N))
}

// Skewness is the mean cubed deviation from the mean, in standard deviations; 0 where nothing deviates.
func Skewness(x []float64) float64 {
	t := Column(x)
	sum := 0.0
	for _, v := range x {
		d := v - t.Mean
		sum += float64(float64(d*d) * d)
	}
	if t.M2 == 0 {
		return 0
	}
	n := float64(len(x))
	return sum / n / (t.M2 / n * math.Sqrt(t.M2/n))
}
