package main

import (
	"github.com/spf13/cobra"
)

func newValue(s streams, w *watch) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "value SCENARIO",
		Short: "Value a scenario: price ceiling, price floor, corridor, flexibility and changes",
		Long: `Value a scenario: what the customer can be charged at most and the supplier needs at least, what the option to change is worth,
and how likely and how dear each change is. SCENARIO is a file, or - for standard input.

Every flag of value can also be set by an environment variable: --fit-paths by IPS2_FIT_PATHS. A flag wins over the environment, the
environment over the scenario, the scenario over the default; --print-config shows what came from where.

The first Ctrl-C (exit code 130) or SIGTERM (143) keeps what is done by then, answers and writes it; the second ends the run at once.`,
		Example: `  ips2 value maintenance-contract.yaml
  ips2 value maintenance-contract.yaml --method both --out out/
  ips2 value press-line.yaml --precision 1% --set rates.customer=10% --assert 'corridor.lower > 0' --json`,
		Args: arguments(1, 1, "it needs one scenario file, or - for standard input"),
	}
	c := newSettings(cmd.Flags())
	cmd.Flags().SortFlags = false
	cmd.RunE = func(_ *cobra.Command, args []string) error { return value(s, w, c, args[0]) }
	return cmd
}

// value settles everything that can be wrong before the run, and then runs.
func value(s streams, w *watch, c *settings, name string) error {
	if err := c.environment(); err != nil {
		return err
	}
	assertions, err := parseAssertions(c.assert)
	if err != nil {
		return err
	}
	read, err := readScenario(s, name, c.reading)
	if err != nil {
		return err
	}
	c.wishes(read.Simulation)
	if c.printConfig {
		return with(exitCannotWrite, c.print(s.out))
	}
	return c.profiles.around(newJob(s, w, c, read, assertions).run)
}
