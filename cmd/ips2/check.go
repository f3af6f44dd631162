package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"ips2/output"
	"ips2/valuation"
)

func newCheck(s streams) *cobra.Command {
	var how reading
	cmd := &cobra.Command{
		Use:     "check SCENARIO…",
		Short:   "Check scenarios and forecast size, memory and time; run nothing",
		Example: "  ips2 check maintenance-contract.yaml press-line.yaml",
		Args:    arguments(1, -1, "it needs a scenario file, or - for standard input"),
		RunE: func(_ *cobra.Command, args []string) error {
			var first error // the exit code is that of the first file that is wrong; all are checked
			for _, name := range args {
				if err := checkOne(s, name, how); err != nil {
					report(s, err)
					first = errors.Join(first, err)
				}
			}
			return silent(first)
		},
	}
	how.flags(cmd.Flags())
	return cmd
}

func checkOne(s streams, name string, how reading) error {
	read, err := readScenario(s, name, how)
	if err != nil {
		return err
	}
	options := valuation.Defaults()
	if read.Simulation.Paths > 0 {
		options.Paths = int64(read.Simulation.Paths)
	}
	forecast, err := valuation.Plan(read.Problem, options)
	if err != nil {
		return ran(err)
	}
	fmt.Fprintf(s.out, "%s: fine\n", name)
	for _, w := range read.Warnings {
		fmt.Fprintln(s.err, w.Error())
	}
	return with(exitCannotWrite, output.Size(s.out, read.Problem.Name, forecast, styleOf(s.out, false)))
}

// silent keeps the exit code of an error that was reported already.
func silent(err error) error {
	var f *failure
	switch {
	case err == nil:
		return nil
	case errors.As(err, &f):
		return &failure{f.code, errors.New("")}
	}
	return &failure{exitFailed, errors.New("")}
}
