package demand

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
)

var all = []bool{true, true, true}

// mean integrates the value after period 1 over the innovation.
func mean(p Process) float64 {
	const n = 64
	x, w := make([]float64, n), make([]float64, n)
	quad.Hermite{}.FixedLocations(x, w, math.Inf(-1), math.Inf(1))
	s := System{Factors: []Factor{{Name: "x", Process: p}}}
	b := s.NewBlock(n)
	s.Begin(b, n)
	for i := range x {
		x[i] *= math.Sqrt2
	}
	s.Step(1, b, [][]float64{x})
	sum := 0.0
	for i, v := range b.Value[0] {
		sum += w[i] * v
	}
	return sum / math.Sqrt(math.Pi)
}

func TestMeansAreThoseOfTheTextbook(t *testing.T) {
	for _, c := range []struct {
		name    string
		process Process
		want    float64
	}{
		{"gbm: X0 exp(drift t)", NewGBM(36, 0.06, 0.2, 0.5, all), 36 * math.Exp(0.03)},
		{"ou: mean + (X0-mean) exp(-speed t)", NewOU(5, 3, 0.7, 0.4, 2, false, all), 3 + 2*math.Exp(-1.4)},
		{"log ou: exp of a normal", NewOU(1, 1.1, 0.8, 0.15, 1, true, all),
			math.Exp(math.Log(1.1)*(1-math.Exp(-0.8)) + 0.15*0.15*(1-math.Exp(-1.6))/1.6/2)},
		{"ou without reversion", NewOU(2, 9, 0, 0.4, 1, false, all), 2},
		{"ar1", NewAR1(2, 1, 0.5, 0.3, false, all), 2},
		{"not moving", NewGBM(36, 0.06, 0.2, 0.5, []bool{false, false}), 36},
	} {
		if got := mean(c.process); math.Abs(got-c.want) > 1e-12*c.want {
			t.Errorf("%s: %.15g, want %.15g", c.name, got, c.want)
		}
	}
}

func TestOUComposes(t *testing.T) {
	// Two half periods are one: phi multiplies, variances add up.
	whole, half := NewOU(1, 2, 0.9, 0.3, 1, false, all), NewOU(1, 2, 0.9, 0.3, 0.5, false, all)
	phi, drift, sigma := whole.Law(1)
	p, d, s := half.Law(1)
	if math.Abs(phi-p*p) > 1e-15 || math.Abs(drift-(d*p+d)) > 1e-15 || math.Abs(sigma*sigma-(s*s*(1+p*p))) > 1e-15 {
		t.Error("the one-period law is not that of two half periods")
	}
}

func TestChainDrawsItsRows(t *testing.T) {
	rows := [][]float64{{0.5, 0, 0.25, 0.25}, {0, 1, 0, 0}, {0.1, 0.2, 0.3, 0.4}, {0, 0, 0, 1}}
	values := []float64{1, 2, 3, 4}
	c := NewChain(0, [][]float64{values, values}, [][][]float64{nil, rows})
	const n = 1000
	for from, row := range rows {
		state, xi := make([]float64, n), make([]float64, n)
		for i := range state {
			state[i], xi[i] = float64(from), (float64(i)+0.5)/n
		}
		c.Step(1, &Block{N: n, State: [][]float64{state}}, 0, [][]float64{xi})
		count := make([]float64, len(row))
		for _, s := range state {
			count[int(s)]++
		}
		for k, p := range row {
			if math.Abs(count[k]-p*n) > 1e-9 {
				t.Errorf("from %d to %d: %v of %v, want %v", from, k, count[k], n, p*n)
			}
		}
	}
}

func TestCorrelate(t *testing.T) {
	f := NewGBM(1, 0, 0.2, 1, all)
	s := System{Factors: []Factor{{Name: "a", Process: f}, {Name: "b", Process: f}, {Name: "c", Process: f}},
		Mix: [][]float64{{1, 0, 0}, {0.3, math.Sqrt(1 - 0.09), 0}, {-0.5, 0.2, math.Sqrt(1 - 0.25 - 0.04)}}}
	const n = 200_000
	random := rand.New(rand.NewPCG(1, 2))
	xi := make([][]float64, 3)
	for k := range xi {
		xi[k] = make([]float64, n)
		for i := range xi[k] {
			xi[k][i] = random.NormFloat64()
		}
	}
	s.correlate(xi, n)
	for a := range 3 {
		for b := range 3 {
			want, got := 0.0, 0.0
			for l := range 3 {
				want += s.Mix[a][l] * s.Mix[b][l]
			}
			for i := range n {
				got += xi[a][i] * xi[b][i] / n
			}
			if math.Abs(got-want) > 5*math.Sqrt(2.0/n) {
				t.Errorf("correlation of %d and %d: %.4f, want %.4f", a, b, got, want)
			}
		}
	}
}
