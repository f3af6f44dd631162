package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/pflag"

	"ips2/scenario"
)

// reading is what the command line says of how scenarios are read.
type reading struct {
	set, allowed []string
}

func (o *reading) flags(flags *pflag.FlagSet) {
	flags.StringArrayVar(&o.set, "set", nil, "set a value of the scenario: a.b=3, or a.0.b=3 in the first entry of a list (repeatable)")
	flags.StringArrayVar(&o.allowed, "allow-path", nil, "a folder besides its own that the scenario may name files in (repeatable)")
}

// readScenario reads and resolves a file, or standard input if it is called "-".
func readScenario(s streams, name string, how reading) (*scenario.Scenario, error) {
	for _, folder := range how.allowed {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return nil, fail(exitUsage, "--allow-path %s: there is no such folder", folder)
		}
	}
	source, err := readSource(s, name)
	if err != nil {
		return nil, err
	}
	folder := scenario.Folder{Path: folderOf(name), Allowed: how.allowed}
	if name == "-" {
		name = "standard input"
	}
	read, err := scenario.ReadIn(folder, name, source, how.set...)
	return read, with(exitScenario, err)
}

// folderOf is the folder of a scenario: of standard input, and of what a shell puts in its place, the working folder.
func folderOf(name string) string {
	folder := filepath.Dir(name)
	if name == "-" || slices.Contains([]string{"/dev", "/dev/fd", "/proc/self/fd"}, folder) {
		return "."
	}
	return folder
}

// readSource reads no more of a file than the first byte that is too much.
func readSource(s streams, name string) ([]byte, error) {
	from := s.in
	if name != "-" {
		file, err := os.Open(name)
		if errors.Is(err, os.ErrNotExist) {
			return nil, fail(exitNoInput, "there is no file %s; `ips2 init` writes an example to start from", name)
		} else if err != nil {
			return nil, fail(exitNoInput, "cannot read %w", err)
		}
		defer file.Close()
		from = file
	}
	source, err := io.ReadAll(io.LimitReader(from, scenario.MaxSize+1))
	if err != nil {
		return nil, fail(exitNoInput, "cannot read %s: %w", name, err)
	}
	return source, nil
}
