package tree

import (
	"context"
	"fmt"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

func (b bench) expect(o Options) *model.Expectations {
	b.Helper()
	s := b.solve(o)
	e, err := Expect(context.Background(), s)
	if err != nil {
		b.Fatal(err)
	}
	return e
}

// addsUp checks that the figures of the periods, discounted, are the value of the rollback: two independent ways to one number.
func addsUp(t testing.TB, p *model.Problem, e *model.Expectations, entry float64) {
	t.Helper()
	sum := -entry
	for _, f := range e.Periods {
		sum += p.Discount(model.Customer, f.Period) * (f.Revenue.Mean - f.Expense.Mean - f.Fees.Mean)
		sum -= p.SwitchDiscount(model.Customer, f.Period) * f.Switching.Mean
		shares := 0.0
		for _, s := range f.Shares {
			shares += s.Probability.Mean
		}
		near(t, fmt.Sprintf("shares of period %d", f.Period), shares, 1, 1e-12)
	}
	near(t, "sum of the periods", sum, e.CustomerValue.Mean, 1e-11*(1+math.Abs(sum)))
}

func TestExpectFixtureA(t *testing.T) {
	b := fixtureA(t, "60")
	e := b.expect(Options{})
	addsUp(t, b.Problem, e, 0)
	near(t, "value", e.CustomerValue.Mean, 471.449191, 5e-7)
	near(t, "rigid", e.Rigid.Mean, 435.526070, 5e-7)
	near(t, "rigid low", e.Starts[0].Rigid.Mean, 435.526070, 5e-7)
	near(t, "rigid high", e.Starts[1].Rigid.Mean, 433.723056, 5e-7)
	near(t, "flexible high", e.Starts[1].Value.Mean, 433.723056, 5e-7)
	near(t, "flexibility", e.Flexibility.Mean, 471.449191-435.526070, 1e-6)
	near(t, "switching", e.SwitchCustomer.Mean, 0.4*60*math.Pow(1.1, -4), 1e-12)
	for _, s := range e.Switches {
		want := 0.0
		if s.Change == 0 && s.Period == 4 {
			want = 0.4
		}
		near(t, "probability", s.Probability.Mean, want, 1e-15)
	}
	near(t, "share of high in period 5", e.Periods[4].Shares[1].Probability.Mean, 0.4, 1e-15)
	near(t, "revenue in period 6", e.Periods[5].Revenue.Mean, 0.6*100+0.4*170, 1e-12)
	near(t, "mean of the factor", e.Periods[5].Factors[0].Mean, 0.4, 1e-15)
}

// The figures of a grid add up to its value to rounding, mixtures and all, and the probability that the put is exercised by a
// date can only rise.
func TestExpectPut(t *testing.T) {
	b := put(t, 36, 0.2, 1)
	e := b.expect(Options{})
	addsUp(t, b.Problem, e, 0)
	near(t, "mean of the price", e.Periods[49].Factors[0].Mean, 36*math.Exp(0.06), 1e-8)
	held := 1.0
	for _, s := range e.Switches {
		held -= s.Probability.Mean
		near(t, "share still held", share(e, s.Period, "option=held"), held, 1e-10)
	}
	near(t, "rigid", e.Rigid.Mean, 0, 0)
}

func share(e *model.Expectations, period int, label string) float64 {
	for _, s := range e.Periods[period-1].Shares {
		if s.Label == label {
			return s.Probability.Mean
		}
	}
	return 0
}

// Two correlated factors, three levels, dwell and fees: the same identity on a two-dimensional grid.
func TestExpectTwoFactors(t *testing.T) {
	b := twoFactors(t)
	e := b.expect(Options{Resolution: 3})
	addsUp(t, b.Problem, e, 0)
}

func twoFactors(t testing.TB) bench {
	n := 6
	b := newBench(t, n, 1, 0.09)
	b.Factors = pair(always(n), always(n))
	b.characteristic("level", model.Customer, []int{0, 1}, "basic", "extended", "full")
	b.Revenue = b.amount("revenue", `3 * min(x, level == "basic" ? 9 : (level == "extended" ? 12 : 16))`)
	b.Expense = b.amount("expense", `y * (level == "basic" ? 3 : (level == "extended" ? 7 : 12))`)
	for from := range 3 {
		for to := range 3 {
			if from != to {
				c := b.change(0, from, to, through(2, n)...)
				c.Outside, c.Dwell, c.Fee = b.amount("outside", "2"), 2, b.amount("fee", "0.1 * x")
			}
		}
	}
	return b
}

// A chain with a normal factor beside it, entry, residual, a guard and switching paid at the start.
func TestExpectMixed(t *testing.T) {
	n := 6
	b := newBench(t, n, 0.5, 0.10)
	b.PaidAtStart = true
	b.factor("state", jump(n))
	b.factor("x", demand.NewOU(1, 1.2, 0.5, 0.3, 0.5, true, always(n)))
	b.characteristic("level", model.Customer, []int{0, 1}, "low", "high")
	b.Characteristics[0].Entry = b.amount("entry", "3")
	b.Revenue = b.amount("revenue", `level == "low" ? 10 : 8 * x + 3 * state`)
	b.Residual = b.amount("residual", "x")
	c := b.change(0, 0, 1, through(1, n)...)
	c.When, c.Outside = b.truth("state > 0 or x > 1.3"), b.amount("outside", "1 + x")
	e := b.expect(Options{Resolution: 8})
	addsUp(t, b.Problem, e, 3)
}
