package published_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"ips2/benchmarks/published"
	"ips2/internal/oracle"
)

// The exact figures, computed again by programs that share nothing with ours (testdata/oracles). Each finds its cases by their settings.

func TestLongstaffSchwartzByQuadrature(t *testing.T) {
	var computed []struct{ S, T, Sigma, Value float64 }
	oracle.Script(t, "bermudan_put.py", &computed)
	for _, c := range computed {
		agree(t, c.Value, "bermudan-put", fmt.Sprintf("factors.price.initial=%g", c.S), fmt.Sprintf("factors.price.volatility=%g", c.Sigma), fmt.Sprintf("horizon.periods=%g", 50*c.T))
	}
}

func TestMaxCallByConvolution(t *testing.T) {
	var computed []struct{ S, Value float64 }
	oracle.Script(t, "max_call.py", &computed)
	for _, c := range computed {
		agree(t, c.Value, "max-call-two", fmt.Sprintf("factors.s1.initial=%g", c.S), fmt.Sprintf("factors.s2.initial=%g", c.S))
	}
}

func TestAveragePutByConvolution(t *testing.T) {
	var computed []struct {
		Assets          int
		S, Dates, Value float64
	}
	oracle.Script(t, "average_put.py", &computed)
	for _, c := range computed {
		name := map[int]string{1: "bermudan-put", 2: "average-put-two"}[c.Assets]
		initial := map[int]string{1: "factors.price.initial=%g", 2: "factors.s1.initial=%g"}[c.Assets]
		if c.S == 1 && c.Assets == 2 { // as the file has it
			agree(t, c.Value, name)
			continue
		}
		agree(t, c.Value, name, fmt.Sprintf("horizon.periods=%g", c.Dates), fmt.Sprintf(initial, c.S))
	}
}

func TestSwingByMesh(t *testing.T) {
	var computed []struct {
		Rights int
		Value  float64
	}
	oracle.Script(t, "swing.py", &computed)
	for _, c := range computed {
		agree(t, c.Value, "swing", fmt.Sprintf("characteristics.hand.changes.0.uses=%d", c.Rights))
	}
}

func TestPowerPlantByMixedIntegerProgram(t *testing.T) {
	var computed []struct {
		Efficiency, Value float64
		Up                int
		Off               bool
	}
	oracle.Script(t, "power_plant.py", &computed)
	for _, c := range computed {
		var set []string
		if c.Up == 2 {
			set = append(set, fmt.Sprintf("parameters.efficiency=%.2f", c.Efficiency))
		} else {
			set = append(set, fmt.Sprintf("characteristics.plant.changes.0.dwell=%d", c.Up))
		}
		if c.Off {
			set = append(set, "characteristics.plant.start=off")
		}
		agree(t, c.Value, "power-plant", set...)
	}
}

func TestClosedForms(t *testing.T) {
	var computed map[string]float64
	oracle.Script(t, "closed_forms.py", &computed)
	for name, v := range computed {
		agree(t, v, name)
	}
}

// Contracts without an end. On a lattice the closed form is that of discrete time, and only what comes after the last year is left out.
// McKean's closed form, of continuous time, is an upper limit of 600 monthly dates; that these reach 99 % of it is what was seen, no bound.
func TestPerpetual(t *testing.T) {
	var computed []struct {
		Scenario     string
		Set          []string
		Value, Limit float64
	}
	oracle.Script(t, "perpetual.py", &computed)
	for _, c := range computed {
		agree(t, c.Value, c.Scenario, c.Set...)
		if c.Limit != 0 && !(c.Value < c.Limit && c.Value > 0.99*c.Limit) {
			t.Errorf("%s: %g, in continuous time %g", c.Scenario, c.Value, c.Limit)
		}
	}
}

// agree finds the case of a scenario that has these settings, and of several the one with the fewest others.
func agree(t *testing.T, computed float64, name string, set ...string) {
	t.Helper()
	var found *published.Case
	for _, c := range cases(t) {
		if c.Scenario == name && has(c, set) && (found == nil || len(c.Set) < len(found.Set)) {
			found = &c
		}
	}
	switch {
	case found == nil:
		t.Errorf("no case of %s has %v", name, set)
	case math.Abs(computed-found.Exact) > found.Error+5e-6*math.Abs(found.Exact):
		t.Errorf("%s: computed %.8g, stated %.8g ± %.1g", found, computed, found.Exact, found.Error)
	}
}

func has(c published.Case, set []string) bool {
	return !slices.ContainsFunc(set, func(s string) bool { return !slices.Contains(c.Set, s) })
}
