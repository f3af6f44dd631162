package main

import (
	"os"
	"strconv"
	"strings"
)

// peakFile names the variable that says where a process of the tests writes what Linux knows of its memory.
const peakFile = "IPS2_TEST_PEAK"

// measured is the program, which says its own peak: the one that the parent is told (rusage, getrusage(2)) begins at the memory of
// the parent, because the child shares that until it starts the program.
func measured() {
	code := program()
	if file := os.Getenv(peakFile); file != "" {
		status, _ := os.ReadFile("/proc/self/status") // elsewhere there is none, and no limit
		if err := os.WriteFile(file, status, 0o600); err != nil {
			panic(err)
		}
	}
	os.Exit(code)
}

// peakBytes is the largest memory that a process held, from its status (proc(5), VmHWM in KiB); 0 where that is not known.
func peakBytes(status string) int64 {
	_, rest, _ := strings.Cut(status, "VmHWM:")
	kib, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, _ := strconv.ParseInt(kib, 10, 64)
	return n << 10
}
