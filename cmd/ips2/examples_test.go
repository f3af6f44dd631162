package main

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"ips2/configs"
)

// Every example that help prints is run as it stands, beside the shipped scenarios.
func TestExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("the examples take seconds: not in short mode")
	}
	for _, verb := range append(newRoot(streams{}, new(watch)).Commands(), newRoot(streams{}, new(watch))) {
		for _, line := range examples(verb) {
			t.Run(line, func(t *testing.T) {
				beside(t, strings.HasPrefix(line, "ips2 init"))
				var out, trouble bytes.Buffer
				if code := run(words(line)[1:], streams{strings.NewReader(""), &out, &trouble}); code != 0 {
					t.Errorf("exit code %d: %s", code, &trouble)
				}
			})
		}
	}
}

func examples(verb *cobra.Command) []string {
	var out []string
	for line := range strings.SplitSeq(verb.Example, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// beside changes to a folder with the shipped scenarios, or to an empty one.
func beside(t *testing.T, empty bool) {
	t.Chdir(t.TempDir())
	if empty {
		return
	}
	for _, name := range configs.Names() {
		text, err := configs.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name+".yaml", text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

var word = regexp.MustCompile(`'[^']*'|\S+`)

// words splits a command line as a shell does, as far as the examples need it; where the output goes is left out.
func words(line string) []string {
	out := word.FindAllString(line, -1)
	if to := slices.Index(out, ">"); to >= 0 {
		out = out[:to]
	}
	for k, w := range out {
		out[k] = strings.Trim(w, "'")
	}
	return out
}
