package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ips2/model/formula"
)

// newRoot puts the verbs together.
func newRoot(s streams, w *watch) *cobra.Command {
	root := &cobra.Command{
		Use:   "ips2",
		Short: "Price floor and price ceiling of product-service contracts that can be changed while they run",
		Example: `  ips2 init maintenance-contract
  ips2 value maintenance-contract.yaml --method both --out out/`,
		SilenceErrors: true, SilenceUsage: true,
		Args: knownVerb,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SetOut(s.err)
			if err := cmd.Help(); err != nil {
				return err
			}
			return fail(exitUsage, "a verb is missing")
		},
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(wrongFlag)
	root.AddCommand(newValue(s, w), newCheck(s), newInit(s, w), newBench(s, w), newSchema(s), newVersion(s))
	root.SetHelpCommand(newHelp(s))
	root.InitDefaultCompletionCmd("completion")
	foldHelp(root, s)
	return root
}

// newHelp is cobra's, save that an unknown verb is wrong usage.
func newHelp(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "help [VERB]",
		Short: "Explain a verb, with an example",
		RunE: func(cmd *cobra.Command, args []string) error {
			verb, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return knownVerb(cmd.Root(), args)
			}
			verb.SetOut(s.out)
			return verb.Help()
		},
	}
}

// knownVerb is reached by a first word that is no verb.
func knownVerb(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var verbs []string
	for _, c := range root.Commands() {
		verbs = append(verbs, c.Name())
	}
	return fail(exitUsage, "there is no verb %q: %s", args[0], suggest(args[0], verbs))
}

// suggest names the nearest of what there is, or all of it.
func suggest(word string, known []string) string {
	if best, ok := formula.Nearest(word, known); ok {
		return "did you mean " + best + "?"
	}
	return "there are " + strings.Join(known, ", ")
}

// wrongFlag words the errors of flags.
func wrongFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return fail(exitUsage, "%w", err)
	}
	var flags []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { flags = append(flags, "--"+f.Name) })
	return fail(exitUsage, "%s has no flag --%s: %s", cmd.Name(), unknown.GetSpecifiedName(), suggest("--"+unknown.GetSpecifiedName(), flags))
}

// arguments bounds the number of words after a verb; hint says what would be right.
func arguments(least, most int, hint string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return fail(exitUsage, "%s: %s", cmd.Name(), hint)
		case most >= 0 && len(args) > most:
			return fail(exitUsage, "%s: one too many: %q; %s", cmd.Name(), args[most], hint)
		}
		return nil
	}
}
