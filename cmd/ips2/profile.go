package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime/pprof"
)

// profiles are files for `go tool pprof`: where the time of a run goes, and what it allocates. An empty name is no file.
type profiles struct{ cpu, memory string }

// around runs under the profiles. A file that cannot be written is told before the run; it gets its contents when the run is over.
func (p profiles) around(run func() error) error {
	for _, name := range []string{p.cpu, p.memory} {
		if err := writable(name); err != nil {
			return err
		}
	}
	var times bytes.Buffer
	if p.cpu != "" {
		if err := pprof.StartCPUProfile(&times); err != nil {
			return err
		}
	}
	failed := run()
	if p.cpu != "" {
		pprof.StopCPUProfile()
		failed = errors.Join(failed, replace(p.cpu, times.Bytes()))
	}
	if p.memory != "" {
		var allocated bytes.Buffer
		err := pprof.Lookup("allocs").WriteTo(&allocated, 0)
		failed = errors.Join(failed, err, replace(p.memory, allocated.Bytes()))
	}
	return failed
}

// writable tries the folder of a file.
func writable(name string) error {
	if name == "" {
		return nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fail(exitCannotWrite, "cannot write the profile %s: it is a folder; name a file", name)
	}
	file, err := os.CreateTemp(filepath.Dir(name), ".ips2-*")
	if err != nil {
		return fail(exitCannotWrite, "cannot write the profile %s: its folder must exist and be writable: %w", name, err)
	}
	return errors.Join(file.Close(), os.Remove(file.Name()))
}

// replace writes a file beside its name and renames it.
func replace(name string, contents []byte) error {
	file, err := os.CreateTemp(filepath.Dir(name), ".ips2-*")
	if err != nil {
		return with(exitCannotWrite, err)
	}
	_, err = file.Write(contents)
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		return with(exitCannotWrite, errors.Join(err, os.Remove(file.Name())))
	}
	return nil
}
