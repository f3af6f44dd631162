package tree

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"testing"

	"ips2/model"
	"ips2/model/demand"
)

// Fixture A: values of MODEL section 7 and requirements 1.8, whose D values come from annuities written out here.
func TestFixtureA(t *testing.T) {
	for _, c := range []struct {
		outlay    string
		atStart   bool
		low, high float64
	}{
		{"0", false, 487.841514, 450.538734},
		{"60", false, 471.449191, 433.723056},
		{"60", true, 469.809959, 433.723056},
		{"200", false, 435.526070, 433.723056}, // A6: foresight would say 472.920414
	} {
		b := fixtureA(t, c.outlay)
		b.PaidAtStart = c.atStart
		s := b.solve(Options{})
		near(t, "start low, outlay "+c.outlay, s.Values[0], c.low, 5e-7)
		near(t, "start high, outlay "+c.outlay, s.Values[1], c.high, 5e-7)
		if s.Best != 0 {
			t.Errorf("outlay %s: best start is %d, want low", c.outlay, s.Best)
		}
	}
	df := func(t int) float64 { return math.Pow(1.1, -float64(t)) }
	early, late := df(1)+df(2)+df(3), df(4)+df(5)+df(6)
	near(t, "to the last digit", fixtureA(t, "0").solve(Options{}).Values[0], 100*early+late*(0.6*100+0.4*170), 1e-10)
}

// Fixture A3: undiscounted the late flow is larger, discounted it is not (E-07).
func TestFixtureA3(t *testing.T) {
	b := newBench(t, 3, 1, 0.20)
	b.characteristic("option", model.Customer, []int{0, 1}, "late", "even")
	b.Revenue = b.amount("customer.revenue", `option == "late" ? (period == 3 ? 340 : 0) : (period == 3 ? 110 : 100)`)
	s := b.solve(Options{})
	near(t, "late", s.Values[0], 196.759, 5e-4)
	near(t, "even", s.Values[1], 216.435, 5e-4)
	if s.Best != 1 {
		t.Errorf("best start is %d, want even", s.Best)
	}
}

// stopping is an option as a contract: one irreversible change that pays the gain.
func stopping(t testing.TB, periods int, dt, rate float64, gain string, factors ...demand.Factor) bench {
	b := newBench(t, periods, dt, math.Exp(rate)-1)
	b.Factors.Factors = factors
	b.characteristic("option", model.Customer, []int{0}, "held", "exercised")
	b.change(0, 0, 1, through(1, periods)...).Gain = b.amount("gain", gain)
	return b
}

func put(t testing.TB, spot, volatility, years float64) bench {
	n := int(50 * years)
	return stopping(t, n, 0.02, 0.06, "max(40 - price, 0)", demand.Factor{Name: "price", Process: demand.NewGBM(spot, 0.06, volatility, 0.02, always(n))})
}

// Longstaff and Schwartz (2001), table 1, as recomputed independently (published.md).
func TestBermudanPuts(t *testing.T) {
	table := []struct{ spot, years, low, high float64 }{
		{36, 1, 4.47781, 7.10127}, {36, 2, 4.84023, 8.50678}, {38, 1, 3.25012, 6.14759}, {38, 2, 3.74476, 7.66803},
		{40, 1, 2.31407, 5.31197}, {40, 2, 2.88456, 6.91707}, {42, 1, 1.61698, 4.58247}, {42, 2, 2.21236, 6.24431},
		{44, 1, 1.10987, 3.94769}, {44, 2, 1.68983, 5.64124},
	}
	for _, c := range table {
		for volatility, want := range map[float64]float64{0.2: c.low, 0.4: c.high} {
			s := put(t, c.spot, volatility, c.years).solve(Options{Resolution: 16})
			name := fmt.Sprintf("S=%g T=%g σ=%g", c.spot, c.years, volatility)
			near(t, name, s.Values[0], want, 3e-5)
			t.Logf("%s: %.7f, grid error %.1e", name, s.Values[0], s.GridError)
		}
	}
}

