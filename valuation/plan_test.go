package valuation_test

import (
	"context"
	"testing"

	"ips2/configs"
	"ips2/scenario"
	"ips2/valuation"
)

// Before anything runs the supplier's side is bounded; when the customer's policy is known, so is its size.
func TestSupplierSizeIsRefined(t *testing.T) {
	source, err := configs.Read("maintenance-contract")
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Read("maintenance-contract", source)
	if err != nil {
		t.Fatal(err)
	}
	before, err := valuation.Plan(s.Problem, valuation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := valuation.Value(context.Background(), s.Problem, valuation.Options{Method: valuation.Exact})
	if err != nil {
		t.Fatal(err)
	}
	after := r.Forecast
	if !before.SupplierAtMost || after.SupplierAtMost || after.SupplierStates < 1 || after.SupplierStates > before.SupplierStates {
		t.Errorf("at most %.0f states, then %.0f", before.SupplierStates, after.SupplierStates)
	}
	if before.States != after.States || before.ExactBytes != after.ExactBytes {
		t.Errorf("the customer's side was %.0f states, then %.0f", before.States, after.States)
	}
}
