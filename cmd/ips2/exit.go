package main

import (
	"cmp"
	"errors"
	"fmt"
	"syscall"

	"ips2/scenario"
)

// exitCode is how the program ends. The numbers from 64 on are those of BSD's sysexits.
type exitCode int

// Every exit code there is.
const (
	exitFine        exitCode = 0
	exitFailed      exitCode = 1   // the run failed
	exitUsage       exitCode = 2   // wrong usage
	exitScenario    exitCode = 65  // bad scenario
	exitNoInput     exitCode = 66  // missing input
	exitCannotWrite exitCode = 73  // cannot write
	exitAssertion   exitCode = 99  // an --assert failed
	exitInterrupted exitCode = 130 // interrupted (SIGINT)
	exitTerminated  exitCode = 143 // terminated (SIGTERM)
)

// failure is an error that knows its exit code.
type failure struct {
	code exitCode
	err  error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func fail(code exitCode, format string, args ...any) error {
	return &failure{code, fmt.Errorf(format, args...)}
}

// with gives an error its exit code; nil stays nil.
func with(code exitCode, err error) error {
	if err == nil {
		return nil
	}
	return &failure{code, err}
}

// ran gives an error of a plan or a run its exit code: where a formula of the scenario has no value, the scenario is wrong.
func ran(err error) error {
	var wrong scenario.Errors
	if placed := scenario.Placed(err); errors.As(placed, &wrong) {
		return with(exitScenario, wrong)
	}
	return err
}

// report writes an error, every one of several joined, and returns the exit code, that of the first. A scenario's errors begin with their
// file: nothing is put before.
func report(s streams, err error) int {
	if err == nil {
		return int(exitFine)
	}
	if joined, several := err.(interface{ Unwrap() []error }); several {
		first := exitFine
		for _, one := range joined.Unwrap() {
			first = cmp.Or(first, exitCode(report(s, one)))
		}
		return int(first)
	}
	var f *failure
	if !errors.As(err, &f) {
		f = &failure{exitFailed, err}
	}
	switch text := f.Error(); {
	case text == "" || errors.Is(err, syscall.EPIPE): // reported already, or nobody to read it
	case f.code == exitScenario:
		fmt.Fprintln(s.err, text)
	default:
		fmt.Fprintln(s.err, "ips2: "+text)
	}
	return int(f.code)
}
