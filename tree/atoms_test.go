package tree

import (
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

// Moments of a factor that only jumps, on the logarithm, with and without reversion, whose jumps decay from the moment when they come.
func TestLatticeJumpsAlone(t *testing.T) {
	const periods, rate = 4, 0.6
	for name, size := range sizes {
		jumps := &demand.Jumps{Rate: rate, Size: size}
		for _, speed := range []float64{0, 0.4} {
			moves := moved(periods, 1, 3, 4)
			p := demand.NewOU(2, 1.5, speed, 0, 1, true, moves).Jumping(jumps)
			l := lay(t, demand.System{Factors: []demand.Factor{{Name: "x", Process: p}}}, periods, 8)
			mean, cumulant, scale := math.Log(2), 0.0, 1.0
			for s := 1; s <= periods; s++ {
				phi, drift, _ := p.Law(s)
				mean = phi*mean + drift
			}
			for s := periods; s >= 1; s-- {
				phi, _, _ := p.Law(s)
				if moves[s] {
					cumulant += rate * (decayed(size, scale, phi) - 1)
				}
				scale *= phi
			}
			want := math.Exp(mean + cumulant)
			near(t, name, moment(t, l, periods, value(0)), want, 1e-8*want)
		}
	}
}

// decayed is E exp(scale*J*phi^U), U uniform on (0, 1), by Simpson's rule.
func decayed(size demand.Size, scale, phi float64) float64 {
	const n = 4000
	sum := 0.0
	for i := range n + 1 {
		weight := []float64{2, 4}[i%2]
		if i == 0 || i == n {
			weight = 1
		}
		sum += weight * size.Moment(scale*math.Pow(phi, float64(i)/n))
	}
	return sum / (3 * n)
}

// A call on a price that moves by jumps alone: a Poisson mixture of Black and Scholes with the jumps' variance (Merton 1976 with no
// volatility), and the intrinsic value where there was no jump. At the money and beside it.
func TestMertonCallWithoutVolatility(t *testing.T) {
	const periods, spot, rate, mu, sd = 5, 100.0, 0.8, -0.1, 0.15
	for _, strike := range []string{"100", "93.7", "120"} {
		b := newBench(t, periods, 0.2, 0)
		b.factor("s", demand.NewGBM(spot, 0, 0, 0.2, always(periods)).Jumping(&demand.Jumps{Rate: rate * 0.2, Size: demand.NormalSize{Mu: mu, Sd: sd}}))
		b.characteristic("option", model.Customer, []int{0}, "held", "used")
		b.change(0, 0, 1, periods).Gain = b.amount("gain", "max(s - "+strike+", 0)")
		k := map[string]float64{"100": 100, "93.7": 93.7, "120": 120}[strike]
		want, weight := 0.0, math.Exp(-rate)
		for n := range 60 {
			forward, v := spot*math.Exp(float64(n)*(mu+sd*sd/2)), sd*math.Sqrt(float64(n))
			if n == 0 {
				want += weight * max(spot-k, 0)
			} else {
				want += weight * (blackPut(forward, k, 0, v, 1) + forward - k)
			}
			weight *= rate / float64(n+1)
		}
		s := b.solve(Options{})
		near(t, "call at "+strike, s.Values[0], want, 1e-5*want)
		if off := math.Abs(s.Values[0] - want); off > 5*s.GridError+1e-9 {
			t.Errorf("off by %g, grid error %g", off, s.GridError)
		}
	}
}

// Jumps of one size lead from node to node: the value is a Poisson sum, to rounding.
func TestEqualJumps(t *testing.T) {
	const periods, rate, size = 6, 0.3, 0.1
	b := newBench(t, periods, 1, 0)
	b.factor("s", demand.NewGBM(100, 0.01, 0, 1, always(periods)).Jumping(&demand.Jumps{Rate: rate, Size: demand.NormalSize{Mu: size}}))
	b.characteristic("option", model.Customer, []int{0}, "held", "used")
	b.change(0, 0, 1, periods).Gain = b.amount("gain", "max(s - 130, 0)")
	want, weight := 0.0, math.Exp(-rate*periods)
	for n := range 80 {
		want += weight * max(100*math.Exp(0.01*periods+size*float64(n))-130, 0)
		weight *= rate * periods / float64(n+1)
	}
	s := b.solve(Options{})
	near(t, "call", s.Values[0], want, 1e-9*want)
	near(t, "grid error", s.GridError, 0, 1e-9)
}
