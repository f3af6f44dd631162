//go:build unix

package processor

import (
	"syscall"
	"time"
)

// Used is the time so far of all cores together, the collection of garbage included.
func Used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // only for an argument that does not exist
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
