package main

import (
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

func newVersion(s streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Say which program this is",
		Example: "  ips2 version --json",
		Args:    arguments(0, 0, "it takes no argument"),
		RunE: func(*cobra.Command, []string) error {
			b := thisBuild()
			if asJSON {
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
