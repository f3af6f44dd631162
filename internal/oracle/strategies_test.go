package oracle_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"ips2/internal/oracle"
)

// random is a contract with everything open: every start, every change, both with outlays.
func random(r *rand.Rand, periods, configurations, states int) oracle.Tables {
	matrix := func(rows, columns int, entry func() float64) [][]float64 {
		m := make([][]float64, rows)
		for i := range m {
			for range columns {
				m[i] = append(m[i], entry())
			}
		}
		return m
	}
	normal := func() float64 { return 100 * r.NormFloat64() }
	outlay := func() float64 { return 50 * r.Float64() }
	tb := oracle.Tables{Entry: matrix(1, configurations, outlay)[0], Discount: discount(0.1, periods), Paid: discount(0.1, periods)}
	for range periods {
		move := matrix(states, states, r.Float64)
		for _, row := range move {
			sum := 0.0
			for _, p := range row {
				sum += p
			}
			for i := range row {
				row[i] /= sum
			}
		}
		tb.Move = append(tb.Move, move)
		tb.Flow = append(tb.Flow, matrix(configurations, states, normal))
		tb.Change = append(tb.Change, matrix(configurations, configurations, outlay))
	}
	return tb
}

// The recursion finds what the best of all strategies is worth, whether a decision comes before or after the observation; who decides
// first knows less, and who knows the future gets more.
func TestValueIsTheBestStrategy(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for range 20 {
		p := random(r, 3, 2, 2).Problem()
		observed := p.Value(0)
		near(t, "value", observed, slices.Max(p.Strategies(0)), 1e-9)
		near(t, "expectation under the policy", oracle.Expect(p.Outcomes(0, p.Optimal()), p.Total), observed, 1e-9)
		if f := p.Foresight(0); f < observed-1e-9 {
			t.Errorf("foresight %v below the value %v", f, observed)
		}
		p.DecideFirst = true
		first := p.Value(0)
		near(t, "value, deciding first", first, slices.Max(p.Strategies(0)), 1e-9)
		near(t, "expectation under the policy, deciding first", oracle.Expect(p.Outcomes(0, p.Optimal()), p.Total), first, 1e-9)
		if first > observed+1e-9 {
			t.Errorf("deciding first is worth %v, more than %v", first, observed)
		}
	}
}

// Fixture A has one decision, in two states: four strategies from each start, eight in all (requirements, section 6.3, size S).
func TestNumberOfStrategies(t *testing.T) {
	a := fixtureA(0, 0, false).Problem()
	if n := len(a.Strategies(low)) + len(a.Strategies(high)); n != 8 {
		t.Errorf("%d strategies, want 8", n)
	}
}

// A change that costs nothing and brings nothing is not made.
func TestTiesGoToKeeping(t *testing.T) {
	tb := fixtureA(0, 0, false)
	for i := range tb.Flow {
		tb.Flow[i] = [][]float64{{100, 100}, {100, 100}}
	}
	p := tb.Problem()
	if d := p.Optimal()([]int{high, high, high, high}, []int{low, low, low, high}); d != high {
		t.Errorf("decision %d at a tie, want to keep %d", d, high)
	}
	if v := tb.Best(); math.IsInf(v, 0) {
		t.Errorf("value %v", v)
	}
}
