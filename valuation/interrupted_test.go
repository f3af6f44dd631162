package valuation_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"ips2/valuation"
)

// stoppedAfter values until a stage begins that is not the exact method's.
func stoppedAfter(t *testing.T, file string, o valuation.Options) (*valuation.Result, error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	o.Progress = func(p valuation.Progress) {
		if !strings.HasPrefix(p.Stage, "rollback") {
			cancel()
		}
	}
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return valuation.Value(ctx, read(t, string(source)), o)
}

// An exact result that is there is kept when the simulation beside it is cut short, and says what is missing.
func TestExactHalfIsKept(t *testing.T) {
	o := valuation.Options{Method: valuation.Both, Paths: 1 << 12, FitPaths: 1 << 20}
	r, err := stoppedAfter(t, "../configs/maintenance-contract.yaml", o)
	if err != nil {
		t.Fatal(err)
	}
	if r.Exact == nil || r.Simulated != nil || r.Exact.PriceFloor == nil || !r.Interrupted || r.Comparison != nil {
		t.Errorf("exact %v, simulated %v, interrupted %v", r.Exact != nil, r.Simulated != nil, r.Interrupted)
	}
	if text := strings.Join(r.Warnings, "\n"); !strings.Contains(text, "no simulated figures: the run was stopped before") {
		t.Errorf("warnings: %s", text)
	}
	o.Method = valuation.Simulate
	if r, err := stoppedAfter(t, "../configs/maintenance-contract.yaml", o); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("a simulation alone has nothing: %v", err)
	}
}

// Of a mixed valuation the customer's side is kept.
func TestCustomersSideIsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	r, err := stoppedAfter(t, "../configs/press-line.yaml", valuation.Options{Paths: 1 << 12, FitPaths: 1 << 13, Memory: 150 << 20})
	if err != nil {
		t.Fatal(err)
	}
	if r.Method != "exact" || r.Exact == nil || r.Simulated != nil || r.Exact.PriceFloor != nil || !r.Interrupted {
		t.Errorf("method %s, %v", r.Method, r.Warnings)
	}
	if text := strings.Join(r.Warnings, "\n"); !strings.Contains(text, "no price floor: the run was stopped before") {
		t.Errorf("warnings: %s", text)
	}
}
