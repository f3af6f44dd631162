package scenario_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ips2/configs"
	"ips2/internal/processor"
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
	for _, source := range casesOfErrors(f) {
		f.Add([]byte(source+prelude), "information=previous")
	}
	f.Add([]byte("a: &a [*a, *a]\n"), "a.0=b")
	every, err := os.ReadFile("testdata/processes.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(every, "factors.stock.next=stock + noise1")
	f.Fuzz(func(t *testing.T, source []byte, override string) {
		begin := processor.Used()
		s, err := scenario.Read("f", source, override)
		if took := processor.Used() - begin; took > 5*time.Second {
			t.Errorf("%v for %d bytes", took, len(source))
		}
		check(t, s, err, source, override)
	})
}

// casesOfErrors are the scenarios of the golden tests: every word of the format is in one of them.
func casesOfErrors(t testing.TB) []string {
	files, err := filepath.Glob("testdata/errors/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	var sources []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range strings.Split("\n"+string(text), "\n== ")[1:] {
			_, body, _ := strings.Cut(c, "\n")
			source, _, _ := strings.Cut(body, "\n--\n")
			sources = append(sources, source+"\n")
		}
	}
	return sources
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
