package valuation

import (
	"context"

	"ips2/tree"
)

// sharper keeps the exact result unless its own estimate calls it coarse and a simulation that fits the budget too is nearer: what counts
// is the error that a method can reach. Both errors are functions of the file and the options, not of the machine.
func (r *run) sharper(ctx context.Context) error {
	exact := r.result.Exact
	r.result.Method = string(Exact)
	floor := 0.0
	if exact.PriceFloor != nil {
		floor = exact.PriceFloor.Value
	}
	off, coarse := tree.Coarse(exact.GridError, exact.CustomerValue.Value, floor)
	if !coarse || r.ledger == nil || r.result.Forecast.SimSeconds > r.options.Budget.Seconds() {
		return nil
	}
	if err := r.simulate(ctx, nil); err != nil {
		r.warn("the grid is coarse, but it cannot be compared with a simulation: %v", err)
		return nil
	}
	width := r.result.Simulated.halfWidth()
	if width > off {
		r.warn("auto took the exact method: its grid may be off by %.2g, a simulation by %.2g", off, width)
		r.result.Simulated = nil
		return nil
	}
	r.warn("auto took the simulation: it may be off by %.2g, the exact method's grid by %.2g", width, off)
	r.result.Method, r.result.Exact = string(Simulate), nil
	return nil
}

// halfWidth is that of the widest interval among the value to the customer and the corridor.
func (v *Valuation) halfWidth() float64 {
	width := (v.CustomerValue.Upper - v.CustomerValue.Lower) / 2
	if v.Corridor != nil {
		width = max(width, (v.Corridor.Upper-v.Corridor.Lower)/2)
	}
	return width
}
