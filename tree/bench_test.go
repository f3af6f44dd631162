package tree

import (
	"context"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

// walk is a random walk up or down by a step on a fixed set of states, the binomial lattice, and stays at the ends. The first
// period spreads it over all states, so that every period has as many nodes.
func walk(periods, states int) *demand.Chain {
	values, rows, level, step := make([][]float64, periods+1), make([][][]float64, periods+1), make([]float64, states), demand.Identity(states)
	for k := range states {
		level[k] = 100 * math.Pow(1.002, float64(k-states/2))
		if k > 0 && k < states-1 {
			step[k][k], step[k][k-1], step[k][k+1] = 0, 0.5, 0.5
		}
	}
	for t := range values {
		values[t], rows[t] = level, step
		if t == 1 {
			rows[t] = everywhere(states)
		}
	}
	return demand.NewChain(states/2, values, rows)
}

func everywhere(states int) [][]float64 {
	row, rows := make([]float64, states), make([][]float64, states)
	for k := range row {
		row[k], rows[k] = 1/float64(states), row
	}
	return rows
}

// switching is a plant with so many levels of output on a random walk, that may go from any to any at a cost.
func switching(t testing.TB, periods, levels int) bench {
	b := newBench(t, periods, 1.0/12, 0.05)
	b.factor("price", walk(periods, 2001))
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

func benchmarkRollback(b *testing.B, levels, workers int) {
	l := switching(b, 100, levels).ledger()
	_, lattice, err := plan(l, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		c := &customer{ledger: l, lattice: lattice, crew: newCrew(lattice, workers), keep: true}
		if err := c.rollback(context.Background(), func(int) {}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/nodeConfigurations(l, lattice), "ns/node·config")
}

func BenchmarkRollback2Levels(b *testing.B)         { benchmarkRollback(b, 2, 1) }
func BenchmarkRollback4Levels(b *testing.B)         { benchmarkRollback(b, 4, 1) }
func BenchmarkRollback4LevelsWorkers2(b *testing.B) { benchmarkRollback(b, 4, 2) }

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
