package sim_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"ips2/costs"
	"ips2/internal/processor"
	"ips2/model"
	"ips2/sim"
)

// The number of workers must change no byte, with every kind of policy: cells, hats, features, and a supplier that decides.
func TestWorkersChangeNothing(t *testing.T) {
	curve, err := costs.NewCurve(costs.Learning{Rate: .7})
	if err != nil {
		t.Fatal(err)
	}
	short := put(t)
	for name, p := range map[string]*model.Problem{"A": fixtureA(t, 60), "put": short, "max-call": maxCall(t, 5, 100), "supplier": learner(t, curve, 1600)} {
		var first *model.Expectations
		for _, workers := range []int{1, 3} {
			e := value(t, p, sim.Options{Paths: 6_000, FitPaths: 1 << 13, Seed: 9, Workers: workers, PathsOut: 3})
			if first == nil {
				first = e
			}
			if !reflect.DeepEqual(e, first) {
				t.Errorf("%s: %d workers give %v, one gives %v", name, workers, e.CustomerValue, first.CustomerValue)
			}
		}
	}
}

func TestSeedsDiffer(t *testing.T) {
	p := fixtureA(t, 0)
	a := value(t, p, sim.Options{Paths: 4096, FitPaths: 4096, Seed: 1})
	b := value(t, p, sim.Options{Paths: 4096, FitPaths: 4096, Seed: 2})
	if a.CustomerValue.Mean == b.CustomerValue.Mean {
		t.Error("two seeds give the same paths")
	}
}

// 95 % intervals must cover the exact value in 93 to 97 % of 1,000 seeds: 2.9 standard deviations of a right count.
func TestCoverage(t *testing.T) {
	long(t)
	l := ledger(t, fixtureA(t, 0))
	coverage(t, l, fit(t, l, 4096), 487.841514)
}

// With a fitted policy they must cover the value of that policy: it is known from so many paths that its own error does not count.
func TestCoverageOfAFittedPolicy(t *testing.T) {
	long(t)
	p := maxCall(t, 2, 100)
	l := ledger(t, p)
	policy := fit(t, l, 1<<14)
	e, err := sim.Price(context.Background(), l, policy, sim.Options{Paths: 1 << 20, Seed: 12345, Plain: true})
	if err != nil {
		t.Fatal(err)
	}
	coverage(t, l, policy, e.CustomerValue.Mean)
}

func fit(t *testing.T, l *model.Ledger, paths int) *sim.Policy {
	t.Helper()
	policy, err := sim.Fit(context.Background(), l, sim.Options{FitPaths: paths})
	if err != nil {
		t.Fatal(err)
	}
	return policy
}

func coverage(t *testing.T, l *model.Ledger, policy *sim.Policy, exact float64) {
	t.Helper()
	const seeds, z = 1000, 1.959963984540054
	covered := 0
	for seed := range uint64(seeds) {
		e, err := sim.Price(context.Background(), l, policy, sim.Options{Paths: 1024, Seed: seed + 1, Plain: true})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(e.CustomerValue.Mean-exact) <= z*e.CustomerValue.StdError {
			covered++
		}
	}
	if covered < 930 || covered > 970 {
		t.Errorf("%d of %d intervals cover", covered, seeds)
	}
	t.Logf("%d of %d", covered, seeds)
}

// The paths reported are those that were priced: with all of them the means can be computed again.
func TestPathsOut(t *testing.T) {
	const n = 700
	e := value(t, fixtureA(t, 60), sim.Options{Paths: n, FitPaths: 4096, Seed: 4, PathsOut: n, Plain: true})
	if len(e.Paths) != n*6 {
		t.Fatalf("%d rows, want %d", len(e.Paths), n*6)
	}
	value, changes := 0.0, 0
	for k, row := range e.Paths {
		if row.Path != k/6 || row.Period != k%6+1 {
			t.Fatalf("row %d is period %d of path %d", k, row.Period, row.Path)
		}
		value += (row.Revenue - row.Expense - row.Fees - row.Switching) * math.Pow(1.1, -float64(row.Period))
		if row.Switching > 0 {
			changes++
		}
		if high := row.Factors[0] == 170; row.Period >= 4 && high != (row.Config == "frequency=high") {
			t.Errorf("path %d period %d: demand %g and %s", row.Path, row.Period, row.Factors[0], row.Config)
		}
	}
	same(t, "value", value/n, e.CustomerValue.Mean)
	same(t, "probability", float64(changes)/n, e.Switches[0].Probability.Mean)
}

// A path of fixture A brings either of two amounts, the larger with probability 0.4; so do the quantiles.
func TestQuantiles(t *testing.T) {
	e := value(t, fixtureA(t, 0), sim.Options{Paths: 1 << 14, FitPaths: 4096, Seed: 4})
	low := 100 * discounted(.1, 1, 6)
	high := low + 70*discounted(.1, 4, 6)
	for _, q := range e.Quantiles {
		want := low
		if q.Probability > .6 {
			want = high
		}
		same(t, "quantile", q.Value, want)
	}
}

