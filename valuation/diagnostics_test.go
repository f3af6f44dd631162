package valuation_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"ips2/model"
	"ips2/model/demand"
	"ips2/valuation"
)

const option = "../configs/bermudan-put.yaml"

// A policy that is fitted to noise is worth more on its own paths than on others: here to 64 cells that a lottery and a coin put the paths
// into, 64 in each, which can come to so many places in a period that the noise is left in. Advice says so.
func TestOptimismOfAWildFit(t *testing.T) {
	long(t)
	tickets := make([]string, 32)
	for k := range tickets {
		tickets[k] = strconv.Itoa(k)
	}
	wild := set("horizon={periods: 150, period: 0.01}", "factors={price: {process: gbm, initial: 36, drift: 6%, volatility: 20%}, "+
		"lottery: {process: independent, initial: 0, values: ["+strings.Join(tickets, ", ")+"]}, coin: {process: independent, initial: 0, values: [0, 1]}}")
	v := value(t, option, wild, valuation.Options{Method: valuation.Simulate, FitPaths: 4096, BoundPaths: 128, Seed: 3}).Simulated
	if d := v.Diagnostics; d.Optimism < 5 || !strings.Contains(d.Advice, "On the paths that it was fitted on") {
		t.Errorf("z %.2f: %s", d.Optimism, d.Advice)
	}
	if v = value(t, option, nil, valuation.Options{Method: valuation.Simulate, Seed: 3}).Simulated; math.Abs(v.Diagnostics.Optimism) > 5 || v.Diagnostics.Advice != "" {
		t.Errorf("as shipped: z %.2f: %s", v.Diagnostics.Optimism, v.Diagnostics.Advice)
	}
}

// Without variance reduction the effective paths are the paths. With it they are as many as a plain run would need for the standard error.
func TestEffectivePaths(t *testing.T) {
	const paths = 1 << 14
	run := func(plain bool) *valuation.Valuation {
		return value(t, "../configs/press-line.yaml", nil, valuation.Options{Method: valuation.Simulate, Paths: paths, FitPaths: 4096, BoundPaths: 64, Plain: plain}).Simulated
	}
	plain, controlled := run(true), run(false)
	if len(plain.Diagnostics.Effective) < 6 {
		t.Fatalf("effective paths of %v", plain.Diagnostics.Effective)
	}
	for _, e := range plain.Diagnostics.Effective {
		if math.Abs(e.Paths/paths-1) > 1e-9 {
			t.Errorf("%s of %d plain paths: %g effective ones", e.Figure, paths, e.Paths)
		}
	}
	before, after := figures(plain), figures(controlled)
	for _, e := range controlled.Diagnostics.Effective {
		want := paths * math.Pow(before[e.Figure].StdError/after[e.Figure].StdError, 2)
		if math.Abs(e.Paths/want-1) > .15 { // variances of 16,384 paths, known to a few percent
			t.Errorf("%s: %g effective paths, want %g", e.Figure, e.Paths, want)
		}
		t.Logf("%s: %g effective paths, want %g", e.Figure, e.Paths, want)
	}
}

func TestAdvice(t *testing.T) {
	f := func(value, noise float64, n int64) valuation.Figure {
		return valuation.Figure{Value: value, Lower: value - 1.96*noise, Upper: value + 1.96*noise, Confidence: .95, StdError: noise, N: n, Method: "simulated"}
	}
	own := &model.Problem{}
	own.Factors.Factors = []demand.Factor{{Name: "paths", Process: demand.NewSamples(0, nil, -1)}}
	for name, c := range map[string]struct {
		problem    *model.Problem
		continuous int
		value, gap valuation.Figure
		optimism   float64 // of 5 standard errors
		want       []string
	}{
		"narrow":            {&model.Problem{}, 1, f(1000, 1, 512), f(5, .1, 64), 0, nil},
		"value unknown":     {&model.Problem{}, 1, f(1000, 10, 512), f(20, 10, 64), 0, []string{"6.7 %", "--paths, now 512"}},
		"bound unknown":     {&model.Problem{}, 1, f(1000, 1, 512), f(10, 10, 64), 0, []string{"--bound-paths, now 64"}},
		"crude fit":         {&model.Problem{}, 2, f(1000, 1, 512), f(20, 1, 64), 0, []string{"75 %", "period 2", "--fit-paths, now 4096"}},
		"nothing":           {&model.Problem{}, 1, f(0, 0, 512), f(0, 0, 64), 0, nil},
		"worth nothing":     {&model.Problem{}, 1, f(0, 1, 512), f(20, 1, 64), 0, []string{"wider than the value", "75 %", "period 2"}},
		"wrong start":       {&model.Problem{}, 1, f(1000, 1, 512), f(60, 1, 64), 0, []string{"70 %", "at signing"}},
		"fitted to chance":  {&model.Problem{}, 1, f(1000, 1, 512), f(20, 1, 64), 10, []string{"50 % of the gap", "--fit-paths, now 4096"}},
		"missed states":     {&model.Problem{}, 1, f(1000, 1, 512), f(20, 1, 64), -10, []string{"worth less, by 50 % of the gap"}},
		"chance is not all": {&model.Problem{}, 1, f(1000, 1, 512), f(20, 1, 64), 1.5, []string{"become finer"}},
		"many factors":      {&model.Problem{}, 3, f(1000, 1, 512), f(20, 1, 64), 0, []string{"Name what matters", "simulation.features"}},
		"poor features":     {&model.Problem{Features: make([]model.Amount, 1)}, 3, f(1000, 1, 512), f(20, 1, 64), 0, []string{"missing among simulation.features"}},
		"own paths":         {own, 1, f(1000, 1, 512), f(20, 1, 64), 0, []string{"knows the paths of paths"}},
	} {
		inSample := f(1000+c.optimism, 1, 4096)
		v := &valuation.Valuation{
			CustomerValue: c.value, Bracket: &valuation.Bracket{Gap: c.gap, Periods: []valuation.Figure{f(1, .1, 64), f(15, .1, 64), f(2, .1, 64)}},
			Diagnostics: &valuation.Diagnostics{InSample: &inSample, Optimism: 5 * max(-1, min(c.optimism, 1))},
		}
		got := valuation.Advise(c.problem, valuation.Forecast{FitPaths: 4096, Continuous: c.continuous}, v)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q, want %q in it", name, got, want)
			}
		}
		if (got == "") != (c.want == nil) {
			t.Errorf("%s: advice %q", name, got)
		}
	}
}
