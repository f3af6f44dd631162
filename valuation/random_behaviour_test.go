package valuation_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"ips2/internal/generated"
	"ips2/internal/oracle"
	"ips2/model"
	"ips2/scenario"
	"ips2/sim"
	"ips2/tree"
	"ips2/valuation"
)

// overridden resolves a generated contract with overrides.
func overridden(t rapid.TB, c *generated.Contract, overrides ...string) *model.Ledger {
	t.Helper()
	s, err := scenario.Read("random.yaml", []byte(c.Text()), overrides...)
	if err != nil {
		t.Fatalf("%v\n%s", err, c.Text())
	}
	l, err := model.NewLedger(s.Problem)
	if err != nil {
		t.Fatalf("%v\n%s", err, c.Text())
	}
	return l
}

// valueOf is what a contract is worth to the customer from its best start.
func valueOf(t rapid.TB, l *model.Ledger) float64 {
	t.Helper()
	s, err := tree.Solve(context.Background(), l, tree.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	return s.Values[s.Best]
}

// unguarded opens all guards.
func unguarded(c *generated.Contract) *generated.Contract {
	for _, k := range c.Characteristics {
		for i := range k.Changes {
			k.Changes[i].When = nil
		}
	}
	return c
}

// Decisions before the factors move, and noisy ones, against all histories: with every restriction that a contract may have.
func TestBehavioursAgainstHistories(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := generated.Draw(r, generated.Size{Periods: 3, Work: 2000, Supplier: true})
		game, theta := generated.NewGame(c), rapid.Float64Range(0.5, 20).Draw(r, "theta")
		game.Early = true
		customer := game.Customer()
		early := overridden(r, c, "information=previous")
		s, e := solved(r, early)
		for k, v := range s.Values {
			matches(r, c, "before the factors move", v, customer.Value(k))
		}
		if game.Supply != nil {
			matches(r, c, "floor", e.Floor.Mean, cheapest(game, s.Best))
		}
		noisy, _ := solved(r, overridden(r, c, "information=previous", fmt.Sprintf("customer.behaviour={logit: %.17g}", theta)))
		for k, v := range noisy.Values {
			matches(r, c, "with noise", v, customer.Wavering(k, softmax(theta)))
		}
	})
}

func solved(t rapid.TB, l *model.Ledger) (*tree.Solution, *model.Expectations) {
	t.Helper()
	s, err := tree.Solve(context.Background(), l, tree.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	e, err := tree.Expect(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return s, e
}

func matches(t rapid.TB, c *generated.Contract, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*(1+math.Abs(want))) {
		t.Fatalf("%s: %.12g, the histories say %.12g\n%s", what, got, want, c.Text())
	}
}

// cheapest is the supplier's least expected cost over its starts.
func cheapest(game *generated.Game, start int) float64 {
	side := game.Supplier(start, game.Customer().Optimal())
	least := math.Inf(1)
	for k := range game.Starts(generated.Supplier) {
		least = min(least, -side.Problem().Value(k))
	}
	return least
}

// softmax is the oracle's own logit.
func softmax(theta float64) oracle.Chances {
	return func(_, _, _ []int, values []float64) []float64 {
		p, sum, best := make([]float64, len(values)), 0.0, slices.Max(values)
		for i, v := range values {
			p[i] = math.Exp((v - best) / theta)
			sum += p[i]
		}
		for i := range p {
			p[i] /= sum
		}
		return p
	}
}

// No behaviour is worth more than the optimum, a logit one with next to no noise is worth as much, and knowing less is not worth more.
func TestNothingBeatsTheOptimum(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := unguarded(generated.Draw(r, small)) // a guard that sees less may hold more often
		best := valueOf(r, overridden(r, c))
		limit := 1e-9 * (1 + math.Abs(best))
		for _, overrides := range [][]string{set("customer.behaviour={logit: 7}"), set("information=previous"), set("information=previous", "customer.behaviour={logit: 7}")} {
			if v := valueOf(r, overridden(r, c, overrides...)); v > best+limit {
				r.Fatalf("%v: %.12g is more than the optimal %.12g\n%s", overrides, v, best, c.Text())
			}
		}
		if v := valueOf(r, overridden(r, c, "customer.behaviour={logit: 1e-9}")); math.Abs(v-best) > 1e-6+limit {
			r.Fatalf("without noise %.12g, optimal %.12g\n%s", v, best, c.Text())
		}
	})
}

// ways to behave and to know.
var ways = [][]string{
	set(), set("customer.behaviour={logit: 7}"), set("customer.behaviour={rule: period != 2}"), set("customer.behaviour={probabilities: 0.15}"),
	set("information=previous"), set("information=previous", "customer.behaviour={logit: 7}"), set("information=previous", "customer.behaviour={rule: period > 1}"),
}

// Every way to behave and to know, on fixed random contracts with all their restrictions: each figure exactly and along sampled paths.
func TestSimulationOfBehaviours(t *testing.T) {
	for seed := range 40 {
		c := drawn(small, seed)
		if !c.Decides(generated.Customer) {
			continue
		}
		way := ways[seed%len(ways)]
		best, err := tree.Solve(context.Background(), overridden(t, c, way...), tree.Options{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		c = c.StartingIn(generated.Customer, best.Best)
		k := agreementUnder(t, c, seed, way, paths, 0)
		k.figures()
		if k.exact.PriceFloor != nil {
			k.floor()
		}
	}
}

func agreementUnder(t *testing.T, c *generated.Contract, seed int, way []string, paths int64, resolution float64) agreement {
	t.Helper()
	l, ctx := overridden(t, c, way...), context.Background()
	solution, err := tree.Solve(ctx, l, tree.Options{Workers: 1, Resolution: resolution})
	if err != nil {
		t.Fatalf("%v: %v\n%s", way, err, c.Text())
	}
	exact, err := tree.Expect(ctx, solution)
	if err != nil {
		t.Fatalf("%v: %v\n%s", way, err, c.Text())
	}
	o := sim.Options{Paths: paths, FitPaths: 1 << 14, Seed: uint64(seed)}
	policy, err := sim.FitSupplier(ctx, l, followed(t, solution), o)
	if err != nil {
		t.Fatalf("%v: %v\n%s", way, err, c.Text())
	}
	simulated, err := sim.Price(ctx, l, policy, o)
	if err != nil {
		t.Fatalf("%v: %v\n%s", way, err, c.Text())
	}
	return agreement{T: t, c: c, seed: seed, paths: paths, of: [2]*model.Expectations{exact, simulated}, exact: valuation.Figures(l.Problem, exact, "exact"), simulated: valuation.Figures(l.Problem, simulated, "simulated")}
}
