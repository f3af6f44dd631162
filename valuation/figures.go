package valuation

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"ips2/model"
)

// figure gives an estimate its two-sided normal interval.
func figure(e model.Estimate, confidence float64, method string) Figure {
	half := 0.0
	if e.StdError > 0 {
		half = distuv.UnitNormal.Quantile((1+confidence)/2) * e.StdError
	}
	return Figure{e.Mean, e.Mean - half, e.Mean + half, confidence, e.StdError, e.N, method}
}

// shift adds a constant to a figure.
func (f Figure) shift(by float64) Figure {
	f.Value, f.Lower, f.Upper = f.Value+by, f.Lower+by, f.Upper+by
	return f
}

// minus is the difference from an independent figure.
func (f Figure) minus(g Figure) Figure {
	if g.StdError == 0 {
		return f.shift(-g.Value)
	}
	v := f.Value - g.Value
	lower, upper := math.Hypot(f.Value-f.Lower, g.Upper-g.Value), math.Hypot(f.Upper-f.Value, g.Value-g.Lower)
	d := Figure{v, v - lower, v + upper, f.Confidence, math.Hypot(f.StdError, g.StdError), g.N, f.Method}
	if f.N > 0 {
		d.N = min(f.N, g.N)
	}
	if f.Method != g.Method {
		d.Method = "mixed"
	}
	return d
}

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
