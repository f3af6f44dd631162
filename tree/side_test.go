package tree

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"ips2/internal/generated"
	"ips2/model"
	"ips2/scenario"
)

// resolved is the ledger of a scenario's text.
func resolved(t testing.TB, name string, source []byte, set ...string) *model.Ledger {
	t.Helper()
	s, err := scenario.ReadIn(scenario.Folder{Path: filepath.Dir(name)}, name, source, set...)
	if err != nil {
		t.Fatal(err)
	}
	l, err := model.NewLedger(s.Problem)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// measured is the supplier's side as it is forecast before the customer's problem is solved, after it, and as it is.
func measured(t testing.TB, l *model.Ledger, o Options) (bound, known Forecast, states float64) {
	t.Helper()
	bound, err := PlanSupplier(l, o)
	if err != nil {
		t.Fatal(err)
	}
	o.Sized = func(f Forecast) { known = f }
	s, err := Solve(context.Background(), l, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Expect(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	if l.Problem.Supply == nil {
		return bound, known, 0
	}
	side, err := newSide(context.Background(), s, newCrew(s.lattice, 1))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range append(side.others, side.world) {
		for t, layer := range w.layers[1 : len(w.layers)-1] {
			states += float64(len(layer.slices) * s.lattice.levels[t+1].count)
		}
	}
	return bound, known, states
}

// Before the customer's problem is solved the supplier's side is bounded, and by no more than twice what it is; after it the size is known.
func TestSupplierIsForecast(t *testing.T) {
	for _, name := range []string{"../configs/maintenance-contract.yaml", "../configs/press-line.yaml"} {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		bound, known, states := measured(t, resolved(t, name, source), Options{Resolution: 2})
		if known.States != states || bound.States < states || bound.States > 2*states || bound.Bytes < known.Bytes || bound.Bytes > 2*known.Bytes {
			t.Errorf("%s: %.0f states, known %.0f, at most %.0f; %g bytes, at most %g", name, states, known.States, bound.States, known.Bytes, bound.Bytes)
		}
	}
}

// The bound holds whatever the contract.
func TestSupplierIsBounded(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := generated.Draw(r, generated.Size{Periods: 4, Work: 6000, Supplier: true})
		bound, known, states := measured(t, resolved(t, "drawn", []byte(c.Text())), Options{})
		if known.States != states || bound.States < states || bound.Slices < known.Slices {
			r.Fatalf("%.0f states, known %.0f, at most %.0f\n%s", states, known.States, bound.States, c.Text())
		}
	})
}
