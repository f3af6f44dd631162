package valuation

import "ips2/model"

// Figures turns expectations into a valuation, for tests that run the engines themselves.
func Figures(p *model.Problem, e *model.Expectations, method string) *Valuation {
	v := converter{p, 0.95, method}.valuation(e)
	v.price(p)
	return v
}

// Interval is that of a mean, for tests of its coverage.
func Interval(mean, stdError float64, n int64, skewness float64) Figure {
	return figure(model.Estimate{Mean: mean, StdError: stdError, N: n}, .95, "simulated").skewed(skewness)
}

// Advise is the advice on a bracket.
func Advise(p *model.Problem, f Forecast, v *Valuation) string {
	return (&run{problem: p, result: &Result{Forecast: f}}).advise(v)
}
