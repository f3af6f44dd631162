package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run the program: the test binary is put on their path under its name.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"ips2": measured})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("COLUMNS", "80")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "within": within, "interrupt": interrupt, "terminate": terminate, "write": write, "nothing": nothing,
		},
		RequireExplicitExec: true,
	})
}

// exits CODE ips2 …: the program ends with this exit code, and not by a crash.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	err := ts.Exec(args[1], args[2:]...)
	checkCode(ts, err, args[0])
	if strings.Contains(ts.ReadFile("stderr"), "goroutine ") {
		ts.Fatalf("it crashed")
	}
}

func checkCode(ts *testscript.TestScript, err error, want string) {
	code, exit := 0, (*exec.ExitError)(nil)
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("cannot run: %v", err)
	}
	if strconv.Itoa(code) != want {
		ts.Fatalf("exit code %d, want %s", code, want)
	}
}

// within SECONDS MEGABYTES CODE ips2 …: as exits, and no more than this time of the processor (a busy machine must not fail the test)
// and this memory.
func within(ts *testscript.TestScript, neg bool, args []string) {
	seconds, err := strconv.ParseFloat(args[0], 64)
	ts.Check(err)
	megabytes, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	cmd, peak := command(ts, args[3:]), ts.MkAbs("peak.txt")
	cmd.Env = append(cmd.Env, peakFile+"="+peak)
	var trouble strings.Builder
	cmd.Stderr = &trouble
	err = cmd.Run()
	ts.Logf("%s", &trouble)
	checkCode(ts, err, args[2])
	ts.Check(os.WriteFile(ts.MkAbs("stderr.txt"), []byte(trouble.String()), 0o600))
	if took := (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(); took > seconds {
		ts.Fatalf("took %.2f s, at most %v are allowed", took, seconds)
	}
	if used := peakBytes(ts.ReadFile(peak)) >> 20; used > megabytes {
		ts.Fatalf("took %d MB, at most %d are allowed", used, megabytes)
	}
}

// command prepares a program found on the script's path, in its folder and environment.
func command(ts *testscript.TestScript, args []string) *exec.Cmd {
	file := args[0]
	for _, folder := range filepath.SplitList(ts.Getenv("PATH")) {
		if _, err := os.Stat(filepath.Join(folder, args[0])); err == nil {
			file = filepath.Join(folder, args[0])
			break
		}
	}
	cmd := exec.Command(file, args[1:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "COLUMNS", "TMPDIR"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	return cmd
}

// interrupt TIMES SECONDS ips2 …: sends Ctrl-C so often, the first after so long; it must end with 130. Output goes to the files
// stdout.txt and stderr.txt.
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	signalled(ts, args, os.Interrupt, "130")
}

// terminate is interrupt with what batch systems send; it must end with 143.
func terminate(ts *testscript.TestScript, neg bool, args []string) {
	signalled(ts, args, syscall.SIGTERM, "143")
}

func signalled(ts *testscript.TestScript, args []string, sent os.Signal, code string) {
	times, err := strconv.Atoi(args[0])
	ts.Check(err)
	seconds, err := strconv.ParseFloat(args[1], 64)
	ts.Check(err)
	cmd := command(ts, args[2:])
	var result, trouble strings.Builder
	cmd.Stdout, cmd.Stderr = &result, &trouble
	ts.Check(cmd.Start())
	for wait := time.Duration(seconds * float64(time.Second)); times > 0; times-- {
		time.Sleep(wait)
		ts.Check(cmd.Process.Signal(sent))
		wait = 20 * time.Millisecond
	}
	late := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
	err = cmd.Wait()
	late.Stop()
	ts.Logf("%s%s", &result, &trouble)
	checkCode(ts, err, code)
	ts.Check(os.WriteFile(ts.MkAbs("stdout.txt"), []byte(result.String()), 0o600))
	ts.Check(os.WriteFile(ts.MkAbs("stderr.txt"), []byte(trouble.String()), 0o600))
}

// write KIND FILE makes input that nobody wants to see in a script.
func write(ts *testscript.TestScript, neg bool, args []string) {
	make, known := map[string]func() string{
		"binary":  func() string { return "\x7fELF\x00\x01\xff\xfe" + strings.Repeat("\x00\x9c\xe2", 1000) },
		"large":   func() string { return "name: " + strings.Repeat("a", 50<<20) + "\n" },
		"lines":   func() string { return strings.Repeat("- {a: 1, b: 2}\n", 50<<20/15) },
		"nested":  func() string { return "name: " + strings.Repeat("[", 100_000) + "\n" },
		"aliases": aliasBomb,
		"anchors": func() string { return "name: &a [*a, *a]\n" },
	}[args[0]]
	if !known {
		make, known = hostile[args[0]]
	}
	if !known {
		ts.Fatalf("no kind %q", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(make()), 0o600))
}

// aliasBomb is a small text that would have 10^9 values if its aliases were followed.
func aliasBomb() string {
	text := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for k := 1; k < 9; k++ {
		text += fmt.Sprintf("a%d: &a%d [%s]\n", k, k, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", k-1), 10), ", "))
	}
	return text
}

// nothing PATTERN: no file matches, hidden ones included.
func nothing(ts *testscript.TestScript, neg bool, args []string) {
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) > 0 {
		ts.Fatalf("there is %v", found)
	}
}
