package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ips2/benchmarks/suite"
	"ips2/output"
	"ips2/valuation"
)

// bench is one run of `bench`.
type bench struct {
	streams
	*settings
	watch     *watch
	all, list bool
	seeds     positive
	format    choice
	folder    *output.Folder
}

// Settings that `bench` shares with `value`.
var benchSettings = []string{
	"paths", "fit-paths", "confidence", "seed", "workers", "budget", "memory", "out", "force", "json", "quiet", "progress", "no-color",
}

// shortBudget bounds a valuation of the short suite, so that the whole takes about a minute.
const shortBudget = duration(5 * time.Second)

func newBench(s streams, w *watch) *cobra.Command {
	b := &bench{streams: s, watch: w, seeds: positive{1}, format: choice{"table", []string{"table", "benchstat"}}}
	cmd := &cobra.Command{
		Use:   "bench [CASE…]",
		Short: "Run the benchmarks: exact against simulated, on problems with known values",
		Long: `Run the benchmarks that ship with the program: published problems with known values, valued exactly and by simulation, and a contract
that grows in periods, factors, characteristics and simulated paths, until rollback is no longer possible. Without a CASE it is a selection
that takes about a minute; a CASE is a name, or how it begins up to a slash or an equals sign. A valuation whose forecast is above --budget is not run.

With --out the runs are written as Parquet tables (bench, growth) and drawn (error.svg, growth.svg).`,
		Example: `  ips2 bench call-on-call exchange --seeds 5
  ips2 bench growth/factors=3 --out growth/
  ips2 bench bermudan-put/initial=36/volatility=0.2/periods=50 --paths 1e5 --format benchstat > new.txt`,
		Args: arguments(0, -1, ""),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			all, err := suite.Cases()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return caseNames(all), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error { return b.run(args) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&b.all, "all", false, "run every case, not the short selection")
	flags.BoolVar(&b.list, "list", false, "list the cases; run nothing")
	flags.Var(&b.seeds, "seeds", "simulate each case so often, with --seed and those after it")
	flags.Var(&b.format, "format", "how to print; benchstat: Go's benchmark format, a line a run")
	b.settings = newSettings(pflag.NewFlagSet("value", pflag.ContinueOnError))
	for _, name := range benchSettings {
		flags.AddFlag(b.flags.Lookup(name))
	}
	flags.Lookup("budget").Usage = "forecast time from which a valuation is not run, by either method; 5s in the short selection"
	b.flags = flags
	return cmd
}

func (b *bench) run(asked []string) error {
	if err := b.environment(); err != nil {
		return err
	}
	cases, err := b.choose(asked)
	if err != nil {
		return err
	}
	if b.list {
		return printed(b.streams, strings.Join(caseNames(cases), "\n")+"\n", nil)
	}
	ctx, from := b.watch.keeping(), b.from(cases)
	if err := b.claim(from); err != nil {
		return err
	}
	defer b.release()
	rows, err := b.measure(ctx, cases)
	result := output.Bench{Rows: rows, From: from, Workers: int(b.workers.count), Interrupted: ctx.Err() != nil}
	return errors.Join(b.finish(result), err)
}

func (b *bench) claim(from output.Provenance) error {
	if b.outFolder == "" {
		return nil
	}
	return b.watch.undisturbed(func() (err error) {
		b.folder, err = output.ClaimBench(string(b.outFolder), from, b.force)
		b.watch.cleanup = b.release
		return with(exitCannotWrite, err)
	})
}

// choose gives the cases asked for; the short selection, with its budget, if none is.
func (b *bench) choose(asked []string) ([]suite.Case, error) {
	all, err := suite.Cases()
	switch {
	case err != nil:
		return nil, err
	case len(asked) > 0 && b.all:
		return nil, fail(exitUsage, "bench: either --all or names of cases")
	case len(asked) == 0 && (b.all || b.list):
		return all, nil
	case len(asked) == 0:
		if b.origin["budget"] == "" {
			b.budget = shortBudget
		}
		return suite.Short(all), nil
	}
	chosen, err := suite.Find(all, asked)
	var unknown *suite.NotFound
	if errors.As(err, &unknown) {
		return nil, fail(exitUsage, "%w: %s; ips2 bench --list names them", unknown, suggest(unknown.Word, caseBeginnings(all)))
	}
	return chosen, err
}

func caseNames(cases []suite.Case) (names []string) {
	for _, c := range cases {
		names = append(names, c.Name)
	}
	return names
}

// caseBeginnings are the cases' names up to each slash and equals sign, for a suggestion.
func caseBeginnings(cases []suite.Case) (beginnings []string) {
	seen := map[string]bool{}
	for _, name := range caseNames(cases) {
		for k, r := range name + "/" {
			if (r == '/' || r == '=') && !seen[name[:k]] {
				seen[name[:k]] = true
				beginnings = append(beginnings, name[:k])
			}
		}
	}
	return beginnings
}

// from is what the run came from: the cases and the settings.
func (b *bench) from(cases []suite.Case) output.Provenance {
	v := thisBuild()
	flags := append(b.identity(), "seeds="+b.seeds.String())
	return output.Provenance{
		Scenario: []byte(strings.Join(caseNames(cases), "\n")), Seed: uint64(b.seed.count), Version: v.Version, Commit: v.Commit, Flags: flags,
	}
}

func (b *bench) release() { released(b.folder, b.streams) }

// measure runs the cases.
func (b *bench) measure(ctx context.Context, cases []suite.Case) ([]suite.Row, error) {
	m := newMeter(b.streams, b.settings)
	o := suite.Options{Options: b.options(), Seeds: int(b.seeds.count)}
	o.Progress = func(name string, done, total float64) {
		if done == 0 && !b.quiet {
			fmt.Fprintf(b.err, "%s, about %s with %s; seed %s, budget %s\n\n", plural(int64(len(cases)), "case"), output.Seconds(total),
				plural(int64(b.workers.count), "worker"), &b.seed, &b.budget)
		}
		if m != nil {
			m.note = name
			m.show(valuation.Progress{Stage: "benchmarks", Done: done, Total: total})
		}
	}
	rows, err := suite.Run(ctx, cases, o)
	m.end()
	return rows, err
}

// finish prints the rows and writes the files; an interrupted run those that it has.
func (b *bench) finish(result output.Bench) error {
	failed := with(exitCannotWrite, b.print(result))
	if b.folder != nil && len(result.Rows) > 0 {
		written := b.folder.WriteBench(result)
		if written == nil && !b.quiet {
			fmt.Fprintf(b.err, "tables and drawings are in %s\n", b.outFolder)
		}
		failed = errors.Join(failed, with(exitCannotWrite, written))
	}
	return errors.Join(b.watch.interrupted("; the cases are those that were finished by then"), failed)
}

func (b *bench) print(result output.Bench) error {
	switch {
	case b.json:
		return output.BenchJSON(b.out, result)
	case b.format.value == "benchstat":
		return output.Benchstat(b.out, result)
	}
	return output.BenchText(b.out, result, styleOf(b.out, b.noColour))
}
