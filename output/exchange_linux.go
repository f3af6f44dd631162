package output

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders as one step (rename(2), RENAME_EXCHANGE). File systems on a network do not know how.
func exchange(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}

// alike gives a folder the owner and the permissions of the one that it replaces.
func alike(fresh, existing string) error {
	info, err := os.Stat(existing)
	if err != nil {
		return err
	}
	if of, known := info.Sys().(*syscall.Stat_t); known {
		if err := os.Chown(fresh, int(of.Uid), int(of.Gid)); err != nil {
			return err
		}
	}
	return os.Chmod(fresh, info.Mode())
}
