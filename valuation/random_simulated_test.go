package valuation_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ips2/internal/generated"
	"ips2/model"
	"ips2/sim"
	"ips2/valuation"
)

// drawn are fixed contracts: a statistical test must fail by luck only once in a million runs, so nothing new is drawn in each.
func drawn(size generated.Size, seed int) *generated.Contract {
	return rapid.Custom(func(r *rapid.T) *generated.Contract { return generated.Draw(r, size) }).Example(seed)
}

// Tail is how unlikely a deviation must be: with a hundred contracts of a hundred figures, ten thousand of these make one in a million.
const (
	tail      = 1e-10
	contracts = 100
	paths     = 1 << 15
)

// deviation bounds |mean - expectation| of n observations with this standard error, all within a range: A. Maurer and M. Pontil,
// "Empirical Bernstein bounds and sample-variance penalization", COLT 2009, theorem 4. It holds for rare events too, where a normal
// interval says nothing.
func deviation(stdError, within float64, n int64) float64 {
	l := math.Log(4 / tail)
	return math.Sqrt(2*l)*stdError + 7*l*within/(3*float64(n-1))
}

// The policy that the exact engine found, followed along sampled paths: every figure is an expectation that the exact engine has
// found in another way. Where the supplier decides, simulation fits its decisions: its cost can only be more, and not by much.
func TestSimulationOfExactPolicies(t *testing.T) {
	t.Parallel()
	for seed := range contracts {
		c := drawn(small, seed)
		best, _ := exactly(t, c)
		c = c.StartingIn(generated.Customer, best.Best) // sampling may take another one that is nearly as good
		solution, exact := exactly(t, c)
		l := resolve(t, c.Text())
		o := sim.Options{Paths: paths, FitPaths: 1 << 13, Seed: uint64(seed)}
		policy, err := sim.FitSupplier(context.Background(), l, followed(t, solution), o)
		if err != nil {
			t.Fatal(err)
		}
		simulated, err := sim.Price(context.Background(), l, policy, o)
		if err != nil {
			t.Fatal(err)
		}
		k := agreement{T: t, c: c, seed: seed, paths: paths, exact: valuation.Figures(l.Problem, exact, "exact"), simulated: valuation.Figures(l.Problem, simulated, "simulated")}
		k.figures()
		if exact.HasSupplier && c.Decides(generated.Supplier) {
			k.floor()
		}
	}
}

// agreement compares two valuations of a contract.
type agreement struct {
	*testing.T
	c                *generated.Contract
	seed             int
	exact, simulated *valuation.Valuation
	paths            int64
	grid             float64                // what the exact figures may be off
	of               [2]*model.Expectations // of both, as the engines have them
}

func (k agreement) figures() {
	other := map[string]valuation.Figure{}
	for _, f := range k.simulated.Figures() {
		other[f.Name] = f.Figure
	}
	for _, f := range k.exact.Figures() {
		got, reported := other[f.Name]
		if !reported && f.Chance == 0 || k.c.Decides(generated.Supplier) && suppliers(f.Name) {
			continue
		}
		got.N = k.paths
		if limit := deviation(got.StdError, k.within(f), got.N) + k.grid + 1e-9*(1+math.Abs(f.Figure.Value)); math.Abs(got.Value-f.Figure.Value) > limit {
			k.Errorf("contract %d: %s is %.9g, simulated %.9g, %.3g apart is too much\n%s", k.seed, f.Name, f.Figure.Value, got.Value, limit, k.c.Text())
		}
	}
}

// within bounds the range of a figure per path.
func (k agreement) within(f valuation.Named) float64 {
	switch {
	case f.Chance > 0 && strings.HasSuffix(f.Name, "probability"), strings.Contains(f.Name, "share "):
		return 1
	case strings.HasPrefix(f.Name, "periods"), strings.HasPrefix(f.Name, "switches"):
		return 2 * k.c.Largest()
	}
	return 2 * k.c.Largest() * float64(k.c.Periods)
}

// suppliers tells whether a figure hangs on what the supplier decides.
func suppliers(name string) bool {
	for _, part := range []string{"floor", "corridor", "supplier", "].direct", "].process", "].change", "pools", "share", "switches"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

func (k agreement) floor() {
	exact, simulated := *k.exact.PriceFloor, *k.simulated.PriceFloor
	limit := deviation(simulated.StdError, 2*k.c.Largest()*float64(k.c.Periods), k.paths)
	if d := simulated.Value - exact.Value; d < -limit || d > limit+0.01*math.Abs(k.exact.GrossFloor.Value) {
		k.Errorf("contract %d: floor %.9g, simulated %.9g ± %.3g\n%s", k.seed, exact.Value, simulated.Value, limit, k.c.Text())
	}
}
