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

func mount(t *testing.T, path string) {
	t.Helper()
	if err := syscall.Mount("tmpfs", path, "tmpfs", 0, "size=512k,mode=750"); err != nil {
		t.Skipf("needs the right to mount a small file system: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(path, 0); err != nil {
			t.Error(err)
		}
	})
}

// A folder that is a file system, or holds one, is not exchanged; its tables are replaced all the same.
func TestMountedFolders(t *testing.T) {
	for _, mounted := range []string{".", "sub"} {
		root := t.TempDir()
		path := filepath.Join(root, "out")
		if err := os.MkdirAll(filepath.Join(path, mounted), 0o750); err != nil {
			t.Fatal(err)
		}
		mount(t, filepath.Join(path, mounted))
		fill(t, path, strangers)
		mustPut(t, path, provenance(), false, oneMethod())
		mustPut(t, path, provenance(), true, bothMethods())
		checkLeft(t, root, true, 0)
		if n := len(tablesIn(t, path)); n != 9 {
			t.Errorf("%s mounted: %d tables", mounted, n)
		}
	}
}

// A disk that fills up in the middle leaves the tables of the earlier run as they were, and nothing else.
func TestDiskFull(t *testing.T) {
	disk := t.TempDir()
	mount(t, disk)
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
