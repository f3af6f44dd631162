//go:build linux

package output_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"ips2/model"
)

// A disk that fills up in the middle leaves the tables of the earlier run as they were, and nothing else.
func TestDiskFull(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=512k"); err != nil {
		t.Skipf("needs the right to mount a small file system: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	}()
	path := filepath.Join(disk, "out")
	mustPut(t, path, provenance(), false, bothMethods())
	before := contents(t, disk)

	large := bothMethods()
	for i := range 100_000 {
		x := float64(i*i%9973) / 7
		large.Simulated.Paths = append(large.Simulated.Paths, model.PathRow{Path: i, Period: 1, Factors: []float64{x, 1 / (1 + x)}, Revenue: x * x})
	}
	err := put(t, path, provenance(), false, large)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "paths.parquet") {
		t.Errorf("error %v, want one of paths.parquet and no space", err)
	}
	unchanged(t, disk, before)
	if entries, _ := os.ReadDir(path); len(entries) != len(before) {
		t.Errorf("%d entries, want %d", len(entries), len(before))
	}
}
