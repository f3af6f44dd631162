package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"ips2/configs"
)

// A disk that fills up while the tables are written costs neither the answer nor the tables of the earlier run.
func TestDiskFull(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("needs the right to mount a small file system: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	}()
	folder := filepath.Join(disk, "out")
	if code, _, trouble := runOn(t, "bermudan-put", "--method", "exact", "--out", folder); code != 0 {
		t.Fatalf("exit code %d: %s", code, trouble)
	}
	before, err := os.ReadFile(filepath.Join(folder, "summary.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	code, answer, trouble := runOn(t, "bermudan-put", "--method", "simulate", "--paths", "8192", "--fit-paths", "2048", "--paths-out", "8192", "--out", folder, "--force")
	if code != int(exitCannotWrite) || !strings.Contains(trouble, "no space left on device") {
		t.Errorf("exit code %d, want %d and a word about space: %s", code, exitCannotWrite, trouble)
	}
	if !strings.Contains(answer, "Price ceiling") {
		t.Error("the answer is lost")
	}
	after, err := os.ReadFile(filepath.Join(folder, "summary.parquet"))
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the table of the earlier run has changed (%v)", err)
	}
	if left, _ := filepath.Glob(filepath.Join(disk, "*", ".ips2-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A result that cannot be printed is an error, but not a reason to lose the tables.
func TestStandardOutputFull(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("needs /dev/full: %v", err)
	}
	defer full.Close()
	text, err := configs.Read("maintenance-contract")
	if err != nil {
		t.Fatal(err)
	}
	var trouble bytes.Buffer
	folder := t.TempDir()
	code := run([]string{"value", "-", "--method", "exact", "--out", folder}, streams{bytes.NewReader(text), full, &trouble})
	if code != int(exitCannotWrite) || !strings.Contains(trouble.String(), "no space left") {
		t.Errorf("exit code %d, want %d: %s", code, exitCannotWrite, &trouble)
	}
	if _, err := os.Stat(filepath.Join(folder, "summary.parquet")); err != nil {
		t.Error(err)
	}
}
