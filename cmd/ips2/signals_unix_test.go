//go:build unix

package main

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"ips2/configs"
)

// valuing is the program on a shipped scenario in a folder, not started.
func valuing(t *testing.T, folder, name string, args ...string) *exec.Cmd {
	t.Helper()
	text, err := configs.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, name+".yaml")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Args = append([]string{"ips2", "value", file, "--progress", "none"}, args...) // see testscript.Main
	cmd.Dir = folder
	return cmd
}

// tablesOf reads the tables of a folder; one that is not there has none.
func tablesOf(t *testing.T, folder string) map[string]string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "*.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string]string{}
	for _, file := range found {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tables[filepath.Base(file)] = string(text)
	}
	return tables
}

// random is so long at most, from numbers that are the same every time; what it meets differs with the machine.
func random(r *rand.Rand, most time.Duration) time.Duration {
	return time.Duration(r.Float64() * float64(most))
}

// Kills at any time leave the tables of one run, whole, and nothing that the next run does not clear away.
func TestKilledAtAnyTime(t *testing.T) {
	root, r := t.TempDir(), rand.New(rand.NewPCG(1, 2))
	out, seeds := filepath.Join(root, "out"), []string{"1", "2"}
	var whole []map[string]string
	began := time.Now()
	for _, seed := range seeds {
		if text, err := valuing(t, root, "maintenance-contract", "--method", "exact", "--out", seed, "--seed", seed).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		whole = append(whole, tablesOf(t, filepath.Join(root, seed)))
	}
	one := time.Since(began) / 2
	before := map[string]string{}
	for k := range 15 {
		cmd := valuing(t, root, "maintenance-contract", "--method", "exact", "--out", "out", "--seed", seeds[k%2], "--force")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(random(r, one))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		now := tablesOf(t, out)
		if !maps.Equal(now, before) && !maps.Equal(now, whole[k%2]) {
			t.Fatalf("kill %d leaves %d tables, neither those before nor those of the run", k, len(now))
		}
		before = now
	}
	if text, err := valuing(t, root, "maintenance-contract", "--method", "exact", "--out", "out", "--force").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if left, _ := filepath.Glob(filepath.Join(root, ".ips2-*")); len(left) > 0 || !maps.Equal(tablesOf(t, out), whole[0]) {
		t.Errorf("after the next run: left behind %v, %d tables", left, len(tablesOf(t, out)))
	}
}

// A signal at any time ends with the code of the signal (or comes too late, or before the program), keeps whole tables or none, and
// leaves nothing behind.
func TestSignalAtAnyTime(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for k := range 10 {
		sent, code := syscall.SIGINT, 130
		if k%2 == 1 {
			sent, code = syscall.SIGTERM, 143
		}
		root := t.TempDir()
		cmd := valuing(t, root, "maintenance-contract", "--method", "both", "--paths", "100000", "--fit-paths", "4096", "--out", "out")
		var trouble bytes.Buffer
		cmd.Stderr = &trouble
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(50*time.Millisecond + random(r, 200*time.Millisecond))
		_ = cmd.Process.Signal(sent)
		_ = cmd.Wait()
		status := cmd.ProcessState.Sys().(syscall.WaitStatus)
		early := status.Signaled() && trouble.Len() == 0
		if got := cmd.ProcessState.ExitCode(); got != code && got != 0 && !early {
			t.Errorf("exit code %d, want %d: %s", got, code, &trouble)
		}
		if left, _ := filepath.Glob(filepath.Join(root, ".ips2-*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
		tables := tablesOf(t, filepath.Join(root, "out"))
		if kept := strings.Contains(trouble.String(), "tables are in out"); kept != (tables["summary.parquet"] != "") {
			t.Errorf("%d tables, and it says: %s", len(tables), &trouble)
		}
	}
}

// Of two runs into a new folder one is refused, whenever they finish; both answer.
func TestPairsOfRuns(t *testing.T) {
	for range 3 {
		root, codes := t.TempDir(), make([]int, 2)
		var wait sync.WaitGroup
		for k, seed := range []string{"1", "2"} {
			cmd := valuing(t, root, "maintenance-contract", "--method", "exact", "--out", "out", "--seed", seed)
			wait.Go(func() {
				answer, err := cmd.Output()
				codes[k] = cmd.ProcessState.ExitCode()
				late := err != nil && strings.Contains(string(err.(*exec.ExitError).Stderr), "were not written")
				if (err == nil || late) && !bytes.Contains(answer, []byte("Price ceiling")) {
					t.Errorf("no answer")
				}
			})
		}
		wait.Wait()
		if codes[0]+codes[1] != int(exitCannotWrite) || codes[0]*codes[1] != 0 {
			t.Errorf("exit codes %v, want 0 and %d", codes, exitCannotWrite)
		}
	}
}
