// Command ips2 values product-service contracts that can be changed while they run: how much the customer can be charged at most, how
// much the supplier needs at least, what the option to change is worth, and how likely and how dear each change is.
//
//  1. main.go: the story. root.go: the verbs and what is wrong usage. A file per verb: value, check, init, bench, schema, version.
//  2. settings.go, kinds.go: a setting is a flag, or else an IPS2_ variable, or else the scenario's wish, or else the default.
//  3. run.go: claim the folder, show the size, value with progress, print the answer, write the tables, say why it stopped.
//     profile.go: where the time of a run goes.
//  4. interrupt.go: what signals end, and what they keep. exit.go: every exit code. Results go to standard output, everything else to standard error.
package main

import (
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() { os.Exit(program()) }

// program is the whole of it, but for ending the process.
func program() int {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50) // a third less memory on the machine park, in the same time
	}
	signal.Ignore(syscall.SIGPIPE) // a reader that has read enough must not cost the tables
	s := streams{os.Stdin, os.Stdout, os.Stderr}
	return runUnder(watchSignals(s), os.Args[1:], s)
}

// run carries out one command line, whatever signals come, and returns its exit code.
func run(args []string, s streams) int { return runUnder(new(watch), args, s) }

func runUnder(w *watch, args []string, s streams) int {
	root := newRoot(s, w)
	root.SetArgs(args)
	err := root.Execute()
	w.done()
	return report(s, err)
}
