package tree

import (
	"context"
	"math"
	"testing"

	"ips2/model/demand"
)

// moment is the expectation over period t of a function of the factors' values, by the rows alone.
func moment(t *testing.T, l *lattice, period int, f func(x []float64) float64) float64 {
	t.Helper()
	b := l.system.NewBlock(1)
	column := make([]float64, l.levels[period].count)
	for i := range column {
		l.fill(period, i, 1, b)
		x := make([]float64, len(b.Value))
		for k := range x {
			x[k] = b.Value[k][0]
		}
		column[i] = f(x)
	}
	for s := period; s >= 1; s-- {
		before := make([]float64, l.levels[s-1].count)
		step, err := newStepper(l, s, newCrew(l, 2))
		if err != nil {
			t.Fatal(err)
		}
		if err := step.expect(context.Background(), [][]float64{column}, [][]float64{before}); err != nil {
			t.Fatal(err)
		}
		column = before
	}
	return column[0]
}

func lay(t *testing.T, s demand.System, periods int, resolution float64) *lattice {
	t.Helper()
	l, err := newLattice(&s, periods, resolution)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// value and square pick moments of one factor.
func value(k int) func([]float64) float64   { return func(x []float64) float64 { return x[k] } }
func squared(k int) func([]float64) float64 { return func(x []float64) float64 { return x[k] * x[k] } }

func TestLatticeGBM(t *testing.T) {
	s := demand.System{Factors: []demand.Factor{{Name: "x", Process: demand.NewGBM(12, 0.03, 0.25, 0.5, always(8))}}}
	l := lay(t, s, 8, 4)
	near(t, "mean", moment(t, l, 8, value(0)), 12*math.Exp(0.03*4), relative(13))
	want := 144 * math.Exp((2*0.03+0.25*0.25)*4)
	near(t, "second moment", moment(t, l, 8, squared(0)), want, relative(want))
	near(t, "probability", moment(t, l, 8, func([]float64) float64 { return 1 }), 1, 1e-13)
}

// Ornstein–Uhlenbeck: mean m + (x-m)e^{-κt}, variance σ²(1-e^{-2κt})/(2κ). The coordinates contract, so means fall between nodes.
func TestLatticeOU(t *testing.T) {
	s := demand.System{Factors: []demand.Factor{{Name: "x", Process: demand.NewOU(3, 1.2, 0.8, 0.4, 0.5, false, always(6))}}}
	l := lay(t, s, 6, 2)
	mean := 1.2 + 1.8*math.Exp(-0.8*3)
	variance := 0.16 * (1 - math.Exp(-2*0.8*3)) / 1.6
	near(t, "mean", moment(t, l, 6, value(0)), mean, relative(mean))
	near(t, "second moment", moment(t, l, 6, squared(0)), mean*mean+variance, relative(mean*mean))
}

// moved says that a factor moves in the given periods of n.
func moved(n int, periods ...int) []bool {
	moves := make([]bool, n+1)
	for _, t := range periods {
		moves[t] = true
	}
	return moves
}

// pair is a correlated GBM and log-OU: the shear between their coordinates changes, as the one reverts and the other does not.
func pair(first, second []bool) demand.System {
	rho := 0.6
	return demand.System{
		Factors: []demand.Factor{
			{Name: "x", Process: demand.NewGBM(10, 0.02, 0.25, 1, first)},
			{Name: "y", Process: demand.NewOU(1, 1.1, 0.8, 0.3, 1, true, second)},
		},
		Mix: [][]float64{{1, 0}, {rho, math.Sqrt(1 - rho*rho)}},
	}
}

// The states are jointly normal: E XY = exp(means + (variances + 2 covariance)/2), and the covariance is a sum over periods.
func TestLatticePair(t *testing.T) {
	n := 5
	for name, moves := range map[string][2][]bool{
		"always":       {always(n), always(n)},
		"first rests":  {moved(n, 1, 4), always(n)},
		"second rests": {always(n), moved(n, 2, 3)},
		"in turn":      {moved(n, 1, 3, 5), moved(n, 2, 3, 4)},
	} {
		s := pair(moves[0], moves[1])
		l := lay(t, s, n, 4)
		mean, cov := [2]float64{math.Log(10), 0}, [2][2]float64{}
		for p := 1; p <= n; p++ {
			var phi, c, sigma [2]float64
			for k, f := range s.Factors {
				phi[k], c[k], sigma[k] = f.Process.(demand.Normal).Law(p)
			}
			for i := range 2 {
				mean[i] = phi[i]*mean[i] + c[i]
				for j := range 2 {
					rho := 0.6
					if i == j {
						rho = 1
					}
					cov[i][j] = phi[i]*phi[j]*cov[i][j] + rho*sigma[i]*sigma[j]
				}
			}
		}
		want := math.Exp(mean[0] + mean[1] + (cov[0][0]+2*cov[0][1]+cov[1][1])/2)
		// A factor that rests while another moves shears the grid: there the interpolation costs h⁴.
		tolerance := map[string]float64{"always": 1e-9, "first rests": 1e-9}[name]
		near(t, name+": E XY", moment(t, l, n, func(x []float64) float64 { return x[0] * x[1] }), want, max(tolerance, 2e-6)*want)
		wantY := math.Exp(mean[1] + cov[1][1]/2)
		near(t, name+": E Y", moment(t, l, n, value(1)), wantY, max(tolerance, 2e-6)*wantY)
	}
}

// Perfect correlation leaves a single axis: the second factor has no innovation of its own.
func TestLatticePerfectCorrelation(t *testing.T) {
	s := demand.System{
		Factors: []demand.Factor{
			{Name: "x", Process: demand.NewGBM(10, 0.02, 0.2, 1, always(4))},
			{Name: "y", Process: demand.NewGBM(10, 0.02, 0.2, 1, always(4))},
		},
		Mix: [][]float64{{1, 0}, {1, 0}},
	}
	l := lay(t, s, 4, 4)
	if shape := l.levels[4].shape; shape[1] != 1 {
		t.Errorf("second axis has %d nodes, want 1", shape[1])
	}
	near(t, "E XY", moment(t, l, 4, func(x []float64) float64 { return x[0] * x[1] }), 100*math.Exp((0.04+0.04)*4), 1e-7)
}

// A chain beside a normal factor: independent, exact.
func TestLatticeChainAndGBM(t *testing.T) {
	s := demand.System{Factors: []demand.Factor{
		{Name: "x", Process: demand.NewGBM(5, 0.1, 0.3, 1, always(6))},
		{Name: "s", Process: jump(6)},
	}}
	l := lay(t, s, 6, 3)
	if got := l.levels[3].reach[0]; len(got) != 1 {
		t.Errorf("states reached in period 3: %v, want only the first", got)
	}
	want := 0.4 * 5 * math.Exp(0.1*6)
	near(t, "E X S", moment(t, l, 6, func(x []float64) float64 { return x[0] * x[1] }), want, relative(want))
}

// Pushing probabilities is the adjoint of taking expectations: the two pairings agree for any column.
func TestPushIsAdjoint(t *testing.T) {
	l := lay(t, pair(always(3), always(3)), 3, 2)
	s, err := newStepper(l, 3, newCrew(l, 1))
	if err != nil {
		t.Fatal(err)
	}
	f, p := make([]float64, s.after), make([]float64, s.before)
	for i := range f {
		f[i] = math.Sin(float64(i))
	}
	for i := range p {
		p[i] = math.Cos(float64(3 * i))
	}
	ef, pushed := make([]float64, s.before), make([]float64, s.after)
	if err := s.expect(context.Background(), [][]float64{f}, [][]float64{ef}); err != nil {
		t.Fatal(err)
	}
	if err := s.push(context.Background(), [][]float64{p}, [][]float64{pushed}); err != nil {
		t.Fatal(err)
	}
	left, right := 0.0, 0.0
	for i := range p {
		left += p[i] * ef[i]
	}
	for i := range f {
		right += pushed[i] * f[i]
	}
	near(t, "pairing", left, right, 1e-11)
}
