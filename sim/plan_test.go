package sim_test

import (
	"strings"
	"testing"

	"ips2/sim"
)

func TestPlan(t *testing.T) {
	f := sim.Plan(ledger(t, put(t)), sim.Options{Paths: 1 << 20, FitPaths: 1 << 17, Workers: 2})
	if f.PathSteps != 50*(1<<20+1<<17) {
		t.Errorf("%g path steps", f.PathSteps)
	}
	// One state a period and two values for two modes: 54 numbers for each of 131,072 fitting paths.
	if want := 54 * 8 * float64(1<<17); f.Bytes < want || f.Bytes > 1.5*want {
		t.Errorf("%g bytes, want a little over %g", f.Bytes, want)
	}
	if more := sim.Plan(ledger(t, put(t)), sim.Options{Paths: 1 << 30, FitPaths: 1 << 17, Workers: 2}); more.Bytes != f.Bytes {
		t.Errorf("memory grows with the paths from %g to %g", f.Bytes, more.Bytes)
	}
	// With martingales in the fit fewer paths do.
	if f := sim.Plan(ledger(t, put(t)), sim.Options{}); f.FitPaths != sim.WatchedPaths || f.Paths != sim.ControlledPaths {
		t.Errorf("%d paths, %d to fit", f.Paths, f.FitPaths)
	}
}

// Fitting paths that memory does not allow are cut, others are taken in chunks, and the result says so.
func TestOtherFittingPaths(t *testing.T) {
	p := fixtureA(t, 0)
	if f := sim.Plan(ledger(t, p), sim.Options{FitPaths: 1 << 40}); f.FitPaths >= 1<<40 {
		t.Errorf("%d fitting paths", f.FitPaths)
	}
	for asked, want := range map[int]string{1 << 40: "to stay within memory", 512: "fitted on 4096 paths, not 512: they are taken in multiples of 4096", 4096: "", 0: ""} {
		e := value(t, p, sim.Options{Paths: 4096, FitPaths: asked})
		if w := strings.Join(e.Warnings, "\n"); !strings.Contains(w, want) || (want == "") != (w == "") {
			t.Errorf("%d: warnings %q", asked, w)
		}
	}
}
