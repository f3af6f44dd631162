package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"time"
)

// ran is one run of one program.
type ran struct {
	estimate
	seconds   float64 // from start to exit
	processor float64 // seconds of all cores
}

// measure lets every program run in turn, round after round. [round][program]; an interrupt ends it with the rounds that are complete.
func measure(ctx context.Context, p problem, programs []program, rounds int, log io.Writer) ([][]ran, error) {
	var done [][]ran
	began := time.Now()
	for k := range rounds {
		round := make([]ran, len(programs))
		for i, one := range programs {
			r, err := one.run(ctx, p, k+1)
			if ctx.Err() != nil {
				return done, nil
			}
			if err != nil {
				return nil, fmt.Errorf("%s, %s: %w", one.name, p.name, err)
			}
			round[i] = r
		}
		done = append(done, round)
		left := time.Since(began) / time.Duration(k+1) * time.Duration(rounds-k-1)
		fmt.Fprintf(log, "%s: round %d of %d, %s left\n", p.name, k+1, rounds, left.Round(time.Second))
	}
	return done, nil
}

func (one program) run(ctx context.Context, p problem, seed int) (ran, error) {
	words := one.command(p, seed)
	command := exec.CommandContext(ctx, words[0], words[1:]...)
	var out, trouble bytes.Buffer
	command.Stdout, command.Stderr = &out, &trouble
	began := time.Now()
	if err := command.Run(); err != nil {
		return ran{}, fmt.Errorf("%w\n%s", err, &trouble)
	}
	seconds := time.Since(began).Seconds()
	found, err := one.read(out.Bytes())
	spent := command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	return ran{found, seconds, spent.Seconds()}, err
}
