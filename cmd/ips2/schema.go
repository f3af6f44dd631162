package main

import (
	"github.com/spf13/cobra"

	"ips2/scenario"
)

func newSchema(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of scenario files, for editors",
		Long: `Print the JSON Schema (2020-12) of scenario files. An editor with a YAML language server completes keys with it, explains them
with their units and defaults, and marks what is misspelt. Keep it beside the scenarios and begin each with the line

    # yaml-language-server: $schema=ips2.schema.json

Editors read plain YAML: there, a formula with commas or colons inside {} or [] needs quotes, as in {gain: 'max(a, b)'}.
What only the whole file tells (names, formulas, sums of probabilities) ips2 check finds.`,
		Example: `  ips2 schema > ips2.schema.json`,
		Args:    arguments(0, 0, "it takes no argument"),
		RunE: func(*cobra.Command, []string) error {
			text, err := scenario.Schema()
			return printed(s, string(text)+"\n", err)
		},
	}
}
