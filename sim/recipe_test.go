package sim_test

import (
	"context"
	"fmt"
	"testing"

	"ips2/model"
	"ips2/model/demand"
	"ips2/sim"
)

// asymmetric gives the assets of a max-call volatilities of their own, as in L. Andersen, M. Broadie, "Primal-dual simulation algorithm
// for pricing multidimensional American options", Management Science 50 (2004).
func asymmetric(t testing.TB) *model.Problem {
	p := maxCall(t, 5, 100)
	for k := range p.Factors.Factors {
		p.Factors.Factors[k] = gbm(p.Factors.Factors[k].Name, 100, -.05, .08*float64(k+1), 1./3, 9)
	}
	return p
}

// Of factors that the contract does not tell apart the ranks are enough. Features of the file that say nothing new are left out.
func TestCoordinatesAreRanks(t *testing.T) {
	uneven, correlated, apart := maxCall(t, 5, 100), maxCall(t, 3, 100), maxCall(t, 3, 100)
	option(t, uneven, "max(max(a, b, c, d, 0.9 * e) - 100, 0)")
	correlated.Factors.Mix = [][]float64{{1, 0, 0}, {.5, .75, 0}, {0, 0, 1}}
	apart.Features = append(apart.Features, amount(t, apart, "feature", "a * b"))
	plain := maxCall(t, 5, 100)
	plain.Features = nil
	for name, c := range map[string]struct {
		problem *model.Problem
		want    int
	}{
		"alike":             {maxCall(t, 5, 100), 5 + 1}, // ranks, the amount
		"without a feature": {plain, 5 + 1},
		"another feature":   {apart, 3 + 1 + 1},
		"other laws":        {asymmetric(t), 5 + 5 + 1}, // the factors, too
		"other amounts":     {uneven, 5 + 5 + 3 + 1},    // the file's ranks are other ones
		"correlated":        {correlated, 3 + 3 + 1},
	} {
		policy, err := sim.Fit(context.Background(), ledger(t, c.problem), sim.Options{FitPaths: 4096})
		if err != nil {
			t.Fatal(err)
		}
		d := policy.Diagnostics[len(policy.Diagnostics)-1]
		if want := fmt.Sprintf("%d functions of %d features", d.Size, c.want); d.Basis != want {
			t.Errorf("%s: %s, want %s", name, d.Basis, want)
		}
	}
}

// Five assets: the policy's value lies within .01 of the best one's, and the bracket is narrow, whether the file names features or not.
// The value is between 26.115 and 26.164 (L. Andersen, M. Broadie, 2004, table 2); brackets of the engine from ten times the points and
// functions of the fourth degree narrow that to 26.155 ± .003.
func TestFiveAssets(t *testing.T) {
	long(t)
	const z, best, sure = 5, 26.155, .003
	p := maxCall(t, 5, 100)
	p.Features = nil
	value, upper, gap := bound(t, p, sim.Options{Seed: 2})
	if e := z * value.StdError; value.Mean > best+sure+e || value.Mean < best-sure-.01-e {
		t.Errorf("value %.4f ± %.4f, want %.3f less .01 at most", value.Mean, value.StdError, best)
	}
	if upper.Mean < best-sure-z*upper.StdError || gap.Gap.Mean > .001*best+z*gap.Gap.StdError {
		t.Errorf("upper bound %.4f ± %.4f, %.4f above", upper.Mean, upper.StdError, gap.Gap.Mean)
	}
	if _, _, gap = bound(t, asymmetric(t), sim.Options{Seed: 2, Paths: 1 << 13}); gap.Gap.Mean > .002*38+z*gap.Gap.StdError {
		t.Errorf("unlike assets: gap %.4f ± %.4f", gap.Gap.Mean, gap.Gap.StdError)
	}
}

// A formula may read one of two factors that move alike.
func TestFactorsThatAreRead(t *testing.T) {
	a, b := gbm("a", 100, 0, .2, 1, 3), gbm("b", 100, 0, .2, 1, 3)
	s := demand.System{Factors: []demand.Factor{a, b}}
	if !s.Alike([]int{0, 1}) {
		t.Error("two equal factors are not alike")
	}
	s.Factors = append(s.Factors, demand.Factor{Name: "c", Process: &demand.Formula{}})
	if s.Alike([]int{0, 1}) {
		t.Error("a formula may tell them apart")
	}
}
