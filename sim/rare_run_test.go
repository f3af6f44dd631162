package sim_test

import (
	"context"
	"reflect"
	"testing"

	"ips2/model"
	"ips2/sim"
)

// Forced paths, probes and averages over branches are the same for any number of workers.
func TestRareStatesByWorkers(t *testing.T) {
	type run struct {
		e     *model.Expectations
		bound *model.Bound
	}
	var runs []run
	for _, workers := range []int{1, 3} {
		l := resolved(t, "../valuation/testdata/cases/rare-cost.yaml")
		o := sim.Options{Paths: 2048, FitPaths: 4096, BoundPaths: 256, Seed: 7, Workers: workers}
		policy, e := priced(t, l, o)
		bound, err := sim.Bound(context.Background(), l, policy, o)
		if err != nil {
			t.Fatal(err)
		}
		runs = append(runs, run{e, bound})
	}
	if !reflect.DeepEqual(runs[0], runs[1]) {
		t.Error("one worker and three tell different things")
	}
}
