package tree

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"ips2/model/demand"
)

// jumping is a law of the logarithm with its jumps: whole at the end of a period, or decayed.
type jumping struct {
	*demand.Linear
	rate float64
	size demand.Size
}

// grown is E exp(theta·state) after n periods: what came k periods ago counts phi^k.
func (l jumping) grown(n int, theta float64) float64 {
	exponent, scale := 0.0, theta
	phi, drift, sigma := l.Law(1)
	for range n {
		exponent += scale*drift + scale*scale*sigma*sigma/2 + l.rate*(l.Jumps(1).Size.Moment(scale)-1)
		scale *= phi
	}
	return math.Exp(exponent + scale*l.Start())
}

// widely draws a law with jumps as wide as may be.
func widely(r *rand.Rand, name string, n int) jumping {
	moves, dt := always(n), []float64{1. / 12, 0.25, 1}[r.IntN(3)]
	volatility, mean := 0.05+0.6*r.Float64(), 0.1+0.65*r.Float64()
	l := jumping{rate: []float64{0.1, 0.5, 3}[r.IntN(3)] * dt}
	switch r.IntN(3) {
	case 0:
		l.size = demand.ExponentialSize{Share: 1, Up: mean}
	case 1:
		l.size = demand.ExponentialSize{Share: 0.4, Up: mean, Down: 0.1 + r.Float64()}
	case 2:
		l.size = demand.NormalSize{Mu: 0.5 - r.Float64(), Sd: mean}
	}
	switch name {
	case "gbm":
		l.Linear = demand.NewGBM(2, 0.03, volatility, dt, moves)
	case "ou":
		l.Linear = demand.NewOU(2, 1.5, 3*r.Float64(), volatility, dt, true, moves)
	case "ar1":
		l.Linear = demand.NewAR1(2, 0.1, 0.9*r.Float64(), volatility*math.Sqrt(dt), true, moves)
	}
	l.Linear = l.Jumping(&demand.Jumps{Rate: l.rate, Size: l.size})
	return l
}

// The expected value of a factor whose logarithm jumps widely: right, and the estimated error holds. The weights of rare jumps are as
// right, to their own last digits, as those of common ones.
func TestWideJumps(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 4))
	for range 12 {
		for _, name := range []string{"gbm", "ou", "ar1"} {
			n := 1 + r.IntN(5)
			l := widely(r, name, n)
			b := newBench(t, n, 1, 0)
			b.factor("x", l.Linear)
			b.Revenue = b.amount("revenue", fmt.Sprintf("period == %d ? x : 0", n))
			s, want := b.solve(Options{Resolution: 4 + 8*r.Float64()}), l.grown(n, 1)
			off := math.Abs(s.Values[0] - want)
			if off > 1e-8*want || off > s.GridError+2e-10*want {
				t.Errorf("%s, %v, rate %g, %d periods: %.12g, want %.12g: off by %.2g, estimated %.2g", name, l.size, l.rate, n, s.Values[0], want, off, s.GridError)
			}
		}
	}
}

// Higher powers weigh what is rarer still.
func TestWideJumpsSquared(t *testing.T) {
	jumps := &demand.Jumps{Rate: 0.5, Size: demand.ExponentialSize{Share: 1, Up: 0.2}}
	l := jumping{demand.NewGBM(1, 0, 0.2, 1, always(3)).Jumping(jumps), jumps.Rate, jumps.Size}
	lattice := lay(t, demand.System{Factors: []demand.Factor{{Name: "x", Process: l.Linear}}}, 3, 8)
	for _, power := range []float64{-2, 1.5, 2} {
		want := l.grown(3, power)
		near(t, fmt.Sprintf("power %g", power), moment(t, lattice, 3, func(x []float64) float64 { return math.Pow(x[0], power) }), want, 1e-7*want)
	}
}

// High volatility without jumps: the mean comes from above the middle of the grid.
func TestHighVolatility(t *testing.T) {
	for _, volatility := range []float64{0.3, 0.7, 1, 1.9, 2.9} {
		for _, n := range []int{1, 6} {
			b := newBench(t, n, 1, 0)
			b.factor("x", demand.NewGBM(1, 0, volatility, 1, always(n)))
			b.Revenue = b.amount("revenue", fmt.Sprintf("period == %d ? x : 0", n))
			s := b.solve(Options{})
			near(t, fmt.Sprintf("volatility %g, %d periods", volatility, n), s.Values[0], 1, s.GridError+1e-9)
		}
	}
}

// What no grid can integrate is refused.
func TestTooWild(t *testing.T) {
	for name, p := range map[string]*demand.Linear{
		"volatility": demand.NewGBM(1, 0, 22, 1, always(3)),
		"jumps":      demand.NewGBM(1, 0, 0.2, 1, always(3)).Jumping(&demand.Jumps{Rate: 0.5, Size: demand.ExponentialSize{Share: 1, Up: 0.99}}),
	} {
		b := newBench(t, 3, 1, 0)
		b.factor("x", p)
		b.Revenue = b.amount("revenue", "x")
		var never *Unsolvable
		if _, err := Solve(context.Background(), b.ledger(), Options{}); !errors.As(err, &never) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
