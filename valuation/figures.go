package valuation

import (
	"math"

	"ips2/internal/random"
	"ips2/internal/vector"
	"ips2/model"
)

// figure gives an estimate its two-sided normal interval.
func figure(e model.Estimate, confidence float64, method string) Figure {
	f := Figure{Value: e.Mean, Confidence: confidence, StdError: e.StdError, N: e.N, Method: method}
	f.Lower, f.Upper = e.Mean-f.noise(), e.Mean+f.noise()
	return f
}

// skewed moves the interval of a mean to where its observations' long tail makes it lie (N. J. Johnson, "Modified t tests and confidence
// intervals for asymmetrical populations", Journal of the American Statistical Association 73 (1978), section 2).
func (f Figure) skewed(skewness float64) Figure {
	if f.StdError == 0 {
		return f
	}
	z := f.noise() / f.StdError
	by := f.StdError * skewness * (1 + float64(2*z*z)) / (6 * math.Sqrt(float64(f.N)))
	f.Lower, f.Upper = f.Lower+by, f.Upper+by
	return f
}

// noise is the half-width of the interval that sampling alone gives.
func (f Figure) noise() float64 { return f.among(1) }

// among is the half-width with which so many independent estimates all keep to one side of their intervals as surely as one does.
func (f Figure) among(several int) float64 {
	if f.StdError == 0 {
		return 0
	}
	return float64(random.Quantile(vector.PowOf((1+f.Confidence)/2, 1/float64(several))) * f.StdError)
}

// doubt is what the interval holds beyond sampling error, to either side: a better policy than the one fitted may be worth more.
func (f Figure) doubt() (below, above float64) {
	return math.Max(0, f.Value-f.Lower-f.noise()), math.Max(0, f.Upper-f.Value-f.noise())
}

// shift adds a constant to a figure.
func (f Figure) shift(by float64) Figure {
	f.Value, f.Lower, f.Upper = f.Value+by, f.Lower+by, f.Upper+by
	return f
}

// minus is the difference from an independent figure. Sampling errors are added as what they are, independent; a doubt in full, for it
// does not average out.
func (f Figure) minus(g Figure) Figure {
	if g.Lower == g.Upper {
		return f.shift(-g.Value)
	}
	v, noise := f.Value-g.Value, vector.HypotOf(f.noise(), g.noise())
	below, above := f.doubt()
	less, more := g.doubt()
	d := Figure{v, v - noise - below - more, v + noise + above + less, f.Confidence, vector.HypotOf(f.StdError, g.StdError), g.N, f.Method}
	if f.N > 0 {
		d.N = min(f.N, g.N)
	}
	if f.Method != g.Method {
		d.Method = "mixed"
	}
	return d
}

// plus is the sum with an independent figure.
func (f Figure) plus(g Figure) Figure { return f.minus(g.less(0)) }

// less is a constant minus a figure.
func (f Figure) less(constant float64) Figure {
	f.Value, f.Lower, f.Upper = constant-f.Value, constant-f.Upper, constant-f.Lower
	return f
}

// z is the difference of a simulated figure from an exact one in standard errors; 0 if both agree to rounding.
func z(exact, simulated Figure) float64 {
	d := simulated.Value - exact.Value
	if math.Abs(d) <= 1e-9*(1+math.Abs(exact.Value)) {
		return 0
	}
	return d / simulated.StdError
}
