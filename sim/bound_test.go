package sim_test

import (
	"context"
	"math"
	"testing"

	"ips2/model"
	"ips2/model/demand"
	"ips2/sim"
)

// known are problems whose value is known independently: MODEL.md section 7, F. A. Longstaff and E. S. Schwartz (2001), P. Glasserman
// (2003), p. 462 with four more digits than printed, from ../testdata/oracles.
func known(t testing.TB) map[string]struct {
	problem *model.Problem
	exact   float64
} {
	delayed := fixtureA(t, 0)
	delayed.DecideFirst = true
	return map[string]struct {
		problem *model.Problem
		exact   float64
	}{
		"A":            {fixtureA(t, 0), 487.841514},
		"A in advance": {delayed, rigid + 19*late}, // it decides before it knows the demand of period 4: high brings 0.4*170 + 0.6*85 = 119 a period
		"put":          {put(t), 4.47781},
		"max-call, 2":  {maxCall(t, 2, 100), 13.9018},
	}
}

func bound(t testing.TB, p *model.Problem, o sim.Options) (value, upper model.Estimate, gap *model.Bound) {
	t.Helper()
	l := ledger(t, p)
	policy, e := priced(t, l, o)
	gap, err := sim.Bound(context.Background(), l, policy, o)
	if err != nil {
		t.Fatal(err)
	}
	upper = model.Estimate{Mean: e.CustomerValue.Mean + gap.Gap.Mean, StdError: math.Hypot(e.CustomerValue.StdError, gap.Gap.StdError)}
	return e.CustomerValue, upper, gap
}

// A bound is one for any policy, from a good fit or from the worst: hardly any paths to fit on.
func TestBoundsBracket(t *testing.T) {
	const z = 5
	for name, c := range known(t) {
		for _, paths := range []int{1, 1 << 14} {
			value, upper, gap := bound(t, c.problem, sim.Options{Paths: 1 << 13, FitPaths: paths, BoundPaths: 512, Seed: 3})
			rounding := 5e-5 * c.exact / 4
			if value.Mean > c.exact+z*value.StdError+rounding || upper.Mean < c.exact-z*upper.StdError-rounding {
				t.Errorf("%s: %.6f ± %.6f to %.6f ± %.6f, exact %.6f", name, value.Mean, value.StdError, upper.Mean, upper.StdError, c.exact)
			}
			sum := 0.0
			for _, e := range gap.Periods {
				if sum += e.Mean; e.Mean < -1e-9*c.exact {
					t.Errorf("%s: hindsight loses %g in a period", name, -e.Mean)
				}
			}
			if sum > gap.Gap.Mean+1e-9*c.exact {
				t.Errorf("%s: periods lose %g of %g", name, sum, gap.Gap.Mean)
			}
			t.Logf("%s: %.6f ± %.6f, gap %.6f ± %.6f", name, value.Mean, value.StdError, gap.Gap.Mean, gap.Gap.StdError)
		}
	}
}

// Brackets of policies fitted anew with every seed must cover the value in 95 % of 1,000 seeds at least.
func TestCoverageOfBrackets(t *testing.T) {
	long(t)
	const seeds, z = 1000, 1.959963984540054
	covered := 0
	const exact = .0603364 // a put of StOpt's tests: one asset, ten dates
	p := &model.Problem{Name: "put", Periods: 10, Dt: .1, CustomerRate: math.Expm1(.05)}
	p.Factors.Factors = []demand.Factor{gbm("price", 1, .05, .2, .1, 10)}
	option(t, p, "max(1 - price, 0)")
	for seed := range uint64(seeds) {
		value, upper, _ := bound(t, p, sim.Options{Paths: 512, FitPaths: 4096, BoundPaths: 64, Seed: seed + 1})
		if value.Mean-z*value.StdError <= exact && exact <= upper.Mean+z*upper.StdError {
			covered++
		}
	}
	if covered < 950 {
		t.Errorf("%d of %d brackets cover", covered, seeds)
	}
	t.Logf("%d of %d", covered, seeds)
}

func TestNoBoundWhereNobodyOptimises(t *testing.T) {
	p := fixtureA(t, 0)
	p.Behaviour = model.Behaviour{Conduct: model.Logit, Theta: 40}
	l := ledger(t, p)
	if b, err := sim.Bound(context.Background(), l, fit(t, l, 4096), sim.Options{}); b != nil || err != nil {
		t.Errorf("bound %v, error %v", b, err)
	}
}
