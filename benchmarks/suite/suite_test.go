package suite

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"ips2/valuation"
)

func all(t *testing.T) []Case {
	t.Helper()
	cases, err := Cases()
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range all(t) {
		if seen[c.Name] || strings.ContainsAny(c.Name, " \t") {
			t.Errorf("the name %q is there twice, or has a space", c.Name)
		}
		seen[c.Name] = true
	}
	for _, name := range short {
		if !seen[name] {
			t.Errorf("no case is called %q", name)
		}
	}
}

func TestFind(t *testing.T) {
	names := func(asked ...string) (names []string) {
		found, err := Find(all(t), asked)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range found {
			names = append(names, c.Name)
		}
		return names
	}
	if got := names("exchange", "swing/uses=5", "exchange"); !slices.Equal(got, []string{"swing/uses=5", "exchange"}) {
		t.Errorf("in the order of the suite, each once, and no beginning of a number: %v", got)
	}
	if got := names("max-call-two/"); len(got) != 3 {
		t.Errorf("max-call-two/ is %v", got)
	}
	if got := names("growth/factors"); len(got) != len(manyFactors) {
		t.Errorf("growth/factors is %v", got)
	}
	var unknown *NotFound
	if _, err := Find(all(t), []string{"exchange", "swing/use"}); !errors.As(err, &unknown) || unknown.Word != "swing/use" {
		t.Errorf("swing/use: %v", err)
	}
}

// Every size is what its name says, is one problem that does not come apart, and grows to what no budget allows.
func TestGrowth(t *testing.T) {
	refused := map[string]bool{}
	for _, c := range growth() {
		read, err := c.read()
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		f, err := valuation.Plan(read.Problem, valuation.Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		of := map[string]int{"periods": f.Periods, "factors": f.Factors, "characteristics": len(read.Problem.Characteristics), "paths": int(c.Paths)}
		if of[c.Series] != int(c.Size) || f.Parts != 0 {
			t.Errorf("%s: %v, in %d parts", c.Name, of, f.Parts)
		}
		if want := math.Pow(float64(f.Periods+1), float64(f.Factors)); f.Nodes != want {
			t.Errorf("%s: %g nodes, a recombining tree has %g", c.Name, f.Nodes, want)
		}
		refused[c.Series] = refused[c.Series] || f.Refusal != ""
	}
	if !refused["periods"] || !refused["factors"] {
		t.Errorf("rollback is never refused: %v", refused)
	}
}

func options(budget time.Duration) Options {
	return Options{Options: valuation.Options{Paths: 4096, FitPaths: 4096, Budget: budget, Memory: 1 << 30, Seed: 3, Workers: 2}}
}

// Known values are found, by either method; the limits fail by luck once in a million.
func TestRun(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds: not in short mode")
	}
	cases, err := Find(all(t), []string{"call-on-call", "exchange", "growth/periods=4", "growth/factors=10", "power-plant/efficiency=0.35"})
	if err != nil {
		t.Fatal(err)
	}
	o := options(time.Minute)
	o.Seeds = 2
	var heard []string
	o.Progress = func(name string, done, total float64) {
		heard = append(heard, name)
		if done >= total {
			t.Errorf("%s: %g of %g are done before it begins", name, done, total)
		}
	}
	rows, err := Run(t.Context(), cases, o)
	if err != nil || len(rows) != len(cases) || len(heard) != len(cases) {
		t.Fatalf("%d rows of %d cases, progress %v: %v", len(rows), len(cases), heard, err)
	}
	for _, r := range rows {
		if r.Name == "growth/factors=10" {
			if r.Exact != nil || !math.IsNaN(r.Sample().Z) || r.Sample().Covers != 0 {
				t.Errorf("%s: exact %v, sample %+v, where nothing is known", r.Name, r.Exact, r.Sample())
			}
			continue
		}
		const bias = 0.01 // of a policy fitted on few paths
		s := r.Sample()
		if s.Runs != 2 || r.Simulated[0].Seed != 3 || r.Simulated[1].Seed != 4 || s.Seconds <= 0 {
			t.Errorf("%s: %+v of seeds %d, %d", r.Name, s, r.Simulated[0].Seed, r.Simulated[1].Seed)
		}
		if !(s.Z < 5 && s.Error >= -5*s.StdError-bias*math.Abs(r.Truth().Middle())) {
			t.Errorf("%s: simulated %g, error %g, z %g", r.Name, s.Value, s.Error, s.Z)
		}
		if e := r.ExactError(); math.Abs(e) > 2e-3*math.Abs(r.Known.Middle()) && r.Series == "" {
			t.Errorf("%s: exact method off by %g", r.Name, e)
		}
	}
}

// What is forecast above the budget is not run; an end of the context keeps what is complete.
func TestBudgetAndInterrupt(t *testing.T) {
	cases, err := Find(all(t), []string{"exchange", "call-on-call"})
	if err != nil {
		t.Fatal(err)
	}
	o := options(time.Microsecond)
	rows, err := Run(t.Context(), cases, o)
	if err != nil || len(rows) != 2 || rows[0].Exact != nil || len(rows[0].Simulated) > 0 || rows[0].Forecast.Refusal == "" {
		t.Errorf("within a microsecond: %+v, %v", rows, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	o = options(time.Minute)
	o.Progress = func(name string, _, _ float64) {
		if name == cases[1].Name {
			cancel()
		}
	}
	rows, err = Run(ctx, cases, o)
	if err != nil || len(rows) != 1 || rows[0].Name != cases[0].Name {
		t.Errorf("interrupted in the second case: %d rows, %v", len(rows), err)
	}
}

// By hand: runs of 9 ± 1 and 13 ± 1 and 2 and 4 seconds, of a value between 10 and 10.5. The mean is 11, 0.75 from the middle and 0.5
// beyond the end, which are 0.5·√2 standard errors of the mean; only the first interval, 8 to 10, touches the truth.
func TestSample(t *testing.T) {
	once := func(value, seconds float64) Once {
		return Once{Value: valuation.Figure{Value: value, Lower: value - 1, Upper: value + 1, StdError: 1}, Seconds: seconds}
	}
	r := Row{Case: Case{Known: Interval{10, 10.5}}, Simulated: []Once{once(9, 2), once(13, 4)}}
	want := Sample{
		Runs: 2, Value: 11, Half: 1, StdError: 1, Error: 0.75, RMS: math.Sqrt((1.25*1.25 + 2.75*2.75) / 2), Z: 0.5 * math.Sqrt2,
		Covers: 1, Seconds: 3, Work: 3, Gap: 0,
	}
	got := r.Sample()
	if !math.IsNaN(got.Gap) {
		t.Errorf("a gap of %g without bounds", got.Gap)
	}
	if got.Gap = 0; got != want {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	// With bounds of 9.9 and 14.3, known to 0.3, the gaps are a tenth; a first interval that ended below the truth would now reach it.
	r.Simulated[0].Bound, r.Simulated[1].Bound = &valuation.Figure{Value: 9.9, Upper: 10.2}, &valuation.Figure{Value: 14.3, Upper: 14.6}
	if got := r.Sample(); math.Abs(got.Gap-0.1) > 1e-12 || got.Covers != 1 {
		t.Errorf("%+v", got)
	}
	r.Simulated[0].Value.Upper = 9.5
	if got := r.Sample(); got.Covers != 1 {
		t.Errorf("a bracket from 8 to 10.2 does not cover 10 to 10.5: %+v", got)
	}
	if e := r.ExactError(); !math.IsNaN(e) {
		t.Errorf("the error of an exact method that was not run is %g", e)
	}
}