// The put of the published scenario at the default resolution.
func TestBermudanPut(t *testing.T) {
	s := put(t, 36, 0.2, 1).solve(Options{})
	near(t, "value", s.Values[0], 4.47781, 2e-5)
	if s.GridError > 2e-5 {
		t.Errorf("grid error %g", s.GridError)
	}
}

// The same on three assets, where published.md has 18.690 ± .002.
func TestBermudanMaxCallThreeAssets(t *testing.T) {
	if testing.Short() {
		t.Skip("two million nodes")
	}
	var assets []demand.Factor
	for _, name := range []string{"a", "b", "c"} {
		assets = append(assets, demand.Factor{Name: name, Process: demand.NewGBM(100, -0.05, 0.2, 1.0/3, always(9))})
	}
	s := stopping(t, 9, 1.0/3, 0.05, "max(max(a, b, c) - 100, 0)", assets...).solve(Options{})
	near(t, "value", s.Values[0], 18.690, 0.004)
}

// Max-calls on two assets (Broadie and Glasserman), as recomputed independently (published.md).
func TestBermudanMaxCalls(t *testing.T) {
	for spot, want := range map[float64]float64{90: 8.0728, 100: 13.9018, 110: 21.3438} {
		asset := demand.NewGBM(spot, -0.05, 0.2, 1.0/3, always(9))
		s := stopping(t, 9, 1.0/3, 0.05, "max(max(a, b) - 100, 0)", demand.Factor{Name: "a", Process: asset}, demand.Factor{Name: "b", Process: asset}).solve(Options{Resolution: 16})
		near(t, fmt.Sprint(spot), s.Values[0], want, 1.5e-4)
		t.Logf("S=%g: %.6f, grid error %.1e", spot, s.Values[0], s.GridError)
	}
}

// Levels that are worth the same are never exchanged for each other, on a chain or on a grid: ties go to keeping.
func TestTiesGoToKeeping(t *testing.T) {
	for name, factor := range map[string]demand.Process{"chain": jump(6), "grid": demand.NewGBM(1, 0.1, 0.4, 1, always(6))} {
		b := newBench(t, 6, 1, 0.1)
		b.factor("x", factor)
		b.characteristic("level", model.Customer, []int{1, 0}, "one", "other")
		b.Revenue = b.amount("revenue", "max(x - 0.7, 0) / 3")
		b.change(0, 0, 1, through(1, 6)...)
		b.change(0, 1, 0, through(1, 6)...)
		e := b.expect(Options{})
		if e.Best != 0 {
			t.Errorf("%s: start %d, want the first", name, e.Best)
		}
		for _, s := range e.Switches {
			near(t, name+": probability of a change", s.Probability.Mean, 0, 0)
		}
		near(t, name+": flexibility", e.Flexibility.Mean, 0, 1e-12)
	}
}

// A rollback takes its columns in the first two periods: what a later one allocates beside the policy is less than a single column.
func TestPeriodsShareTheirColumns(t *testing.T) {
	price := demand.NewGBM(100, 0.02, 0.3, 1.0/12, always(12))
	other := demand.NewOU(98, 98, 2, 0.2, 1.0/12, true, always(12))
	for name, b := range map[string]bench{"chain": switching(t, 12, 4, newBinomial(10_001)), "grid": switching(t, 12, 4, price, other)} {
		l := b.ledger()
		_, lattice, err := plan(l, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, workers := range []int{1, 2} {
			var before, after runtime.MemStats
			c := &customer{ledger: l, lattice: lattice, crew: newCrew(lattice, workers)}
			err := c.rollback(context.Background(), func(t int) {
				if t == 11 { // of 12
					runtime.ReadMemStats(&before)
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&after)
			more, columns := float64(after.TotalAlloc-before.TotalAlloc), 0.0
			for period := 1; period < 11; period++ {
				n, modes := float64(lattice.levels[period].count), float64(len(l.Customer.Reach[period]))
				more, columns = more-n*modes*(8+2), columns+8*n // values to go, decisions
			}
			if t.Logf("%s, %d workers: %.3g bytes, columns of %.3g", name, workers, more, columns); more > columns {
				t.Error("too many")
			}
		}
	}
}
