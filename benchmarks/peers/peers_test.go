package main

import (
	"bytes"
	"context"
	"math"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ips2/internal/oracle"
)

// Every program that is here solves both problems: a few paths are near enough to tell them from any others.
func TestProgramsSolveTheProblems(t *testing.T) {
	if testing.Short() {
		t.Skip("compiling takes seconds: not in short mode")
	}
	ours := build(t)
	var log bytes.Buffer
	programs, err := find(t.Context(), t.TempDir(), ours, []string{"--paths", "4096", "--fit-paths", "4096"}, 0.02, &log)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		rounds, err := measure(t.Context(), p, programs, 2, &log)
		if err != nil {
			t.Fatal(err)
		}
		for k, one := range programs {
			if s := spreadOf([]ran{rounds[0][k], rounds[1][k]}, p.value); math.Abs(s.bias) > 0.1*p.value {
				t.Errorf("%s: %s is off by %g, which is more than a few paths explain", p.name, one.name, s.bias)
			}
		}
		var table bytes.Buffer
		report(&table, p, programs, rounds)
		t.Log(table.String())
	}
	for _, peer := range []string{"QuantLib", "numpy"} {
		if strings.Contains(log.String(), "left out: "+peer) {
			oracle.Missing(t, peer)
		}
	}
}

// A bare machine is told what to install, and still measures ours.
func TestBareMachine(t *testing.T) {
	ours := build(t)
	t.Setenv("PATH", t.TempDir())
	t.Setenv("IPS2_PYTHON", "")
	pythons = []string{"python3"} // not the one of the machine by its full path
	var out, log bytes.Buffer
	err := run(t.Context(), []string{"-rounds", "2", "-problem", "p1", "-ips2", ours, "--", "--paths", "1024", "--fit-paths", "1024"}, &out, &log)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"apt-get install g++ libquantlib0-dev", "apt-get install python3-numpy"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %q in\n%s", want, &log)
		}
	}
	if !strings.Contains(out.String(), "ips2 ") {
		t.Errorf("ours is missing from\n%s", &out)
	}
}

func build(t *testing.T) (binary string) {
	t.Helper()
	t.Chdir(oracle.Root(t))
	binary = filepath.Join(t.TempDir(), "ips2")
	if text, err := exec.Command("go", "build", "-o", binary, "./cmd/ips2").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return binary
}

func TestWrongFlags(t *testing.T) {
	for _, args := range [][]string{{"-rounds", "1"}, {"-scale", "0"}, {"-problem", "p3"}, {"-ips2", "nowhere"}} {
		if err := run(context.Background(), args, &bytes.Buffer{}, &bytes.Buffer{}); err == nil {
			t.Errorf("%v: no error", args)
		}
	}
}

// By hand: our values 9 and 11 have mean 10 and variance 2, the peer's 10 and 14 have mean 12 and variance 8. Of a value of 10 the peer's
// bias squared is 4 less the 4 of its mean's own variance: none that shows. Of a value of 8 it is 16 - 4 = 12, and ours 4 - 1 = 3.
func TestRatios(t *testing.T) {
	ours := []ran{{estimate{9, 1, 8, 9.5, 9.8}, 1, 2}, {estimate{11, 1, 10, 12.5, 12.6}, 2, 2}}
	peer := []ran{{estimate{value: 10}, 3, 3}, {estimate{value: 14}, 8, 5}}
	near := func(what string, got, want float64) {
		t.Helper()
		if got != want && math.Abs(got-want) > 1e-12 {
			t.Errorf("%s: %g, want %g", what, got, want)
		}
	}
	r := compare(peer, ours, problem{value: 10, target: 1})
	near("seconds", r.seconds, 3.5)
	near("processor", r.processor, 2)
	near("variance", r.variance, 4)
	near("work", r.work, 14)
	near("work with bias", r.workBiased, 14)
	near("time to a target", r.toTarget, 14)
	biased := compare(peer, ours, problem{value: 8, target: math.Sqrt(13)})
	near("work with bias", biased.workBiased, 3.5*20/5)
	near("time to a target with bias", biased.toTarget, 3.5*(8/1.)/(2/10.))
	if s := spreadOf(peer, 8); !math.IsInf(s.timeTo(3, 1), 1) {
		t.Error("an error smaller than the bias is reached")
	}
	if gap, holds := bracket(ours, problem{value: 10}); math.Abs(gap-0.1) > 1e-12 || holds != 1 {
		t.Errorf("a bracket of %g, which holds %d times", gap, holds)
	}
	if _, holds := bracket(ours, problem{value: 10, off: 5}); holds != len(ours) {
		t.Errorf("%d of %d brackets agree with a value that is hardly known", holds, len(ours))
	}
	if gap, _ := bracket(peer, problem{value: 10}); gap > 0 {
		t.Errorf("without a bound the bracket is %g", gap)
	}
	if s := spreadOf(ours, 10); s.stated != 1 {
		t.Errorf("stated %g", s.stated)
	}
}
