package tree

import (
	"fmt"
	"math"
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

// Correlated with each other and with a plain factor: two factors switched by one chain, and one switched by another chain. E of the
// product of all is a product of matrices over both chains' states, in which exp of half the quadratic form weighs the step.
func TestLatticeCorrelatedRegimes(t *testing.T) {
	const periods, dt = 2, 0.5
	moves := always(periods)
	jumps := &demand.Jumps{Rate: 0.3, Size: demand.NormalSize{Mu: 0.05, Sd: 0.1}}
	sigma := [][]float64{{0.2, 0.2}, {0.1, 0.3}, {0.25, 0.15}, {0.3, 0.2}} // by factor and regime
	drift := [][]float64{{0.01, 0.01}, {0.04, -0.05}, {0.02, 0.03}, {0, 0.1}}
	chainOf := []int{-1, 0, 0, 1}
	other := [][]float64{{0.5, 0.5}, {0.1, 0.9}}
	gbm := func(k, r int) *demand.Linear {
		law := demand.NewGBM(1, drift[k][r], sigma[k][r], dt, moves)
		if k == 2 && r == 1 {
			return law.Jumping(jumps)
		}
		return law
	}
	corr := [][]float64{{1, 0.4, -0.2, 0.3}, {0.4, 1, 0.5, 0.1}, {-0.2, 0.5, 1, 0}, {0.3, 0.1, 0, 1}}
	for _, switched := range [][]int{{0, 1}, {1, 2}, {0, 1, 3}} { // which of the four there are
		s := demand.System{Factors: []demand.Factor{{Name: "r"}, {Name: "q"}}}
		for c, rows := range [][][]float64{calmWild, other} {
			values, all := make([][]float64, periods+1), make([][][]float64, periods+1)
			for p := range values {
				values[p], all[p] = []float64{0, 1}, rows
			}
			s.Factors[c].Process = demand.NewChain(0, values, all)
		}
		for _, k := range switched {
			var law demand.Process = gbm(k, 0)
			if chainOf[k] >= 0 {
				law = demand.NewRegime(chainOf[k], []*demand.Linear{gbm(k, 0), gbm(k, 1)})
			}
			s.Factors = append(s.Factors, demand.Factor{Name: string(rune('a' + k)), Process: law})
		}
		s.Mix = mixOf(corr, switched, 2)
		l := lay(t, s, periods, 3)
		share := [2][2]float64{{1, 0}, {0, 0}}
		for range periods {
			var next [2][2]float64
			for i := range 4 {
				for j := range 4 {
					to := [2]int{j / 2, j % 2}
					exponent := 0.0
					for _, k := range switched {
						r := 0
						if chainOf[k] >= 0 {
							r = to[chainOf[k]]
						}
						exponent += drift[k][r] * dt
						if k == 2 && r == 1 {
							exponent += jumps.Rate * (jumps.Size.Moment(1) - 1)
						}
						for _, m := range switched {
							if m < k {
								q := 0
								if chainOf[m] >= 0 {
									q = to[chainOf[m]]
								}
								exponent += corr[k][m] * sigma[k][r] * sigma[m][q] * dt
							}
						}
					}
					next[to[0]][to[1]] += share[i/2][i%2] * calmWild[i/2][to[0]] * other[i%2][to[1]] * math.Exp(exponent)
				}
			}
			share = next
		}
		want := share[0][0] + share[0][1] + share[1][0] + share[1][1]
		got := moment(t, l, periods, func(x []float64) float64 {
			product := 1.0
			for _, v := range x[2:] {
				product *= v
			}
			return product
		})
		near(t, fmt.Sprint("E of the product of ", switched), got, want, 1e-7*want)
	}
}

// mixOf is the Cholesky factor of some factors' correlations, behind as many factors without.
func mixOf(corr [][]float64, of []int, before int) [][]float64 {
	mix := identity(before + len(of))
	for i := range of {
		for j := range i + 1 {
			rest := corr[of[i]][of[j]]
			for c := range j {
				rest -= mix[before+i][before+c] * mix[before+j][before+c]
			}
			if i == j {
				mix[before+i][before+i] = math.Sqrt(rest)
			} else {
				mix[before+i][before+j] = rest / mix[before+j][before+j]
			}
		}
	}
	return mix
}

// Regimes without volatility: the value is one of finitely many, and lies on a node.
func TestLatticeRegimesWithoutVolatility(t *testing.T) {
	const periods = 5
	s := switchedSystem(periods, always(periods), demand.NewGBM(10, 0.04, 0, 1, always(periods)), demand.NewGBM(10, -0.06, 0, 1, always(periods)))
	l := lay(t, s, periods, 4)
	calm, wild := 1.0, 0.0
	for range periods {
		calm, wild = (calm*calmWild[0][0]+wild*calmWild[1][0])*math.Exp(0.04), (calm*calmWild[0][1]+wild*calmWild[1][1])*math.Exp(-0.06)
	}
	near(t, "mean", moment(t, l, periods, value(1)), 10*(calm+wild), 1e-12)
}
