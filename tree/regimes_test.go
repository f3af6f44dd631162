package tree

import (
	"errors"
	"math"
	"strings"
	"testing"

	"ips2/model/demand"
)

var calmWild = [][]float64{{0.8, 0.2}, {0.35, 0.65}}

// switchedSystem is a chain of two regimes that starts in the first, and what it switches; both rest in some periods.
func switchedSystem(periods int, moves []bool, laws ...*demand.Linear) demand.System {
	values, rows := make([][]float64, periods+1), make([][][]float64, periods+1)
	for t := range values {
		values[t], rows[t] = []float64{0, 1}, demand.Identity(2)
		if t > 0 && moves[t] {
			rows[t] = calmWild
		}
	}
	return demand.System{Factors: []demand.Factor{{Name: "r", Process: demand.NewChain(0, values, rows)}, {Name: "x", Process: demand.NewRegime(0, laws)}}}
}

// Geometric Brownian motion in two regimes, one with jumps: E X is a product of matrices, in which the regime that the chain has moved
// to weighs the step. Likewise E X² and E X·1{wild}.
func TestLatticeRegimes(t *testing.T) {
	const periods, dt = 6, 0.5
	moves := moved(periods, 1, 2, 4, 5, 6)
	jumps := &demand.Jumps{Rate: 0.3, Size: demand.ExponentialSize{Share: 0.3, Up: 0.2, Down: 0.25}}
	s := switchedSystem(periods, moves, demand.NewGBM(10, 0.04, 0.12, dt, moves), demand.NewGBM(10, -0.06, 0.35, dt, moves).Jumping(jumps))
	l := lay(t, s, periods, 6)
	for _, power := range []float64{0.5, 1} {
		calm, wild := 1.0, 0.0
		for p := 1; p <= periods; p++ {
			if moves[p] {
				calm, wild = calm*calmWild[0][0]+wild*calmWild[1][0], calm*calmWild[0][1]+wild*calmWild[1][1]
				calm *= math.Exp((power*0.04 + power*(power-1)/2*0.12*0.12) * dt)
				wild *= math.Exp((-power*0.06+power*(power-1)/2*0.35*0.35)*dt + 0.3*(jumps.Size.Moment(power)-1))
			}
		}
		scale := math.Pow(10, power)
		near(t, "moment", moment(t, l, periods, func(x []float64) float64 { return math.Pow(x[1], power) }), scale*(calm+wild), 1e-8*scale)
		near(t, "moment in the wild", moment(t, l, periods, func(x []float64) float64 { return x[0] * math.Pow(x[1], power) }), scale*wild, 1e-8*scale)
	}
}

// Ornstein–Uhlenbeck in two regimes that revert to different means at different speeds: first and second moments by regime follow a
// linear recursion.
func TestLatticeRevertingRegimes(t *testing.T) {
	const periods = 7
	laws := []*demand.Linear{demand.NewOU(1, 2, 0.3, 0.2, 1, false, always(periods)), demand.NewOU(1, -1, 1.1, 0.5, 1, false, always(periods))}
	l := lay(t, switchedSystem(periods, always(periods), laws...), periods, 6)
	share, mean, square := [2]float64{1, 0}, [2]float64{1, 0}, [2]float64{1, 0}
	for p := 1; p <= periods; p++ {
		var nextShare, nextMean, nextSquare [2]float64
		for r, law := range laws {
			phi, c, sigma := law.Law(p)
			for q := range laws {
				w := calmWild[q][r]
				nextShare[r] += w * share[q]
				nextMean[r] += w * (phi*mean[q] + c*share[q])
				nextSquare[r] += w * (phi*phi*square[q] + 2*phi*c*mean[q] + (c*c+sigma*sigma)*share[q])
			}
		}
		share, mean, square = nextShare, nextMean, nextSquare
	}
	near(t, "mean", moment(t, l, periods, value(1)), mean[0]+mean[1], 1e-9)
	near(t, "mean in the wild", moment(t, l, periods, func(x []float64) float64 { return x[0] * x[1] }), mean[1], 1e-9)
	near(t, "second moment", moment(t, l, periods, squared(1)), square[0]+square[1], 1e-9)
}

// Regimes that do not differ are none.
func TestLatticeEqualRegimes(t *testing.T) {
	law := demand.NewGBM(10, 0.04, 0.2, 1, always(4))
	l := lay(t, switchedSystem(4, always(4), law, law), 4, 5)
	near(t, "mean", moment(t, l, 4, value(1)), 10*math.Exp(0.16), 1e-8)
}

func TestRegimesThatCannotBeFollowed(t *testing.T) {
	s := switchedSystem(2, always(2), demand.NewGBM(1, 0, 0, 1, always(2)), demand.NewGBM(1, 0.1, 0, 1, always(2)))
	correlated := switchedSystem(2, always(2), demand.NewGBM(1, 0, 0.1, 1, always(2)), demand.NewGBM(1, 0.1, 0.2, 1, always(2)))
	correlated.Factors = append(correlated.Factors, demand.Factor{Name: "y", Process: demand.NewGBM(1, 0, 0.1, 1, always(2))})
	correlated.Mix = [][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0.6, 0.8}}
	for want, s := range map[string]demand.System{"the factor x has no volatility in any regime": s, "its normal increments are correlated with those of y": correlated} {
		var refused *Unsolvable
		if _, err := newLattice(&s, 2, 4); !errors.As(err, &refused) || !strings.Contains(refused.Reason, want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
