package main

import (
	"os"
	"syscall"
)

// peakBytes is the largest memory that a process that has ended held.
func peakBytes(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return usage.Maxrss << 10
}
