package tree

import (
	"fmt"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

// normal is the standard normal distribution function.
func normal(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

// A change that pays x - 80 always, but is open only above 105 in the one period that there is: its value is a partial expectation
// with a jump of 25 at the guard, in closed form. At the nodes alone the jump would be placed to within half a node.
func TestGuardOnAGrid(t *testing.T) {
	for _, volatility := range []float64{0.1, 0.2, 0.35} {
		b := stopping(t, 1, 1, 0, "x - 80", demand.Factor{Name: "x", Process: demand.NewGBM(100, 0, volatility, 1, always(1))})
		b.Changes[0].When = b.truth("x > 105")
		e := b.expect(Options{})
		d := (math.Log(100.0/105) - volatility*volatility/2) / volatility
		near(t, "probability", e.Switches[0].Probability.Mean, normal(d), 2e-4)
		near(t, "value", e.CustomerValue.Mean, 100*normal(d+volatility)-80*normal(d), 6e-3)
		addsUp(t, b.Problem, e, 0)
	}
}

// The same on the sum of two correlated factors, which is normal too: the boundary runs across both axes.
func TestGuardAcrossTwoAxes(t *testing.T) {
	rho := 0.5
	b := newBench(t, 1, 1, 0)
	b.Factors = demand.System{
		Factors: []demand.Factor{
			{Name: "x", Process: demand.NewOU(10, 10, 0, 2, 1, false, always(1))},
			{Name: "y", Process: demand.NewOU(10, 10, 0, 1, 1, false, always(1))},
		},
		Mix: [][]float64{{1, 0}, {rho, math.Sqrt(1 - rho*rho)}},
	}
	b.characteristic("option", model.Customer, []int{0}, "held", "exercised")
	c := b.change(0, 0, 1, 1)
	c.Gain, c.When = b.amount("gain", "x + y"), b.truth("x + y > 21.3")
	sd := math.Sqrt(4 + 1 + 2*rho*2)
	d := (20 - 21.3) / sd
	want := 20*normal(d) + sd*math.Exp(-d*d/2)/math.Sqrt(2*math.Pi)
	for _, r := range []float64{4, 6, 8} {
		e := b.expect(Options{Resolution: r})
		near(t, fmt.Sprintf("probability, R=%g", r), e.Switches[0].Probability.Mean, normal(d), 2e-4)
		near(t, fmt.Sprintf("value, R=%g", r), e.CustomerValue.Mean, want, 4e-3)
		addsUp(t, b.Problem, e, 0)
	}
}
