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
