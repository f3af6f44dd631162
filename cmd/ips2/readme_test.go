package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The output that the README shows is what its command prints.
func TestReadmeShowsRealOutput(t *testing.T) {
	t.Chdir("../..")
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "    go run ./cmd/ips2 ")
	command, rest, _ := strings.Cut(rest, "\n")
	_, shown, _ := strings.Cut(rest, "```text\n")
	shown, _, found := strings.Cut(shown, "```")
	if !found {
		t.Fatal("the README shows no output behind its first command")
	}
	args, _, _ := strings.Cut(command, " --out")
	var out, trouble bytes.Buffer
	if code := run(strings.Fields(args), streams{strings.NewReader(""), &out, &trouble}); code != 0 {
		t.Fatalf("exit code %d: %s", code, &trouble)
	}
	if got := strings.TrimSpace(out.String()); got != strings.TrimSpace(shown) {
		t.Errorf("the README shows\n%s\nthe program prints\n%s", shown, got)
	}
}
