// Command peers holds ips2 against other programs on two problems of the literature, and prints ratios only: a machine's speed varies
// from minute to minute, the ratio of two runs that follow each other hardly.
//
//  1. problem.go: P1, a put on one asset, and P2, a call on the largest of five, with the values they are known to have.
//  2. program.go: ips2 as a user runs it, and the peers, each a whole process from start to exit: QuantLib (programs/quantlib.cpp, compiled here)
//     and numpy (programs/lsmc.py). What is not installed is named, with the Debian package that has it, and left out.
//  3. round.go: in a round every program runs once, in turn, with the round's number as seed.
//  4. ratio.go: from the rounds the variance over seeds, which no program can understate, the bias, and with seconds the work
//     W = seconds × variance that an accuracy costs: halving the error takes four times as long, so that W does not depend on the size
//     of the run. A bias does not go away with more paths: with it counted, the time to reach an error may be infinite.
//  5. report.go: the table.
//
// usage: go run ./benchmarks/peers [-rounds 20] [-problem p1] [-scale 1] [-ips2 bin/ips2] [-- FLAGS OF ips2 value]
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// run reads the flags, finds the programs and measures; an interrupt ends the rounds, and what is done is printed.
func run(ctx context.Context, args []string, out, log io.Writer) error {
	flags := flag.NewFlagSet("peers", flag.ContinueOnError)
	rounds := flags.Int("rounds", 20, "how often every program runs; at least 2")
	only := flags.String("problem", "", "p1 or p2 alone")
	scale := flags.Float64("scale", 1, "times the peers' usual number of paths")
	ours := flags.String("ips2", "bin/ips2", "the program of ours to measure")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *rounds < 2 || !(*scale > 0) {
		return fmt.Errorf("-rounds %d, -scale %g: rounds are at least 2, for a variance, and the scale is positive", *rounds, *scale)
	}
	chosen, err := choose(*only)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "peers-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	programs, err := find(ctx, folder, *ours, flags.Args(), *scale, log)
	if err != nil {
		return err
	}
	for _, p := range chosen {
		done, err := measure(ctx, p, programs, *rounds, log)
		if err != nil {
			return err
		}
		if len(done) >= 2 {
			report(out, p, programs, done)
		}
	}
	return ctx.Err()
}
