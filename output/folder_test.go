package output_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"ips2/internal/oracle"
	"ips2/output"
	"ips2/valuation"
)

// put claims a folder and writes a result into it.
func put(t *testing.T, path string, from output.Provenance, force bool, r *valuation.Result) error {
	t.Helper()
	folder, err := output.Claim(path, from, force)
	if err != nil {
		return err
	}
	defer folder.Release()
	return folder.Write(r)
}

func mustPut(t *testing.T, path string, from output.Provenance, force bool, r *valuation.Result) {
	t.Helper()
	if err := put(t, path, from, force, r); err != nil {
		t.Fatal(err)
	}
}

// contents reads every file below a folder.
func contents(t *testing.T, path string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(path, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		short, _ := filepath.Rel(path, name)
		out[short] = text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTablesOfARun(t *testing.T) {
	root := t.TempDir()
	mustPut(t, filepath.Join(root, "new/out"), provenance(), false, bothMethods())
	files := contents(t, root)
	for _, name := range []string{"summary", "switches", "periods", "pools", "policy", "convergence", "distribution", "diagnostics", "paths"} {
		if files["new/out/"+name+".parquet"] == nil {
			t.Errorf("no table %s", name)
		}
		delete(files, "new/out/"+name+".parquet")
	}
	if len(files) > 0 {
		t.Errorf("something else was left: %d files", len(files))
	}
}

func TestEqualRunsGiveEqualBytes(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	mustPut(t, a, provenance(), false, bothMethods())
	mustPut(t, b, provenance(), false, bothMethods())
	other := contents(t, b)
	for name, text := range contents(t, a) {
		if !bytes.Equal(text, other[name]) {
			t.Errorf("%s differs between equal runs", name)
		}
	}
}

// The same run may be written again; another one, or a file of somebody else, only by force.
func TestClaimRefusesOtherRuns(t *testing.T) {
	otherSeed, otherText, otherFlags := provenance(), provenance(), provenance()
	otherSeed.Seed, otherText.Scenario, otherFlags.Flags = 8, []byte("name: y\n"), []string{"method=exact"}
	for want, from := range map[string]output.Provenance{"seed": otherSeed, "sha256": otherText, "flags": otherFlags} {
		path := t.TempDir()
		mustPut(t, path, provenance(), false, bothMethods())
		mustPut(t, path, provenance(), false, bothMethods())
		before := contents(t, path)
		err := put(t, path, from, false, oneMethod())
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "--force") {
			t.Errorf("another %s: error %v", want, err)
		}
		unchanged(t, path, before)
		mustPut(t, path, from, true, oneMethod())
		if contents(t, path)["paths.parquet"] != nil {
			t.Error("a table of the run that was replaced is still there")
		}
	}
}

func TestClaimRefusesStrangers(t *testing.T) {
	path := t.TempDir()
	if err := os.WriteFile(filepath.Join(path, "summary.parquet"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := output.Claim(path, provenance(), false); err == nil || !strings.Contains(err.Error(), "summary.parquet") {
		t.Errorf("error %v", err)
	}
	if _, err := output.Claim(filepath.Join(path, "summary.parquet"), provenance(), true); err == nil || !strings.Contains(err.Error(), "is a file") {
		t.Errorf("error %v", err)
	}
}

func TestOtherFilesStay(t *testing.T) {
	path := t.TempDir()
	if err := os.WriteFile(filepath.Join(path, "notes.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustPut(t, path, provenance(), true, bothMethods())
	if string(contents(t, path)["notes.txt"]) != "mine" {
		t.Error("a file of the user is gone")
	}
}

func TestReleaseLeavesNothing(t *testing.T) {
	root := t.TempDir()
	folder, err := output.Claim(filepath.Join(root, "a/b"), provenance(), false)
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.Release(); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(root); len(entries) > 0 {
		t.Errorf("left behind: %v", entries)
	}
}

func unchanged(t *testing.T, path string, before map[string][]byte) {
	t.Helper()
	after := contents(t, path)
	if len(after) != len(before) {
		t.Errorf("%d files where there were %d", len(after), len(before))
	}
	for name, text := range before {
		if !bytes.Equal(text, after[name]) {
			t.Errorf("%s has changed", name)
		}
	}
}

// An independent reader finds in the summary every figure that the JSON has, and in the footer what the run came from.
func TestIndependentReaderAgreesWithJSON(t *testing.T) {
	path := t.TempDir()
	r := bothMethods()
	mustPut(t, path, provenance(), false, r)
	summary := oracle.ReadParquet(t, filepath.Join(path, "summary.parquet"))
	want := map[string]string{
		"ips2.scenario": "name: x\n", "ips2.seed": "7", "ips2.version": "1.2.3", "ips2.commit": "abc", "ips2.flags": "method=both paths=1000",
	}
	for key, value := range want {
		if summary.Metadata[key] != value {
			t.Errorf("footer %s = %q, want %q", key, summary.Metadata[key], value)
		}
	}
	if got := summary.Metadata["ips2.warnings"]; got != strings.Join(output.Warnings(bothMethods()), "\n") {
		t.Errorf("footer has the warnings %q", got)
	}
	if !strings.Contains(summary.Metadata["ips2.forecast"], `"nodes":9`) {
		t.Errorf("footer has no forecast: %q", summary.Metadata["ips2.forecast"])
	}
	o, seen := decoded(t, r), 0
	for _, row := range summary.Rows {
		method, figure := row["method"].(string), row["figure"].(string)
		in, ok := at(o, method, figure).(map[string]any)
		if !ok {
			continue // margins and starts stand in lists of the JSON
		}
		seen++
		for _, column := range []string{"value", "lower", "upper", "confidence", "std_error", "n", "method"} {
			if row[column] != in[column] {
				t.Errorf("%s %s: %s is %v in Parquet, %v in JSON", method, figure, column, row[column], in[column])
			}
		}
	}
	if want := 20; seen != want {
		t.Errorf("%d figures stand in both, want %d: ten by each method", seen, want)
	}
}

func TestIndependentReaderReadsEveryTable(t *testing.T) {
	path := t.TempDir()
	mustPut(t, path, provenance(), false, bothMethods())
	for name, want := range map[string]struct {
		rows  int
		first map[string]any
	}{
		"switches":     {24, map[string]any{"arc": "frequency: low → high", "by": "customer", "period": 4.0, "figure": "probability", "item": "", "value": 0.4}},
		"periods":      {18, map[string]any{"period": 1.0, "figure": "factor_mean", "item": "demand", "value": 1000.0}},
		"pools":        {16, map[string]any{"pool": "technicians", "period": 1.0, "figure": "used_minutes", "value": 900.0}},
		"policy":       {2, map[string]any{"period": 4.0, "party": "customer", "decision": "frequency: low → high", "factor_demand": 1850.0, "factor_period": 1.0}},
		"convergence":  {1, map[string]any{"after": 512.0, "figure": "customer_value", "value": 487000.0, "upper": 487530.0}},
		"diagnostics":  {19, map[string]any{"figure": "fit_functions", "period": 2.0, "item": "customer", "value": 4.0, "method": "simulated"}},
		"distribution": {1, map[string]any{"party": "customer", "probability": 0.05, "value": 435526.07}},
		"paths":        {1, map[string]any{"path": 1.0, "period": 1.0, "revenue": 100000.0, "factor_demand": 1000.0}},
	} {
		table := oracle.ReadParquet(t, filepath.Join(path, name+".parquet"))
		if len(table.Rows) != want.rows {
			t.Errorf("%s has %d rows, want %d", name, len(table.Rows), want.rows)
			continue
		}
		for column, value := range want.first {
			if table.Rows[0][column] != value {
				t.Errorf("%s begins with %s = %v, want %v", name, column, table.Rows[0][column], value)
			}
		}
	}
}

// Of two different runs into one folder, the second to finish is refused; by force the last one stays, whole.
func TestTwoRunsIntoOneFolder(t *testing.T) {
	for _, force := range []bool{false, true} {
		path := filepath.Join(t.TempDir(), "a", "out")
		other := provenance()
		other.Seed = 8
		first, err := output.Claim(path, provenance(), force)
		if err != nil {
			t.Fatal(err)
		}
		second, err := output.Claim(path, other, force)
		if err != nil {
			t.Fatal(err)
		}
		if err := first.Write(bothMethods()); err != nil {
			t.Fatal(err)
		}
		before := contents(t, path)
		err = second.Write(oneMethod())
		if err := errors.Join(first.Release(), second.Release()); err != nil {
			t.Error(err)
		}
		if force {
			if err != nil || len(contents(t, path)) == len(before) {
				t.Errorf("by force: error %v, %d files", err, len(contents(t, path)))
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), "holds another run") {
			t.Errorf("error %v", err)
		}
		unchanged(t, path, before)
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// Many runs at once, each a seed of its own: one of them has written, and all of its tables are there.
func TestManyRunsIntoOneFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	var written atomic.Int64
	var wait sync.WaitGroup
	for seed := range 8 {
		wait.Go(func() {
			from := provenance()
			from.Seed = uint64(100 + seed)
			folder, err := output.Claim(path, from, false)
			if err != nil {
				return
			}
			if folder.Write(bothMethods()) == nil {
				written.Add(1)
			}
			if err := folder.Release(); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if n := written.Load(); n != 1 {
		t.Errorf("%d runs have written, want 1", n)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 || len(contents(t, path)) != 9 {
		t.Errorf("left: %v, %d tables", entries, len(contents(t, path)))
	}
}

// What was interrupted may be replaced by the whole run, and does not replace it.
func TestInterruptedRunDoesNotReplaceTheWholeOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	part := bothMethods()
	part.Interrupted = true
	mustPut(t, path, provenance(), false, part)
	mustPut(t, path, provenance(), false, part)
	mustPut(t, path, provenance(), false, bothMethods())
	before := contents(t, path)
	if err := put(t, path, provenance(), false, part); err == nil || !strings.Contains(err.Error(), "this one was interrupted") {
		t.Errorf("error %v", err)
	}
	unchanged(t, path, before)
}

func TestClaimRefusesPlaces(t *testing.T) {
	root := t.TempDir()
	link, full := filepath.Join(root, "link"), filepath.Join(root, "full")
	if err := errors.Join(os.Symlink("nowhere", link), os.MkdirAll(filepath.Join(full, "summary.parquet"), 0o750)); err != nil {
		t.Skip(err)
	}
	for path, want := range map[string]string{link: "a link to what is not there", filepath.Join(link, "x"): "a link to what is not there", full: "summary.parquet is a folder"} {
		if _, err := output.Claim(path, provenance(), true); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", path, err, want)
		}
	}
	if entries, _ := os.ReadDir(root); len(entries) != 2 {
		t.Errorf("left: %v", entries)
	}
}

// A link to a folder stays one.
func TestLinkToAFolder(t *testing.T) {
	root := t.TempDir()
	link, real := filepath.Join(root, "link"), filepath.Join(root, "real")
	if err := errors.Join(os.Mkdir(real, 0o750), os.Symlink("real", link)); err != nil {
		t.Skip(err)
	}
	mustPut(t, link, provenance(), false, bothMethods())
	if to, err := os.Readlink(link); err != nil || to != "real" || len(contents(t, real)) != 9 {
		t.Errorf("the link goes to %q (%v), with %d tables", to, err, len(contents(t, real)))
	}
}