func TestPrecision(t *testing.T) {
	p := fixtureA(t, 0)
	e := value(t, p, sim.Options{FitPaths: 4096, Seed: 4, Plain: true, Precision: sim.Precision{HalfWidth: .5}})
	// (1.96*64.073/0.5)² = 63,084; the pilot's standard deviation is known to 1 %.
	if n := float64(e.CustomerValue.N); math.Abs(n/63084-1) > .05 {
		t.Errorf("%g paths, want about 63,084", n)
	}
	if half := 1.96 * e.CustomerValue.StdError; half > .5*1.02 {
		t.Errorf("half-width %g", half)
	}
	relative := value(t, p, sim.Options{FitPaths: 4096, Seed: 4, Plain: true, Precision: sim.Precision{HalfWidth: .001, Relative: true}})
	if half := 1.96 * relative.CustomerValue.StdError / relative.CustomerValue.Mean; half > .001*1.02 {
		t.Errorf("relative half-width %g", half)
	}
	if !strings.Contains(e.Stopped, "pilot") {
		t.Errorf("stopped because %q", e.Stopped)
	}
}

// What was finished before an interruption is a result: that of so many paths.
func TestInterrupted(t *testing.T) {
	l := ledger(t, fixtureA(t, 0))
	o := sim.Options{FitPaths: 4096, Seed: 4, Paths: 1 << 40}
	policy, err := sim.Fit(context.Background(), l, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	o.Progress = func(string, float64, float64) { cancel() }
	e, err := sim.Price(ctx, l, policy, o)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(e.Stopped, "interrupted after") {
		t.Errorf("stopped because %q", e.Stopped)
	}
	o.Paths, o.Progress = e.CustomerValue.N, nil
	whole, err := sim.Price(context.Background(), l, policy, o)
	if err != nil {
		t.Fatal(err)
	}
	if whole.CustomerValue != e.CustomerValue {
		t.Errorf("interrupted: %v, in one go: %v", e.CustomerValue, whole.CustomerValue)
	}
	if _, err := sim.Price(ctx, l, policy, o); !errors.Is(err, context.Canceled) {
		t.Errorf("with nothing done the error is %v", err)
	}
}

func TestTimeLimit(t *testing.T) {
	began := processor.Used()
	l, o := ledger(t, fixtureA(t, 0)), sim.Options{FitPaths: 4096, Paths: 1 << 40}
	policy, err := sim.Fit(context.Background(), l, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := sim.Limit(context.Background(), time.Second) // on a busy machine a pilot takes a good part of it
	defer stop()
	e, err := sim.Price(ctx, l, policy, o)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(e.Stopped, "time limit") || e.CustomerValue.N == 0 {
		t.Errorf("stopped because %q after %d paths", e.Stopped, e.CustomerValue.N)
	}
	if took := processor.Used() - began; took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// A fit is complete or an error that says what would help.
func TestTimeLimitOfTheFit(t *testing.T) {
	ctx, stop := sim.Limit(context.Background(), time.Nanosecond)
	defer stop()
	for _, p := range []*model.Problem{put(t), fixtureB(t, costs.Learning{Rate: 0.9})} {
		_, err := sim.Fit(ctx, ledger(t, p), sim.Options{FitPaths: 4096})
		var late *sim.OutOfTime
		if !errors.As(err, &late) || !strings.Contains(err.Error(), "before the policy was fitted: raise it (--time-limit)") {
			t.Errorf("error %v, want *OutOfTime", err)
		}
	}
}

// The error names the formula, the period and the values that it failed on.
func TestFaultIsNamed(t *testing.T) {
	p := put(t)
	p.Revenue = amount(t, p, "customer.revenue", `period == 7 ? log(price - 30) : 0`)
	l := ledger(t, p)
	_, err := sim.Fit(context.Background(), l, sim.Options{FitPaths: 4096})
	var f *model.ValueError
	if !errors.As(err, &f) || f.Amount != "customer.revenue" || f.Period != 7 || !strings.Contains(err.Error(), "price = ") {
		t.Errorf("the error is %v", err)
	}
}

// A change that its guard forbids must not be valued, not even its undefined amounts.
func TestGuard(t *testing.T) {
	p := fixtureA(t, 0)
	p.Changes[0].When = amount(t, p, "when", "demand > 200")
	p.Changes[0].Outside = amount(t, p, "outside", "1 / (demand - 170)")
	e := value(t, p, sim.Options{Paths: 4096, FitPaths: 4096, Seed: 4})
	near(t, "value", e.CustomerValue, 450.538734)
	if e.Best != 1 {
		t.Errorf("best start %d", e.Best)
	}
}
