package tree

import (
	"context"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

// binomial is the lattice of a recombining tree wide open: n states, of which k goes to k or k+1, from a first period that spreads
// over all of them. Its rows are windows on one slice, so that a large lattice needs no dense matrix.
type binomial struct {
	level       []float64
	first, step []float64
}

func newBinomial(n int) *binomial {
	b := &binomial{make([]float64, n), make([]float64, n), make([]float64, 2*n)}
	for k := range n {
		b.level[k], b.first[k] = 100*math.Pow(1.0002, float64(k-n/2)), 1/float64(n)
	}
	b.step[n-1], b.step[n] = 0.5, 0.5
	return b
}

func (b *binomial) Noise() []demand.Noise                     { return []demand.Noise{demand.Uniform} }
func (b *binomial) Start() float64                            { return 0 }
func (b *binomial) Step(int, *demand.Block, int, [][]float64) { panic("never sampled") }
func (b *binomial) States(int) []float64                      { return b.level }

func (b *binomial) Value(_ int, state, value []float64) {
	for i, s := range state {
		value[i] = b.level[int(s)]
	}
}

// Row of the last state but one and of the last are both the last: the window ends there.
func (b *binomial) Row(t, from int) []float64 {
	n := len(b.level)
	if t == 1 {
		return b.first
	}
	from = min(from, n-2)
	return b.step[n-1-from : 2*n-1-from]
}

// switching is a plant with so many levels of output on a binomial lattice, that may go from any to any at a cost.
func switching(t testing.TB, periods, levels int) bench {
	b := newBench(t, periods, 1.0/12, 0.05)
	b.factor("price", newBinomial(10_001))
	names := []string{"off", "half", "full", "over"}[:levels]
	b.characteristic("output", model.Customer, []int{0}, names...)
	b.Revenue = b.amount("revenue", `(price - 98) * (output == "off" ? 0 : output == "half" ? 1 : 2)`)
	for from := range levels {
		for to := range levels {
			if from != to {
				b.change(0, from, to, through(1, periods)...).Outside = b.amount("outside", "3")
			}
		}
	}
	return b
}

// nodeConfigurations is the number of node·configuration pairs of a rollback.
func nodeConfigurations(l *model.Ledger, lattice *lattice) float64 {
	n := 0
	for t := 1; t < len(lattice.levels); t++ {
		n += lattice.levels[t].count * len(l.Customer.Reach[t])
	}
	return float64(n)
}

func benchmarkRollback(b *testing.B, levels, workers int, keep bool) {
	l := switching(b, 50, levels).ledger()
	_, lattice, err := plan(l, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		c := &customer{ledger: l, lattice: lattice, crew: newCrew(lattice, workers), keep: keep}
		if err := c.rollback(context.Background(), func(int) {}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/nodeConfigurations(l, lattice), "ns/node·config")
}

func BenchmarkRollback2Levels(b *testing.B)         { benchmarkRollback(b, 2, 1, false) }
func BenchmarkRollback4Levels(b *testing.B)         { benchmarkRollback(b, 4, 1, false) }
func BenchmarkRollback4LevelsWorkers2(b *testing.B) { benchmarkRollback(b, 4, 2, false) }

// With the policy kept, for expectations and for paths to follow.
func BenchmarkRollback4LevelsPolicy(b *testing.B) { benchmarkRollback(b, 4, 1, true) }

// The press line: two factors on a grid, both parties, all figures.
func BenchmarkPressLine(b *testing.B) {
	l := pressLine(b).ledger()
	b.ReportAllocs()
	for b.Loop() {
		s, err := Solve(context.Background(), l, Options{Resolution: 3})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Expect(context.Background(), s); err != nil {
			b.Fatal(err)
		}
	}
}
