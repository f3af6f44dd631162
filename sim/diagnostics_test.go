package sim_test

import (
	"context"
	"math"
	"reflect"
	"testing"

	"ips2/model"
	"ips2/model/formula"
	"ips2/sim"
)

// Where the fit knows the states, the policy is worth on its own paths what it is worth: with the noise taken out, and with it.
func TestInSample(t *testing.T) {
	before := fixtureA(t, 0)
	before.DecideFirst = true
	entry := fixtureA(t, 0)
	entry.Characteristics[0].Entry = model.Amount{Name: "entry", Expr: formula.Constant(7)}
	for name, c := range map[string]struct {
		problem *model.Problem
		want    float64
	}{"A": {fixtureA(t, 0), 487.841514}, "entry": {entry, 480.841514}, "before": {before, rigid + 19*late}} {
		policy := fit(t, ledger(t, c.problem), 1<<14)
		near(t, name, *policy.InSample, c.want)
	}
	// Of the noise of a put, the first of its fifty periods alone leaves 0.7 a path: its martingale is taken out, too.
	own := fit(t, ledger(t, put(t)), 1<<13).InSample
	if math.Abs(own.Mean-4.47781) > .01 || own.StdError > .7/math.Sqrt(1<<13)/5 {
		t.Errorf("put: in sample %g ± %g", own.Mean, own.StdError)
	}
	given := fixtureA(t, 0)
	conduct(t, given, model.Rule, `to == "high"`)
	if policy := fit(t, ledger(t, given), 4096); policy.InSample != nil || policy.Diagnostics != nil {
		t.Errorf("a rule was fitted: %v, %v", policy.InSample, policy.Diagnostics)
	}
}

// In fixture A demand is low for three periods: of the two cells one is met, then both, and nothing ties them.
func TestRankOfCells(t *testing.T) {
	list := fit(t, ledger(t, fixtureA(t, 0)), 4096).Diagnostics
	if len(list) != 5 {
		t.Fatalf("%d fits, want those after periods 1 to 5: %v", len(list), list)
	}
	for _, d := range list {
		rank := 1
		if d.Period > 3 {
			rank = 2
		}
		if d.Party != model.Customer || d.Size != 2 || d.Rank != rank || math.Abs(d.Condition-1) > 1e-12 {
			t.Errorf("%+v", d)
		}
	}
}

// Paths without variance reduction count one each; a figure that never varies has no error to compare.
func TestEffectivePathsOfAPlainRun(t *testing.T) {
	l := ledger(t, fixtureA(t, 60))
	e, err := sim.Price(context.Background(), l, fit(t, l, 4096), sim.Options{Paths: 5000, Plain: true})
	if err != nil {
		t.Fatal(err)
	}
	for what, got := range map[string]float64{"value": e.Effective.CustomerValue, "flexibility": e.Effective.Flexibility, "switching": e.Effective.SwitchCustomer} {
		if math.Abs(got-5000) > 1e-6 {
			t.Errorf("%s: %g effective paths of 5000", what, got)
		}
	}
	if e.Effective.Rigid != 0 {
		t.Errorf("%g effective paths of what is certain", e.Effective.Rigid)
	}
}

func TestWorkersChangeNoDiagnostic(t *testing.T) {
	l := ledger(t, maxCall(t, 2, 100))
	var first []any
	for _, workers := range []int{1, 3} {
		o := sim.Options{FitPaths: 1 << 13, BoundPaths: 1000, Seed: 9, Workers: workers}
		policy, err := sim.Fit(context.Background(), l, o)
		if err != nil {
			t.Fatal(err)
		}
		bound, err := sim.Bound(context.Background(), l, policy, o)
		if err != nil {
			t.Fatal(err)
		}
		got := []any{*policy.InSample, policy.Diagnostics, *bound}
		if first == nil {
			first = got
		}
		if !reflect.DeepEqual(got, first) {
			t.Errorf("%d workers give %v, one gives %v", workers, got, first)
		}
	}
}
