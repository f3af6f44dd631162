package scenario_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ips2/scenario"
)

var update = flag.Bool("update", false, "rewrite what testdata/errors expects")

// prelude is what every scenario needs; cases that do not write it themselves get it at their end.
const prelude = "horizon: {periods: 6, period: year}\nrates: {customer: 10%, supplier: 8%}\n"

// Each file of testdata/errors holds cases: a line "== title", a scenario, a line "--", and the errors as a user sees them. Lines
// before the scenario that begin with "set " are overrides.
func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var rewritten strings.Builder
		for _, c := range strings.Split("\n"+string(text), "\n== ")[1:] {
			title, body, _ := strings.Cut(c, "\n")
			source, want, _ := strings.Cut(body, "\n--\n")
			got, want := errorsOf(source+"\n"), strings.TrimSuffix(want, "\n")
			rewritten.WriteString("== " + title + "\n" + source + "\n--\n" + got + "\n")
			if !*update && got != want {
				t.Errorf("%s, %s:\n%s\nwant:\n%s", filepath.Base(file), title, got, want)
			}
		}
		if *update {
			if err := os.WriteFile(file, []byte(rewritten.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func errorsOf(source string) string {
	var overrides []string
	for strings.HasPrefix(source, "set ") {
		line, rest, _ := strings.Cut(source, "\n")
		overrides, source = append(overrides, strings.TrimPrefix(line, "set ")), rest
	}
	for line := range strings.Lines(prelude) {
		if key, _, _ := strings.Cut(line, ":"); !strings.Contains("\n"+source, "\n"+key+":") && !strings.Contains(source, "raw") {
			source += line
		}
	}
	_, err := scenario.ReadIn(scenario.Folder{Path: ".", Allowed: []string{"../configs"}}, "case.yaml", []byte(source), overrides...)
	if err == nil {
		return "valid"
	}
	return err.Error()
}
