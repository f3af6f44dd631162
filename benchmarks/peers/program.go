package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

//go:embed programs/quantlib.cpp
var quantlibSource []byte

//go:embed programs/lsmc.py
var numpySource []byte

// program is one of those compared. Its command prints the value, or what read finds it in.
type program struct {
	name    string
	command func(p problem, seed int) []string
	read    func(text []byte) (estimate, error)
}

// estimate is what a run says; zero is what a program does not say.
type estimate struct {
	value, stdError     float64
	lower, bound, upper float64 // of a bracket: the value's lower end, the upper bound, and that one's upper end
}

// Sizes of the peers' runs, in antithetic pairs: large enough that fitting and starting weigh little. QuantLib fits on 2,048 paths
// unless told otherwise, which is its quickest, and biased; with more the bias is smaller and the work larger, so both are measured.
const (
	quantlibPairs, quantlibFit, quantlibFitMore = 50_000, 2_048, 16_384
	numpyPairs, numpyFit                        = 200_000, 32_768
)

// find lists ours and the peers that are installed, and says which are not.
func find(ctx context.Context, folder, ours string, flags []string, scale float64, log io.Writer) ([]program, error) {
	if _, err := os.Stat(ours); err != nil {
		return nil, fmt.Errorf("%w: make build", err)
	}
	programs := []program{ips2(ours, flags)}
	for _, peer := range []func(context.Context, string, float64, io.Writer) ([]program, error){quantlib, numpy} {
		found, err := peer(ctx, folder, scale, log)
		if err != nil {
			return nil, err
		}
		programs = append(programs, found...)
	}
	return programs, nil
}

func ips2(path string, flags []string) program {
	command := func(p problem, seed int) []string {
		scenario := filepath.Join("benchmarks", "published", p.scenario+".yaml")
		return append([]string{path, "value", scenario, "--method", "simulate", "--json", "--quiet", "--seed", strconv.Itoa(seed)}, flags...)
	}
	return program{"ips2", command, readJSON}
}

func readJSON(text []byte) (estimate, error) {
	type figure struct {
		Value, Lower, Upper float64
		StdError            float64 `json:"std_error"`
	}
	var answer struct {
		CustomerValue figure `json:"customer_value"`
		UpperBound    figure `json:"upper_bound"` // of the ceiling, which is the value where there is no competitor
	}
	err := json.Unmarshal(text, &answer)
	v, bound := answer.CustomerValue, answer.UpperBound
	return estimate{v.Value, v.StdError, v.Lower, bound.Value, bound.Upper}, err
}

func readNumber(text []byte) (estimate, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(string(text)), 64)
	return estimate{value: v}, err
}

var versionMacro = regexp.MustCompile(`#define QL_VERSION "(.*)"`)

// quantlib compiles its program, if there are a compiler and the library.
func quantlib(ctx context.Context, folder string, scale float64, log io.Writer) ([]program, error) {
	macros, err := exec.CommandContext(ctx, "g++", "-E", "-dM", "-x", "c++", "-include", "ql/version.hpp", os.DevNull).Output()
	if err != nil {
		fmt.Fprintln(log, "left out: QuantLib, which needs a C++ compiler and the library (Debian: apt-get install g++ libquantlib0-dev)")
		return nil, nil
	}
	fmt.Fprintln(log, "compiling quantlib.cpp")
	binary := filepath.Join(folder, "quantlib")
	if err := compile(ctx, binary); err != nil {
		return nil, err
	}
	name := "QuantLib"
	if version := versionMacro.FindSubmatch(macros); version != nil {
		name += " " + string(version[1])
	}
	with := func(name string, fit int) program {
		return peer(name, scale, quantlibPairs, fit, binary)
	}
	return []program{with(name, quantlibFit), with("  fitted on 8 × more", quantlibFitMore)}, nil
}

func compile(ctx context.Context, binary string) error {
	compiler := exec.CommandContext(ctx, "g++", "-O3", "-march=native", "-x", "c++", "-", "-o", binary, "-lQuantLib")
	compiler.Stdin = bytes.NewReader(quantlibSource)
	if trouble, err := compiler.CombinedOutput(); err != nil {
		return fmt.Errorf("quantlib.cpp: %w\n%s", err, trouble)
	}
	return nil
}

// numpy is run by the Python that IPS2_PYTHON names, or Debian's.
func numpy(ctx context.Context, folder string, scale float64, log io.Writer) ([]program, error) {
	python := pythonWithNumpy(ctx)
	if python == "" {
		fmt.Fprintln(log, "left out: numpy (Debian: apt-get install python3-numpy libopenblas0; IPS2_PYTHON names another Python that has it)")
		return nil, nil
	}
	version, err := exec.CommandContext(ctx, python, "-c", "import numpy; print(numpy.__version__)").Output()
	if err != nil {
		return nil, err
	}
	script := filepath.Join(folder, "lsmc.py")
	if err := os.WriteFile(script, numpySource, 0o600); err != nil {
		return nil, err
	}
	return []program{peer("numpy "+strings.TrimSpace(string(version)), scale, numpyPairs, numpyFit, python, script)}, nil
}

// pythons are tried after IPS2_PYTHON: Debian's first, since another may hide it.
var pythons = []string{"/usr/bin/python3", "python3"}

func pythonWithNumpy(ctx context.Context) string {
	for _, python := range append([]string{os.Getenv("IPS2_PYTHON")}, pythons...) {
		if python != "" && exec.CommandContext(ctx, python, "-c", "import numpy").Run() == nil {
			return python
		}
	}
	return ""
}

// peer is a program that takes a problem, pairs of paths to price and to fit, and a seed, and prints the value.
func peer(name string, scale float64, pairs, fit int, start ...string) program {
	scaled := func(n int) string { return strconv.Itoa(max(int(scale*float64(n)), 500)) }
	command := func(p problem, seed int) []string {
		return append(append([]string{}, start...), p.name, scaled(pairs), scaled(fit), strconv.Itoa(seed))
	}
	return program{name, command, readNumber}
}
