package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"ips2/scenario"
)

// readScenario reads and resolves a file, or standard input if it is called "-".
func readScenario(s streams, name string, overrides []string) (*scenario.Scenario, error) {
	source, err := readSource(s, name)
	if err != nil {
		return nil, err
	}
	folder := os.DirFS(filepath.Dir(name)) // of standard input it is the working folder
	if name == "-" {
		name = "standard input"
	}
	read, err := scenario.ReadIn(folder, name, source, overrides...)
	return read, with(exitScenario, err)
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
