package tree

import (
	"fmt"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

// pairSum is two correlated normal factors whose sum has mean 20 and this standard deviation.
func pairSum() (demand.System, float64) {
	rho := 0.5
	return demand.System{
		Factors: []demand.Factor{
			{Name: "x", Process: demand.NewOU(10, 10, 0, 2, 1, false, always(1))},
			{Name: "y", Process: demand.NewOU(10, 10, 0, 1, 1, false, always(1))},
		},
		Mix: [][]float64{{1, 0}, {rho, math.Sqrt(1 - rho*rho)}},
	}, math.Sqrt(4 + 1 + 2*rho*2)
}

// Kinks and jumps of what an option pays, where the option begins to pay and where it is open, in closed form: the sum of two factors
// is normal, and so is one factor. Wherever the places lie between the nodes, value and probability are good to 1e-5, and the estimated
// error covers the true one. Only a kink in the very place of a guard is worse, since shares of nodes are multiplied there, and so
// irregular that the estimate may miss it.
func TestCuts(t *testing.T) {
	system, sd := pairSum()
	one := demand.System{Factors: []demand.Factor{{Name: "s", Process: demand.NewOU(20, 20, 0, sd, 1, false, always(1))}}}
	for k := 21.03; k < 22; k += 0.173 {
		d := (20 - k) / sd
		tail, part := normal(d), sd*math.Exp(-d*d/2)/math.Sqrt(2*math.Pi) // P(s > k), E[(s - 20); s > k]
		for _, c := range []struct {
			name, gain, when         string
			value, chance, tolerance float64
		}{
			{"a call", "max(s - K, 0)", "", (20-k)*tail + part, tail, 1e-5},
			{"a call that costs something", "max(s - K, 0) - 1", "", -1, -1, 1e-5},
			{"a jump at which it pays", "s > K ? s : -1", "", 20*tail + part, tail, 1e-5},
			{"a jump while it pays", "s > K ? s + 30 : 30", "", 30 + 20*tail + part, 1, 1e-5},
			{"a kink while it pays", "max(s, K)", "", k + (20-k)*tail + part, 1, 1e-5},
			{"a guard", "s", "s > K", 20*tail + part, tail, 1e-5},
			{"a kink and a guard in the same place", "max(s - K, 0) + 1", "s > K", (20-k)*tail + part + tail, tail, 2e-4},
			{"a distance", "aBS(s - K) + 1", "", 1 + 2*((20-k)*tail+part) - (20 - k), 1, 1e-5},
		} {
			if c.chance < 0 {
				d := (20 - k - 1) / sd
				c.chance = normal(d)
				c.value = (20-k-1)*c.chance + sd*math.Exp(-d*d/2)/math.Sqrt(2*math.Pi)
			}
			for axes, factors := range map[string]demand.System{"one axis": one, "two axes": system} {
				b := newBench(t, 1, 1, 0)
				b.Factors = factors
				b.characteristic("option", model.Customer, []int{0}, "held", "exercised")
				s := "s"
				if axes == "two axes" {
					s = "(x + y)"
				}
				change := b.change(0, 0, 1, 1)
				change.Gain = b.amount("gain", insert(c.gain, s, k))
				if c.when != "" {
					change.When = b.truth(insert(c.when, s, k))
				}
				e := b.expect(Options{})
				name := fmt.Sprintf("%s, %s, K=%.3f", c.name, axes, k)
				off := math.Abs(e.CustomerValue.Mean - c.value)
				if off > c.tolerance*math.Abs(c.value) || off > e.GridError.CustomerValue+1e-8 && c.tolerance < 1e-4 {
					t.Errorf("%s: value off by %.2g of %.4g, estimated %.2g", name, off, c.value, e.GridError.CustomerValue)
				}
				near(t, name+": probability", e.Switches[0].Probability.Mean, c.chance, c.tolerance)
				addsUp(t, b.Problem, e, 0)
			}
		}
	}
}

// insert puts the factor and the strike into a formula.
func insert(formula, s string, strike float64) string {
	out := ""
	for _, r := range formula {
		switch r {
		case 's':
			out += s
		case 'B', 'S':
			out += string(r + 32)
		case 'K':
			out += fmt.Sprint(strike)
		default:
			out += string(r)
		}
	}
	return out
}

// The supplier's side in closed form: direct cost with a kink, what a change costs it, and the fee; each with an estimate that covers the
// true error.
func TestGridErrorsOfBothParties(t *testing.T) {
	system, sd := pairSum()
	above := func(k float64) (tail, call float64) {
		d := (20 - k) / sd
		tail = normal(d)
		return tail, (20-k)*tail + sd*math.Exp(-d*d/2)/math.Sqrt(2*math.Pi)
	}
	for k := 19.2; k < 22; k += 0.41 {
		b := newBench(t, 1, 1, 0)
		b.Factors = system
		b.characteristic("option", model.Customer, []int{0}, "held", "exercised")
		c := b.change(0, 0, 1, 1)
		c.Gain, c.Fee, c.Cost.Fixed = b.amount("gain", insert("s - K", "x + y", k)), b.amount("fee", "0.5"), b.amount("fixed", "5")
		b.Supply = &model.Supply{Direct: []model.Amount{b.amount("direct", insert("10 + max(s - K, 0)", "x + y", k))}}
		e := b.expect(Options{})
		tail, value := above(k + 0.5)
		_, call := above(k)
		floor := 10 + call + 4.5*tail
		for _, f := range []struct {
			name              string
			got, want, within float64
		}{
			{"value to the customer", e.CustomerValue.Mean, value, e.GridError.CustomerValue},
			{"floor", e.Floor.Mean, floor, e.GridError.Floor},
			{"corridor", e.Margin.Mean, value - floor, e.GridError.Margin},
			{"cost of changes to the customer", e.SwitchCustomer.Mean, 0.5 * tail, e.GridError.SwitchCustomer},
			{"cost of changes to the supplier", e.SwitchSupplier.Mean, 5 * tail, e.GridError.SwitchSupplier},
		} {
			if off := math.Abs(f.got - f.want); off > 1e-5*math.Abs(f.want) || off > f.within+1e-9 {
				t.Errorf("K=%.2f, %s: off by %.2g of %.4g, estimated %.2g", k, f.name, off, f.want, f.within)
			}
		}
	}
}
