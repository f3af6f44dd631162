package valuation

import "ips2/model"

// Figures turns expectations into a valuation, for tests that run the engines themselves.
func Figures(p *model.Problem, e *model.Expectations, method string) *Valuation {
	v := converter{p, 0.95, method}.valuation(e)
	v.price(p)
	return v
}
