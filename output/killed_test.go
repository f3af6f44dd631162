package output_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ips2/output"
	"ips2/valuation"
)

// Variables that make the test binary a run which writes to a folder and kills itself before so many changes to the file system.
const (
	killedFolder = "IPS2_TEST_KILLED_FOLDER"
	killedStep   = "IPS2_TEST_KILLED_STEP"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(killedFolder); path != "" {
		writeAndDie(path)
	}
	os.Exit(m.Run())
}

// written are the tables of a run.
func written(t *testing.T, from output.Provenance, r *valuation.Result) map[string][]byte {
	t.Helper()
	path := t.TempDir()
	mustPut(t, path, from, false, r)
	return contents(t, path)
}

func writeAndDie(path string) {
	left, _ := strconv.Atoi(os.Getenv(killedStep))
	output.AtStep(func() {
		if left--; left == 0 {
			self, _ := os.FindProcess(os.Getpid())
			_ = self.Kill()
			select {}
		}
	})
	folder, err := output.Claim(path, provenance(), true)
	if err == nil {
		if err = folder.Write(bothMethods()); err == nil {
			err = folder.Release()
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// killed runs that in a working folder and tells whether it came to its end instead.
func killed(t *testing.T, working, path string, step int) (finished bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Dir = working
	cmd.Env = append(os.Environ(), killedFolder+"="+path, killedStep+"="+strconv.Itoa(step))
	text, err := cmd.CombinedOutput()
	if len(text) > 0 {
		t.Fatalf("step %d: %s", step, text)
	}
	return err == nil
}

// A kill at any change to the file system leaves the earlier tables whole or the new ones whole; in the working folder, which cannot be
// exchanged, too few, but never those of two runs. The next claim makes them whole and leaves nothing behind.
func TestKilledAtEveryStep(t *testing.T) {
	earlier := provenance()
	earlier.Seed = 8
	states := []map[string][]byte{written(t, earlier, oneMethod()), written(t, provenance(), bothMethods())}
	t.Run("new", func(t *testing.T) { killedAtEvery(t, killing{nil, states[1], false}) })
	t.Run("exchanged", func(t *testing.T) { killedAtEvery(t, killing{states[0], states[1], false}) })
	t.Run("in place", func(t *testing.T) { killedAtEvery(t, killing{states[0], states[1], true}) })
}

// killing is a run to be killed: the tables before it (nil: there is no folder) and after it, and whether it is in the folder itself.
type killing struct {
	before, after map[string][]byte
	inside        bool
}

func killedAtEvery(t *testing.T, k killing) {
	states, step, finished := []map[string][]byte{k.before, k.after}, 1, false
	every := 1
	if testing.Short() {
		every = 4
	}
	for ; !finished; step += every {
		root := t.TempDir()
		out, working, path := filepath.Join(root, "out"), root, "out"
		if k.before != nil {
			fill(t, out, k.before)
			fill(t, out, strangers)
		}
		if k.inside {
			working, path = out, "."
		}
		finished = killed(t, working, path, step)
		now := tablesIn(t, out)
		if !anyOf(now, states, maps.EqualFunc) && (k.wholeAlways() || !anyOf(now, states, within)) {
			t.Fatalf("step %d: the folder holds %v", step, slices.Collect(maps.Keys(now)))
		}
		claimAndLeave(t, out)
		if now = tablesIn(t, out); !anyOf(now, states, maps.EqualFunc) {
			t.Fatalf("step %d: after the next claim the folder holds %v", step, slices.Collect(maps.Keys(now)))
		}
		checkLeft(t, root, k.before != nil, step)
	}
	if step < 4 {
		t.Errorf("only %d steps: the test does not reach what it tests", step)
	}
}

// wholeAlways tells whether a reader never meets too few tables.
func (k killing) wholeAlways() bool { return k.before == nil || !k.inside && runtime.GOOS == "linux" }

// strangers are files that are not of runs.
var strangers = map[string][]byte{"notes.txt": []byte("mine"), filepath.Join("sub", "deep.txt"): []byte("mine, too")}

func fill(t *testing.T, out string, files map[string][]byte) {
	t.Helper()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(out, name)), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(out, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func claimAndLeave(t *testing.T, out string) {
	t.Helper()
	folder, err := output.Claim(out, provenance(), true)
	if err == nil {
		err = folder.Release()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// checkLeft looks for what is not of runs, and for nothing else.
func checkLeft(t *testing.T, root string, exists bool, step int) {
	t.Helper()
	if left, _ := filepath.Glob(filepath.Join(root, ".*")); len(left) > 0 {
		t.Fatalf("step %d: left behind: %v", step, left)
	}
	if !exists {
		return
	}
	out := filepath.Join(root, "out")
	if left, _ := filepath.Glob(filepath.Join(out, ".*")); len(left) > 0 {
		t.Fatalf("step %d: left behind: %v", step, left)
	}
	all := contents(t, out)
	if !within(strangers, all, bytes.Equal) {
		t.Fatalf("step %d: what was not the run's is gone: there are %v", step, slices.Collect(maps.Keys(all)))
	}
	if info, err := os.Stat(out); err != nil || info.Mode().Perm() != 0o750 {
		t.Fatalf("step %d: the folder's mode is %v (%v)", step, info.Mode(), err)
	}
}

// tablesIn reads the tables of a folder; one that is not there has none.
func tablesIn(t *testing.T, out string) map[string][]byte {
	t.Helper()
	if _, err := os.Stat(out); err != nil {
		return nil
	}
	all := contents(t, out)
	maps.DeleteFunc(all, func(name string, _ []byte) bool {
		return filepath.Dir(name) != "." || !strings.HasSuffix(name, ".parquet")
	})
	return all
}

// anyOf tells whether files are, by some comparison, one of the states.
func anyOf(files map[string][]byte, states []map[string][]byte, same func(a, b map[string][]byte, equal func(x, y []byte) bool) bool) bool {
	for _, state := range states {
		if same(files, state, bytes.Equal) {
			return true
		}
	}
	return false
}

// within tells whether all files of a are in b.
func within(a, b map[string][]byte, equal func(x, y []byte) bool) bool {
	for name, text := range a {
		if !equal(text, b[name]) {
			return false
		}
	}
	return true
}
