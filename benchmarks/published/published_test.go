package published_test

import (
	"context"
	"errors"
	"math"
	"os"
	"slices"
	"testing"

	"ips2/benchmarks/published"
	"ips2/model"
	"ips2/scenario"
	"ips2/valuation"
)

func cases(t *testing.T) []published.Case {
	t.Helper()
	list, err := published.Cases()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func problem(t *testing.T, c published.Case) *model.Problem {
	t.Helper()
	text, err := published.Read(c.Scenario)
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Read(c.Scenario+".yaml", text, c.Set...)
	if err != nil {
		t.Fatalf("%s: %v", c, err)
	}
	return s.Problem
}

func value(t *testing.T, c published.Case, o valuation.Options) *valuation.Result {
	t.Helper()
	r, err := valuation.Value(context.Background(), problem(t, c), o)
	if err != nil {
		t.Fatalf("%s: %v", c, err)
	}
	return r
}

// What is printed is rounded, or an estimate: it must not contradict what is exact.
func TestPrintedAndExact(t *testing.T) {
	for _, c := range cases(t) {
		if d := math.Abs(c.Printed - c.Exact); d > 0.01 {
			t.Errorf("%s: printed %g, exact %g", c, c.Printed, c.Exact)
		}
	}
}

// The exact engine is as good as it is meant to be, and says no better of itself: the estimated error of the grid covers the true one, as
// far as this is known. Grids too fine to differ are off by rounding.
func TestExactly(t *testing.T) {
	const rounding = 1e-9
	for k, c := range cases(t) {
		if math.IsNaN(c.Exactly) || tooLong(k, c) {
			continue
		}
		v := value(t, c, valuation.Options{Method: valuation.Exact}).Exact
		got, estimate := v.CustomerValue.Value, v.GridError.CustomerValue
		off := math.Abs(got - c.Exact)
		if !(off <= c.Error+c.Exactly*math.Abs(c.Exact)) {
			t.Errorf("%s: %.9g, exact %.9g ± %.2g", c, got, c.Exact, c.Error)
		}
		if !(off <= c.Error+estimate+rounding*math.Abs(c.Exact)) {
			t.Errorf("%s: %.9g, exact %.9g ± %.2g, estimated error %.2g", c, got, c.Exact, c.Error, estimate)
		}
		t.Logf("%-90s %.9g exact %.9g ± %.1g, off by %.1e, estimated %.1e", c, got, c.Exact, c.Error, off, estimate)
	}
}

// tooLong leaves out most swing contracts, with their 1,001 dates, unless everything is wanted: one right, five and a hundred stay. In
// short mode a few cases of each kind are enough.
func tooLong(k int, c published.Case) bool {
	if testing.Short() {
		return c.Scenario == "swing" || k%5 > 0
	}
	kept := []string{"characteristics.hand.changes.0.uses=1", "characteristics.hand.changes.0.uses=5", "characteristics.hand.changes.0.uses=100"}
	return c.Scenario == "swing" && os.Getenv("IPS2_ORACLES") == "" && !slices.Contains(kept, c.Set[0])
}

// With more than a few continuous factors the exact engine says beforehand that it would not do.
func TestRefused(t *testing.T) {
	for _, c := range cases(t) {
		if c.Scenario != "max-call-five" && c.Scenario != "average-put-four" {
			continue
		}
		_, err := valuation.Value(context.Background(), problem(t, c), valuation.Options{Method: valuation.Exact})
		var refused *valuation.Refused
		if !errors.As(err, &refused) || refused.Forecast.ExactBytes == 0 {
			t.Errorf("%s: %v is no refusal with a forecast", c, err)
		}
	}
}

// A fitted policy is worth no more than the best one and, beside five standard errors, no less than that less its bias.
func TestSimulated(t *testing.T) {
	for k, c := range cases(t) {
		if math.IsNaN(c.Bias) || tooLong(k, c) {
			continue
		}
		o := valuation.Options{Method: valuation.Simulate, Paths: 1 << 13, BoundPaths: 1 << 8}
		if c.Scenario == "swing" {
			o.FitPaths = 1 << 14
		}
		v := value(t, c, o).Simulated
		f := v.CustomerValue
		low, high := c.Bounds()
		if u := v.UpperBound; u != nil && !(u.Value >= low-5*u.StdError-1e-9*low) {
			t.Errorf("%s: upper bound %.6f ± %.6f, want at least %g", c, u.Value, u.StdError, low)
		}
		if f.Value < low-c.Bias-5*f.StdError || f.Value > high+5*f.StdError {
			t.Errorf("%s: %.6f ± %.6f, want %g to %g", c, f.Value, f.StdError, low-c.Bias, high)
		}
		t.Logf("%-90s %12.6f ± %.6f, %.6f to %.6f, upper bound %.6f", c, f.Value, f.StdError, low, high, v.PriceCeiling.Upper)
	}
}
