package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/pflag"

	"ips2/scenario"
	"ips2/valuation"
)

// settings of `value`. Each has a flag; see resolve for the other places that it may come from.
type settings struct {
	method           choice
	paths, fitPaths  positive
	boundPaths       positive
	reduction        choice
	precision        precision
	timeLimit        duration
	budget           duration
	memory           size
	confidence       share
	seed             positive
	workers          cores
	reading          reading
	assert           []string
	outFolder        folder
	force            bool
	pathsOut         count
	json, quiet      bool
	progress         choice
	noColour         bool
	printConfig      bool
	profiles         profiles
	flags            *pflag.FlagSet
	origin           map[string]string // by flag: where its value came from, if not the default
	workersByDefault string
}

const (
	variablePrefix = "IPS2_"
	slurmVariable  = "SLURM_CPUS_PER_TASK"
)

func newSettings(flags *pflag.FlagSet) *settings {
	d := valuation.Defaults()
	s := &settings{
		method: choice{string(d.Method), []string{"auto", "exact", "simulate", "both"}},
		budget: duration(d.Budget), memory: size(d.Memory),
		confidence: share(d.Confidence), seed: positive{count(d.Seed)}, progress: choice{"auto", []string{"auto", "plain", "none"}},
		reduction: choice{"auto", []string{"auto", "none"}},
		flags:     flags, origin: map[string]string{},
	}
	s.workers, s.workersByDefault = defaultWorkers()
	flags.Var(&s.method, "method", "how to value; auto: exact where the forecast fits --budget and --memory, unless its grid is coarse and a simulation nearer; otherwise simulate")
	flags.Var(&s.paths, "paths", "simulated paths that price; by default as many as suit the contract")
	flags.Var(&s.fitPaths, "fit-paths", "simulated paths that the policy is fitted on; by default as many as suit the contract")
	flags.Var(&s.boundPaths, "bound-paths", "simulated paths for the upper bound; by default as many as suit the contract")
	flags.Var(&s.reduction, "variance-reduction", "auto: martingales as control variates, where a pilot finds them worth their time, otherwise scrambled nets of paths; none")
	flags.Var(&s.precision, "precision", "stop at this half-width instead of at --paths: money, or a share of the value (0.1%)")
	flags.Var(&s.timeLimit, "time-limit", "stop the simulation after this time, fitting included, with the paths that it has")
	flags.Var(&s.budget, "budget", "time that the exact method may take; beyond a minute it buys a finer grid")
	flags.Var(&s.memory, "memory", "memory that the exact method may take")
	flags.Var(&s.confidence, "confidence", "two-sided coverage of the intervals")
	flags.Var(&s.seed, "seed", "of the random numbers; equal seeds give equal bytes")
	flags.Var(&s.workers, "workers", "processor cores to use")
	s.reading.flags(flags)
	flags.StringArrayVar(&s.assert, "assert", nil, "end with 99 unless this holds: 'corridor > 0' (repeatable)")
	flags.Var(&s.outFolder, "out", "write the Parquet tables to this folder")
	flags.BoolVar(&s.force, "force", false, "replace the tables of another run in --out")
	flags.Var(&s.pathsOut, "paths-out", "also write the table paths, of the first so many")
	flags.BoolVar(&s.json, "json", false, "print the result as JSON")
	flags.BoolVar(&s.quiet, "quiet", false, "print nothing but the result, warnings and errors")
	flags.Var(&s.progress, "progress", "how to show progress; auto: a line on a terminal, otherwise plain lines now and then")
	flags.BoolVar(&s.noColour, "no-color", false, "no colour (NO_COLOR works too)")
	flags.BoolVar(&s.printConfig, "print-config", false, "print every setting and where it comes from, and run nothing")
	flags.StringVar(&s.profiles.cpu, "cpuprofile", "", "write where the time goes to this file, for go tool pprof")
	flags.StringVar(&s.profiles.memory, "memprofile", "", "write what was allocated to this file, for go tool pprof")
	return s
}

// defaultWorkers is what the batch system gave this task, or the cores that this process may run on.
func defaultWorkers() (workers cores, why string) {
	if given := os.Getenv(slurmVariable); given != "" && workers.Set(given) == nil {
		return workers, slurmVariable
	}
	return cores{positive{count(runtime.GOMAXPROCS(0))}}, "default"
}

// environment gives the flags that were not set their IPS2_ variables: --fit-paths is IPS2_FIT_PATHS.
func (s *settings) environment() error {
	var wrong error
	s.flags.VisitAll(func(f *pflag.Flag) {
		if f.Changed {
			s.origin[f.Name] = "flag"
			return
		}
		variable := variablePrefix + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, given := os.LookupEnv(variable)
		if !given || value == "" || wrong != nil {
			return
		}
		if err := f.Value.Set(value); err != nil {
			wrong = fail(exitUsage, "the environment variable %s is %q: %w", variable, value, err)
		}
		s.origin[f.Name] = "environment " + variable
	})
	return wrong
}

// wishes gives the settings that neither a flag nor the environment has made the values that the scenario asks for.
func (s *settings) wishes(w scenario.Simulation) {
	if s.origin["paths"] == "" && w.Paths > 0 {
		s.paths.count, s.origin["paths"] = count(w.Paths), "scenario"
	}
	if s.origin["precision"] == "" && w.Precision.Value > 0 {
		s.precision, s.origin["precision"] = precision(w.Precision), "scenario"
	}
}

// print lists every setting with its origin.
func (s *settings) print(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	s.flags.VisitAll(func(f *pflag.Flag) {
		if f.Name == "help" {
			return
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", f.Name, shownSetting(f), s.whence(f.Name))
	})
	return table.Flush()
}

func shownSetting(f *pflag.Flag) string {
	if v := f.Value.String(); v != "" && v != "[]" {
		return v
	}
	return "-"
}

func (s *settings) whence(name string) string {
	switch {
	case s.origin[name] != "":
		return s.origin[name]
	case name == "workers":
		return s.workersByDefault
	}
	return "default"
}

func (s *settings) options() valuation.Options {
	return valuation.Options{
		Method: valuation.Method(s.method.value), Paths: int64(s.paths.count), FitPaths: int64(s.fitPaths.count), BoundPaths: int64(s.boundPaths.count), Plain: s.reduction.value == "none", Precision: valuation.Precision(s.precision),
		TimeLimit: time.Duration(s.timeLimit), Budget: time.Duration(s.budget), Memory: int64(s.memory), Confidence: float64(s.confidence),
		Seed: uint64(s.seed.count), Workers: int(s.workers.count), PathsOut: int(s.pathsOut),
	}
}

// determining are the settings on which the figures depend; the seed is stated apart, and workers change no digit.
var determining = []string{"method", "paths", "fit-paths", "bound-paths", "variance-reduction", "precision", "time-limit", "budget", "memory", "confidence", "paths-out"}

// identity lists them with the values they have, for files and JSON.
func (s *settings) identity() []string {
	var out []string
	for _, name := range determining {
		if f := s.flags.Lookup(name); f != nil && f.Value.String() != "" {
			out = append(out, name+"="+f.Value.String())
		}
	}
	for _, one := range s.reading.set {
		out = append(out, "set="+strconv.Quote(one))
	}
	return slices.Clip(out)
}
