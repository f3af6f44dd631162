package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// foldHelp sets the help of all verbs to the width of the output, as results are.
func foldHelp(root *cobra.Command, s streams) {
	width := styleOf(s.out, true).Width
	cobra.AddTemplateFunc("flags", func(f *pflag.FlagSet) string { return f.FlagUsagesWrapped(width) })
	cobra.AddTemplateFunc("paragraphs", func(text string) string { return paragraphs(text, width) })
	usage := strings.NewReplacer(".LocalFlags.FlagUsages", "(flags .LocalFlags)", ".InheritedFlags.FlagUsages", "(flags .InheritedFlags)")
	root.SetUsageTemplate(usage.Replace(root.UsageTemplate()))
	root.SetHelpTemplate(strings.Replace(root.HelpTemplate(), "{{. | trim", "{{paragraphs . | trim", 1))
}

// paragraphs folds text; an empty line ends a paragraph, and lines that are indented stay as they are.
func paragraphs(text string, width int) string {
	var out strings.Builder
	at := 0
	end := func() {
		if at > 0 {
			out.WriteByte('\n')
		}
		at = 0
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == ' ' {
			end()
			out.WriteString(line + "\n")
			continue
		}
		for _, word := range strings.Fields(line) {
			if at > 0 && at+1+len(word) > width {
				end()
			}
			if at > 0 {
				word = " " + word
			}
			out.WriteString(word)
			at += len(word)
		}
	}
	end()
	return out.String()
}
