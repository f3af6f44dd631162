package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// interruptible is a context that the first Ctrl-C (or SIGTERM, which batch systems send) cancels: what is done by then is kept. The
// second ends the program at once, after cleanup. The function that it returns ends the watch and tells whether there was a signal.
func interruptible(s streams, cleanup func()) (context.Context, func() bool) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	stop, watched := make(chan struct{}), make(chan bool, 1)
	go func() {
		select {
		case <-stop:
			watched <- false
			return
		case <-signals:
		}
		fmt.Fprintln(s.err, "\nips2: interrupted; keeping what is done, once more stops at once")
		cancel()
		select {
		case <-stop:
			watched <- true
		case <-signals:
			cleanup()
			os.Exit(int(exitInterrupted))
		}
	}()
	return ctx, func() bool {
		signal.Stop(signals)
		close(stop)
		cancel()
		return <-watched
	}
}
