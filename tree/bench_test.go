package tree

import (
	"context"
	"math"
	"testing"
	"time"

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

// switching is a plant with so many levels of output that may go from any to any at a cost, on factors of which the first is the price.
func switching(t testing.TB, periods, levels int, factors ...demand.Process) bench {
	b := newBench(t, periods, 1.0/12, 0.05)
	for k, p := range factors {
		b.factor([]string{"price", "other"}[k], p)
	}
	names := []string{"off", "half", "full", "over"}[:levels]
	b.characteristic("output", model.Customer, []int{0}, names...)
	margin := `(price - 98)`
	if len(factors) > 1 {
		margin = `(price - other)`
	}
	b.Revenue = b.amount("revenue", margin+` * (output == "off" ? 0 : output == "half" ? 1 : output == "full" ? 2 : 3)`)
	for from := range levels {
		for to := range levels {
			if from != to {
				b.change(0, from, to, through(1, periods)...).Outside = b.amount("outside", "3")
			}
		}
	}
	return b
}

// bermudanPut is configs/bermudan-put.yaml by hand.
func bermudanPut(t testing.TB) bench {
	b := newBench(t, 50, 0.02, math.Expm1(0.06))
	b.factor("price", demand.NewGBM(36, 0.06, 0.2, 0.02, always(50)))
	b.characteristic("option", model.Customer, []int{0}, "held", "exercised")
	b.change(0, 0, 1, through(1, 50)...).Gain = b.amount("gain", "max(40 - price, 0)")
	return b
}

// nodeModes is the number of node·mode pairs of a rollback.
func nodeModes(l *model.Ledger, lattice *lattice) float64 {
	n := 0
	for t := 1; t < len(lattice.levels); t++ {
		n += lattice.levels[t].count * len(l.Customer.Reach[t])
	}
	return float64(n)
}

// BenchmarkRollback times one worker and two in turn. It keeps the quickest round of each, for other programs only ever add.
func BenchmarkRollback(b *testing.B) {
	for name, problem := range map[string]bench{
		"binomial": switching(b, 50, 4, newBinomial(10_001)),
		"put":      bermudanPut(b),
		"one":      switching(b, 24, 4, demand.NewGBM(100, 0.02, 0.3, 1.0/12, always(24))),
		"two":      switching(b, 12, 4, demand.NewGBM(100, 0.02, 0.3, 1.0/12, always(12)), demand.NewOU(math.Log(98), math.Log(98), 2, 0.2, 1.0/12, true, always(12))),
		"press":    pressLine(b),
	} {
		b.Run(name, func(b *testing.B) { benchmarkRollback(b, problem.ledger()) })
	}
}

func benchmarkRollback(b *testing.B, l *model.Ledger) {
	_, lattice, err := plan(l, Options{})
	if err != nil {
		b.Fatal(err)
	}
	quickest := [...]time.Duration{1: time.Hour, 2: time.Hour}
	b.ReportAllocs()
	for b.Loop() {
		for workers := 1; workers <= 2; workers++ {
			c := &customer{ledger: l, lattice: lattice, crew: newCrew(lattice, workers)}
			begin := time.Now()
			if err := c.rollback(context.Background(), func(int) {}); err != nil {
				b.Fatal(err)
			}
			quickest[workers] = min(quickest[workers], time.Since(begin))
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(quickest[1])/nodeModes(l, lattice), "ns/node·mode")
	b.ReportMetric(float64(quickest[1])/float64(quickest[2]), "1/2-workers")
}

// BenchmarkPressLine is two factors on a grid, both parties, all figures.
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
