package tree

import (
	"math"
	"testing"
	"time"

	"ips2/model"
	"ips2/model/demand"
)

// minimum is a call on the minimum of three assets.
func minimum(t testing.TB) bench {
	b := newBench(t, 1, 1, math.Exp(0.1)-1)
	for _, name := range []string{"x", "y", "z"} {
		b.factor(name, demand.NewGBM(100, 0.1, 0.2, 1, always(1)))
	}
	half, third := math.Sqrt(0.75), 0.25/math.Sqrt(0.75)
	b.Factors.Mix = [][]float64{{1, 0, 0}, {0.5, half, 0}, {0.5, third, math.Sqrt(1 - 0.25 - third*third)}}
	b.characteristic("option", model.Customer, []int{0}, "held", "used")
	b.change(0, 0, 1, 1).Gain = b.amount("gain", "max(min(x, y, z) - 100, 0)")
	return b
}

// A larger budget buys a finer grid, and with it a smaller error, stated and true (P. Boyle, J. Evnine, S. Gibbs, 1989: 5.248681).
func TestBudgetBuysAFinerGrid(t *testing.T) {
	const right = 5.248681
	b, last := minimum(t), math.Inf(1)
	for _, budget := range []time.Duration{0, time.Minute, 3 * time.Minute} {
		f, err := Plan(b.ledger(), Options{Budget: budget})
		if err != nil {
			t.Fatal(err)
		}
		if finer := f.Resolution > resolutions[3]; finer != (budget > included) {
			t.Errorf("budget %v: %g nodes per standard deviation", budget, f.Resolution)
		}
		if budget == 0 {
			continue
		}
		s := b.solve(Options{Budget: budget})
		off := math.Abs(s.Values[0] - right)
		t.Logf("%v: %g nodes, %.6f, off by %.2g, estimated %.2g", budget, f.Resolution, s.Values[0], off, s.GridError)
		if off > s.GridError || off > last/2 {
			t.Errorf("budget %v: off by %.2g, estimated %.2g, before %.2g", budget, off, s.GridError, last)
		}
		last = off
	}
	for _, p := range []bench{pressLine(t), stopping(t, 3, 1, 0, "x - 100", demand.Factor{Name: "x", Process: demand.NewGBM(100, 0, 0.2, 1, always(3))})} {
		f, err := Plan(p.ledger(), Options{Budget: time.Minute})
		if g, more := Plan(p.ledger(), Options{Budget: time.Hour}); err != nil || more != nil || g.Resolution <= f.Resolution {
			t.Errorf("%g nodes, for an hour %g (%v, %v)", f.Resolution, g.Resolution, err, more)
		}
	}
}
