package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"ips2/configs"
)

// standard is the scenario that init writes if none is named.
const standard = "maintenance-contract"

func newInit(s streams, w *watch) *cobra.Command {
	var list, force bool
	cmd := &cobra.Command{
		Use:   "init [NAME]",
		Short: "Write a shipped scenario to start from",
		Long:  "Write a shipped scenario, as NAME.yaml, into the current folder. Without a name it is " + standard + ".",
		Example: `  ips2 init --list
  ips2 init press-line`,
		Args: arguments(0, 1, "it takes the name of one shipped scenario"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return configs.Names(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if list {
				return printed(s, strings.Join(configs.Names(), "\n")+"\n", nil)
			}
			name := standard
			if len(args) == 1 {
				name = args[0]
			}
			return w.undisturbed(func() error { return writeShipped(s, name, force) })
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, "list the shipped scenarios")
	cmd.Flags().BoolVar(&force, "force", false, "replace a file of that name")
	return cmd
}

func writeShipped(s streams, name string, force bool) error {
	text, err := configs.Read(name)
	if err != nil {
		return fail(exitUsage, "no shipped scenario is called %q: %s", name, suggest(name, configs.Names()))
	}
	file := name + ".yaml"
	mode := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if force {
		mode = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	to, err := os.OpenFile(file, mode, 0o644)
	if errors.Is(err, os.ErrExist) {
		return fail(exitCannotWrite, "%s is there already; --force replaces it", file)
	} else if err != nil {
		return with(exitCannotWrite, err)
	}
	_, err = to.Write(text)
	if err := errors.Join(err, to.Close()); err != nil {
		return with(exitCannotWrite, err)
	}
	fmt.Fprintf(s.err, "wrote %s; next: ips2 value %s\n", file, file)
	return nil
}
