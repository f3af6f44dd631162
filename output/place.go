package output

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/gofrs/flock"
)

// hiddenPrefix is how the hidden folders begin in which runs prepare their files.
const hiddenPrefix = ".ips2-"

// place is where all runs that write to one folder meet: a hidden folder with a lock, under which one at a time claims, publishes and
// leaves, and a folder for each run. It is there only while there are runs.
type place struct {
	path   string // the folder that is written to
	hidden string
	inside bool     // hidden is within the folder: nothing can be put beside it
	made   []string // folders above that were not there before, the innermost first
}

// beside is the place of a folder that can be replaced as a whole.
func beside(path string) *place {
	p := &place{path: path, hidden: filepath.Join(filepath.Dir(path), hiddenPrefix+filepath.Base(path))}
	for at := filepath.Dir(path); ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); err == nil || at == filepath.Dir(at) {
			return p
		}
		p.made = append(p.made, at)
	}
}

// within is the place of a folder that is a file system of its own, or in one that cannot be written.
func within(path string) *place {
	return &place{path: path, hidden: filepath.Join(path, hiddenPrefix+"runs"), inside: true}
}

// resolved is the path without links. What is not there yet is below a folder that is.
func resolved(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("cannot write to %s: %w", path, err)
	}
	for at := absolute; ; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		_, there := os.Lstat(at)
		switch {
		case err == nil && !info.IsDir():
			return "", fmt.Errorf("cannot write to %s: %s is a file, not a folder", path, at)
		case err == nil:
			real, err := filepath.EvalSymlinks(at)
			return filepath.Join(real, absolute[len(at):]), err
		case there == nil && errors.Is(err, os.ErrNotExist):
			return "", fmt.Errorf("cannot write to %s: %s is a link to what is not there; remove it, or name another folder", path, at)
		case !errors.Is(err, os.ErrNotExist) || at == filepath.Dir(at):
			return "", fmt.Errorf("cannot write to %s: %w", path, err)
		}
	}
}

// patience is how long a run waits for others that claim or publish: they rename a few files.
const patience = time.Minute

// lock makes the place and keeps others out of it until unlock, which removes it if no run is left in it.
func (p *place) lock() (unlock func(), err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		if err := os.MkdirAll(p.hidden, 0o755); err != nil {
			return nil, err
		}
		l := lockOf(p.hidden)
		_, err := l.TryLockContext(ctx, 2*time.Millisecond)
		if err == nil && stands(l) {
			return func() { p.leave(l) }, nil
		}
		_ = l.Close()
		if errors.Is(err, context.DeadlineExceeded) {
			return nil, fmt.Errorf("another run has held %s for a minute", l.Path())
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) { // else the last run has left in between, with the place
			return nil, fmt.Errorf("cannot lock: %w", err)
		}
	}
}

func lockOf(folder string) *flock.Flock {
	return flock.New(filepath.Join(folder, "lock"), flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o644))
}

// stands tells whether a lock's file is still the one of that name.
func stands(l *flock.Flock) bool {
	mine, err := l.Stat()
	named, gone := os.Stat(l.Path())
	return err == nil && gone == nil && os.SameFile(mine, named)
}

// leave removes the place if it is empty, and the folders that were made for it if they are.
func (p *place) leave(l *flock.Flock) {
	if runtime.GOOS == "windows" {
		_ = l.Close() // it removes no file that is open, and so not the lock of another
	}
	runs, err := p.runs()
	if err == nil && len(runs) == 0 {
		for _, name := range append([]string{l.Path(), p.hidden}, p.made...) {
			if os.Remove(name) != nil {
				break
			}
		}
	}
	_ = l.Close()
}

// runs are the folders of the runs in the place, living and dead.
func (p *place) runs() ([]string, error) {
	entries, err := os.ReadDir(p.hidden)
	entries = slices.DeleteFunc(entries, func(e os.DirEntry) bool { return !e.IsDir() })
	var out []string
	for _, e := range entries {
		out = append(out, filepath.Join(p.hidden, e.Name()))
	}
	return out, err
}

// recover ends the runs that died: what they were publishing is published or taken back, the rest removed.
func (p *place) recover() error {
	runs, err := p.runs()
	if err != nil {
		return err
	}
	for _, folder := range runs {
		r := &run{folder: folder, alive: lockOf(folder)}
		if dead, _ := r.alive.TryLock(); !dead {
			_ = r.alive.Close()
			continue
		}
		if err := r.end(p.path); err != nil {
			return fmt.Errorf("what a run that died has left in %s: %w", folder, err)
		}
	}
	return nil
}

// begin makes the folder of a living run.
func (p *place) begin(holds []string) (*run, error) {
	folder, err := os.MkdirTemp(p.hidden, "run-")
	if err != nil {
		return nil, err
	}
	r := &run{folder: folder, alive: lockOf(folder)}
	living, err := r.alive.TryLock()
	if err == nil && !living {
		err = fmt.Errorf("cannot lock %s", r.alive.Path())
	}
	if err = errors.Join(err, r.note(holds)); err != nil {
		return nil, errors.Join(err, r.end(p.path))
	}
	return r, nil
}
