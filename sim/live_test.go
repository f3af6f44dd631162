package sim_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"testing"

	"ips2/model"
	"ips2/scenario"
	"ips2/sim"
)

// resolved is the ledger of a scenario file.
func resolved(t testing.TB, name string) *model.Ledger {
	t.Helper()
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.ReadIn(scenario.Folder{Path: filepath.Dir(name)}, name, source)
	if err != nil {
		t.Fatal(err)
	}
	return ledger(t, s.Problem)
}

// live measures the bytes in use whenever a run reports progress, beside what was there before.
type live struct{ before, most float64 }

func inUse() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func (v *live) see(string, float64, float64) { v.most = max(v.most, inUse()-v.before) }

// What a simulation holds is forecast within a factor of two.
func TestMemoryIsForecast(t *testing.T) {
	if testing.Short() {
		t.Skip("it collects garbage after every period: not in short mode")
	}
	files, err := filepath.Glob("../benchmarks/published/*-put*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	for _, name := range append(files, "../configs/press-line.yaml", "../configs/maintenance-contract.yaml", "../benchmarks/published/power-plant.yaml") {
		l := resolved(t, name)
		v := live{before: inUse()}
		o := sim.Options{Paths: 1 << 14, FitPaths: 1 << 15, Seed: 1, Workers: 1, Progress: v.see}
		policy, err := sim.Fit(context.Background(), l, o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sim.Price(context.Background(), l, policy, o); err != nil {
			t.Fatal(err)
		}
		if f := sim.Plan(l, o); f.Bytes < v.most/2 || f.Bytes > 2*v.most {
			t.Errorf("%s: %.3g bytes forecast, %.3g held", name, f.Bytes, v.most)
		}
	}
}
