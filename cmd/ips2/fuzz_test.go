package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"ips2/internal/processor"
	"ips2/scenario"
	"ips2/valuation"
)

// corpus is where scenarios for FuzzValue are: what ships, the cases of other packages, and those that it has found.
var corpus = []string{"../../configs/*.yaml", "../../valuation/testdata/*.yaml", "../../valuation/testdata/cases/*.yaml", "../../scenario/testdata/*.yaml",
	"../../benchmarks/published/*.yaml", "testdata/contracts/*.yaml"}

// FuzzValue: whatever scenarios are put together from pieces of others, the program values them by both methods with figures that agree
// among themselves, or says why not, with a code of its own; never a crash. A scenario that fails belongs into testdata/contracts.
func FuzzValue(f *testing.F) {
	c := newCorpus(f)
	for base := range c.trees {
		f.Add(uint8(base), []byte{})
		f.Add(uint8(base), []byte{byte(base), byte(7 * base), 0, byte(base), 0, byte(base + 2), byte(31 * base), 0, byte(5 * base), 0})
	}
	f.Fuzz(func(t *testing.T, base uint8, edits []byte) {
		if len(edits) > 30 {
			return // what six edits do not show
		}
		tree := c.shelf.edited(c.trees[int(base)%len(c.trees)], edits)
		source, err := yaml.Marshal(tree)
		if err != nil {
			return
		}
		c.value(t, source, len(edits)%10 == 5)
	})
}

// contracts are the corpus, and a folder where a scenario finds the files that it refers to.
type contracts struct {
	trees  []*yaml.Node
	shelf  shelf
	folder string
}

func newCorpus(f *testing.F) *contracts {
	c := &contracts{shelf: shelf{map[string][]*yaml.Node{}, map[string][]*yaml.Node{}}, folder: f.TempDir()}
	for _, pattern := range corpus {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			f.Fatal("no scenarios", pattern, err)
		}
		for _, file := range files {
			c.add(f, file)
		}
	}
	const data = "every-key.csv"
	text, err := os.ReadFile("../../scenario/testdata/" + data)
	if err != nil || os.WriteFile(filepath.Join(c.folder, data), text, 0o600) != nil {
		f.Fatal(err)
	}
	return c
}

func (c *contracts) add(f *testing.F, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		f.Fatal(err)
	}
	if tree := parsed(string(text)); tree != nil { // the reader takes : and brackets in formulas, which YAML does not
		c.trees = append(c.trees, tree)
		c.shelf.put(tree, "")
	}
}

const patience = 20 * time.Second // of the processor, for what the forecast calls small

// value runs the program on a scenario, as text or as JSON, and judges what it says.
func (c *contracts) value(t *testing.T, source []byte, text bool) {
	file := filepath.Join(c.folder, "contract.yaml")
	if err := os.WriteFile(file, source, 0o600); err != nil {
		t.Fatal(err)
	}
	began := processor.Used()
	if c.small(source) {
		args := []string{"value", file, "--quiet", "--paths", "64", "--fit-paths", "64", "--bound-paths", "64", "--budget", "2s", "--memory", "100MB", "--workers", "1", "--json"}
		if text {
			args = append(args[:len(args)-1], "--out", filepath.Join(c.folder, "out"), "--force")
		}
		if refused := judged(t, append(args, "--method", "both"), text); refused {
			judged(t, append(args, "--method", "simulate"), text)
		}
	}
	if took := processor.Used() - began; took > patience {
		t.Errorf("it took %v", took)
	}
	if t.Failed() {
		t.Logf("of the scenario\n%s", source)
	}
}

// small tells what takes a moment, or is refused by the reader.
func (c *contracts) small(source []byte) bool {
	read, err := scenario.ReadIn(scenario.Folder{Path: c.folder}, "contract.yaml", source)
	if err != nil {
		return true
	}
	size := read.Problem.Periods * (1 + len(read.Problem.Changes))
	for _, c := range read.Problem.Characteristics {
		size *= len(c.Levels)
	}
	if size > 2000 {
		return false // to forecast it takes seconds
	}
	plan, err := valuation.Plan(read.Problem, valuation.Options{Method: valuation.Both, Paths: 64, FitPaths: 64, BoundPaths: 64, Workers: 1})
	return err != nil || plan.ExactSeconds+plan.SupplierSeconds+plan.SimSeconds < .03 && plan.ExactBytes+plan.SupplierBytes+plan.SimBytes < 1e8
}

// placed tells that an error says where in the file; of a process that overflows only the factor is known.
var placed = regexp.MustCompile(`(?m)^[^\n:]*contract\.yaml:\d+:\d+: `)

// judged runs the program and tells an answer that may be from one that may not, and whether the exact method was refused.
func judged(t *testing.T, args []string, text bool) (refused bool) {
	var out, trouble bytes.Buffer
	code := run(args, streams{strings.NewReader(""), &out, &trouble})
	switch said := trouble.String(); {
	case code == int(exitFine) && text:
		unprintable(t, out.String())
	case code == int(exitFine):
		for _, wrong := range audited(out.Bytes()) {
			t.Error(wrong)
		}
	case code == int(exitFailed) && strings.Contains(said, "exact valuation refused"):
		return true
	case code == int(exitFailed) && honest.MatchString(said), code == int(exitScenario) && placed.MatchString(said):
	default:
		t.Errorf("exit code %d: %s", code, said)
	}
	return false
}

// honest are reasons why a scenario that is right may have no value here.
var honest = regexp.MustCompile(`refused|cannot be simulated|fit it on more paths`)

var nonNumber = regexp.MustCompile(`\b(NaN|[Ii]nf|nan)\b|goroutine |%!`)

func unprintable(t *testing.T, text string) {
	if found := nonNumber.FindString(text); found != "" {
		t.Errorf("the text says %s:\n%s", found, text)
	}
}
