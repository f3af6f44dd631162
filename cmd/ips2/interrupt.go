package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// watch answers Ctrl-C and SIGTERM, which batch systems send. Where nothing is worth keeping the first one ends the program, after
// cleanup; under a context (see keeping) it cancels that, what is done by then is kept, and the second ends the program. The exit code
// is that of the first. One that nobody started is never signalled.
type watch struct {
	mutex   sync.Mutex // held over what must not be left half done
	first   os.Signal
	cancel  context.CancelFunc // nil: nothing is worth keeping
	cleanup func()
	over    bool // the exit code is known
}

// watchSignals watches until the process ends.
func watchSignals(s streams) *watch {
	w := &watch{cleanup: func() {}}
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for sent := range signals {
			w.take(sent, s)
		}
	}()
	return w
}

func (w *watch) take(sent os.Signal, s streams) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	switch again := w.first != nil; {
	case w.over:
	case again:
		w.cleanup()
		os.Exit(int(signalCode(w.first)))
	case w.cancel == nil:
		fmt.Fprintln(s.err, "\nips2: interrupted before there was anything to keep")
		w.cleanup()
		os.Exit(int(signalCode(sent)))
	default:
		w.first = sent
		fmt.Fprintln(s.err, "\nips2: interrupted; keeping what is done, once more stops at once")
		w.cancel()
	}
}

// undisturbed does something that no signal may cut in two.
func (w *watch) undisturbed(do func() error) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return do()
}

// keeping is a context that the first signal cancels.
func (w *watch) keeping() context.Context {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	ctx, cancel := context.WithCancel(context.Background())
	w.cancel = cancel
	return ctx
}

// interrupted is an error with the exit code of the first signal and a text, if there was one.
func (w *watch) interrupted(text string) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.first == nil {
		return nil
	}
	return fail(signalCode(w.first), "interrupted%s", text)
}

// done says that signals come too late.
func (w *watch) done() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.over = true
}

// signalCode is 128 and the number of the signal, as shells have it.
func signalCode(sent os.Signal) exitCode {
	if sent == syscall.SIGTERM {
		return exitTerminated
	}
	return exitInterrupted
}
