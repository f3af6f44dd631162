package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the program's; commit is set when it is linked (see the Makefile).
const version = "0.1.0-dev"

var commit string

// build is what is known of the binary.
type build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func thisBuild() build {
	b := build{version, commit, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok && b.Commit == "" {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				b.Commit = s.Value
			}
		}
	}
	return b
}

// notices are the licences of the modules that the program is linked from.
//
//go:generate go run -C ../../tools ./notices -out ../cmd/ips2/notices.txt
//go:embed notices.txt
var notices string

func newVersion(s streams) *cobra.Command {
	var asJSON, licences bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Say which program this is, and what it is made from",
		Example: "  ips2 version --json\n  ips2 version --licences",
		Args:    arguments(0, 0, "it takes no argument"),
		RunE: func(*cobra.Command, []string) error {
			b := thisBuild()
			switch {
			case licences && asJSON:
				return fail(exitUsage, "--licences is plain text: give it without --json")
			case licences:
				return printed(s, notices, nil)
			case asJSON:
				text, err := json.Marshal(b)
				return printed(s, string(text)+"\n", err)
			}
			line := "ips2 " + b.Version
			if b.Commit != "" {
				line += " (" + b.Commit + ")"
			}
			return printed(s, fmt.Sprintf("%s, %s, %s\n", line, b.Go, b.Platform), nil)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	cmd.Flags().BoolVar(&licences, "licences", false, "print the licences of the software that the program is linked from")
	return cmd
}

// printed writes a result; a result that cannot be written is the error of a file that cannot.
func printed(s streams, text string, err error) error {
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(s.out, text)
	return with(exitCannotWrite, err)
}
