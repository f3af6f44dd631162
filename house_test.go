// Package ips2_test holds what must be true of the repository as a whole.
package ips2_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "ips2"

// plan lists what each part of the house may import of the other parts; a folder stands for the folders below it too, unless
// these have a line of their own. Imports point down only, and the engines tree and sim never see each other.
// Everybody may use internal, save what is for tests only.
var plan = map[string][]string{
	"cmd/ips2":       {"benchmarks", "configs", "model/formula", "output", "scenario", "valuation"},
	"output":         {"benchmarks", "valuation"},
	"valuation":      {"costs", "model", "scenario", "sim", "tree"},
	"scenario":       {"costs", "model"},
	"tree":           {"model"},
	"sim":            {"model", "sim/regression"},
	"sim/regression": {},
	"costs":          {"model"},
	"model":          {"model"},
	"model/demand":   {"model/formula"},
	"model/formula":  {},
	"benchmarks":     {"benchmarks", "configs", "scenario", "valuation"},
	"configs":        {},
	"internal":       {"internal"},
}

// testOnly lists packages that no shipped code may import: they are there to contradict it, or to measure.
var testOnly = []string{"internal/generated", "internal/oracle", "internal/processor"}

// thirdParty lists the modules that shipped code uses, and the only parts that may: one place to change when a library does.
var thirdParty = map[string][]string{
	"github.com/expr-lang/expr":        {"model/formula"},
	"github.com/gofrs/flock":           {"output"},
	"github.com/google/jsonschema-go":  {"scenario"},
	"go.yaml.in/yaml/v4":               {"scenario"},
	"github.com/parquet-go/parquet-go": {"internal/columns", "output"},
	"github.com/spf13/cobra":           {"cmd/ips2"},
	"github.com/spf13/pflag":           {"cmd/ips2"},
	"golang.org/x/term":                {"cmd/ips2"},
	"golang.org/x/sync":                {"sim", "tree"},
	"golang.org/x/sys":                 {"internal/vector", "output"},
	"pgregory.net/rapid":               {"internal/generated"},
	"gonum.org/v1/gonum":               {"benchmarks"},
}

// use is one import of shipped (not test) code.
type use struct{ from, what, file string }

func TestImportsPointDown(t *testing.T) {
	uses := shippedImports(t, os.DirFS("."))
	if len(uses) == 0 {
		t.Fatal("no imports found: the test looks in the wrong folder")
	}
	for _, u := range uses {
		if complaint := u.complaint(); complaint != "" {
			t.Errorf("%s: %s", u.file, complaint)
		}
	}
}

// A plan that allows everything would pass too.
func TestPlanForbids(t *testing.T) {
	forbidden := []use{
		{"tree", "ips2/sim", ""}, {"sim", "ips2/tree", ""}, {"model", "ips2/tree", ""}, {"model/formula", "ips2/model", ""},
		{"costs", "ips2/sim", ""}, {"tree", "ips2/costs", ""}, {"sim", "ips2/scenario", ""}, {"output", "ips2/scenario", ""},
		{"cmd/ips2", "ips2/tree", ""}, {"valuation", "ips2/output", ""}, {"tree", "ips2/internal/oracle", ""},
		{"cmd/ips2", "github.com/parquet-go/parquet-go", ""}, {"scenario", "github.com/expr-lang/expr/ast", ""},
		{"tree", "example.com/unheard/of", ""}, {"attic", "ips2/model", ""},
	}
	for _, u := range forbidden {
		if u.complaint() == "" {
			t.Errorf("%s may import %s, it should not", u.from, u.what)
		}
	}
	allowed := []use{
		{"tree", "ips2/model/formula", ""}, {"sim", "ips2/internal/random", ""}, {"output", "github.com/parquet-go/parquet-go/compress/zstd", ""},
		{"model/formula", "github.com/expr-lang/expr/ast", ""}, {"cmd/ips2", "ips2/output", ""}, {"sim", "math", ""},
	}
	for _, u := range allowed {
		if complaint := u.complaint(); complaint != "" {
			t.Errorf("%s should be allowed to import %s: %s", u.from, u.what, complaint)
		}
	}
}

// complaint says what is wrong with an import, or nothing.
func (u use) complaint() string {
	inside, ours := strings.CutPrefix(u.what, module+"/")
	if !ours {
		return u.thirdPartyComplaint()
	}
	if slices.Contains(testOnly, inside) && !slices.Contains(testOnly, u.from) {
		return inside + " is for tests only"
	}
	owner, planned := floor(u.from)
	if !planned {
		return fmt.Sprintf("folder %s has no place in the plan of house_test.go: give it a line there", u.from)
	}
	allowed := append([]string{"internal"}, plan[owner]...)
	if !slices.ContainsFunc(allowed, func(a string) bool { return within(inside, a) }) {
		return fmt.Sprintf("%s may import %s only, not %s", owner, strings.Join(allowed, ", "), inside)
	}
	return ""
}

func (u use) thirdPartyComplaint() string {
	if domain, _, _ := strings.Cut(u.what, "/"); !strings.Contains(domain, ".") {
		return "" // the standard library
	}
	for name, users := range thirdParty {
		if !within(u.what, name) {
			continue
		}
		if !slices.ContainsFunc(users, func(user string) bool { return within(u.from, user) }) {
			return fmt.Sprintf("%s is for %s only", name, strings.Join(users, ", "))
		}
		return ""
	}
	return u.what + " is of no module that house_test.go lists: is it needed?"
}

// floor finds the most particular line of the plan that a folder falls under.
func floor(folder string) (string, bool) {
	for f := folder; f != "."; f = path.Dir(f) {
		if _, ok := plan[f]; ok {
			return f, true
		}
	}
	return "", false
}

func within(folder, parent string) bool {
	return folder == parent || strings.HasPrefix(folder, parent+"/")
}

// What shares memory between goroutines is tested under the race detector.
func TestRaceDetectorSeesWhatIsConcurrent(t *testing.T) {
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(makefile), "\nconcurrent := ")
	list, _, _ = strings.Cut(list, "\n")
	if list == "" {
		t.Fatal("the Makefile has no list of what is concurrent")
	}
	watched := func(folder string) bool {
		return slices.ContainsFunc(strings.Fields(list), func(one string) bool {
			parent, below := strings.CutSuffix(strings.TrimPrefix(one, "./"), "/...")
			return folder == parent || below && within(folder, parent)
		})
	}
	for _, u := range shippedImports(t, os.DirFS(".")) {
		if slices.Contains([]string{"sync", "sync/atomic", "golang.org/x/sync/errgroup"}, u.what) && !watched(u.from) {
			t.Errorf("%s imports %s: add %s to what the Makefile calls concurrent", u.file, u.what, u.from)
		}
	}
}

// shippedImports parses the import clauses of every Go file that is not a test, whatever its build tags.
func shippedImports(t *testing.T, root fs.FS) []use {
	t.Helper()
	var uses []use
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return skip(name, entry, err)
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			what, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			uses = append(uses, use{path.Dir(name), what, name})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return uses
}

// skip passes over folders that hold none of the program: hidden ones, test data, and the module of the tools.
func skip(name string, entry fs.DirEntry, err error) error {
	if err != nil || name == "." {
		return err
	}
	if entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata" || name == "tools") {
		return fs.SkipDir
	}
	return nil
}
