package scenario_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ips2/configs"
	"ips2/model"
	"ips2/scenario"
)

// FuzzRead: whatever the bytes, there is a problem that the model takes or errors with places in the text; never a panic.
func FuzzRead(f *testing.F) {
	for _, name := range configs.Names() {
		source, err := configs.Read(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source, "rates.customer=9%")
	}
	f.Add([]byte("a: &a [*a, *a]\n"), "a.0=b")
	f.Fuzz(func(t *testing.T, source []byte, override string) {
		begin := time.Now()
		s, err := scenario.Read("f", source, override)
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("%v for %d bytes", took, len(source))
		}
		check(t, s, err, source, override)
	})
}

// check is what holds of every result of Read.
func check(t *testing.T, s *scenario.Scenario, err error, source []byte, override string) {
	t.Helper()
	if err == nil {
		if s.Problem.Periods < 1 || !(s.Problem.Dt > 0) {
			t.Errorf("accepted with horizon %d × %g", s.Problem.Periods, s.Problem.Dt)
		}
		if small(s.Problem) {
			_, _ = model.NewLedger(s.Problem) // must not panic either
		}
		return
	}
	var all scenario.Errors
	if !errors.As(err, &all) || len(all) == 0 {
		t.Fatalf("an error without errors: %v", err)
	}
	lines := strings.Split(string(source), "\n")
	for _, e := range all {
		text := lines
		if e.File == "--set" {
			text = strings.Split(override, "\n")
		}
		if e.Message == "" || e.Line > len(text) || e.Line > 0 && e.Column > len(text[e.Line-1])+1 {
			t.Errorf("no place in the text: %+v", e)
		}
	}
	_ = err.Error()
}

// small tells whether the model enumerates the problem quickly.
func small(p *model.Problem) bool {
	return p.Periods <= 50 && len(p.Characteristics) <= 2 && len(p.Changes) <= 10
}
