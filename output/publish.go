package output

import (
	"errors"
	"os"
	"path/filepath"
)

// publish puts the run's files in the place of what was there, under the lock of the place. A folder that is not there yet appears
// with all of them. One that is there is exchanged for the new one, as one step, and what is not of runs is moved over. Where that is
// not possible (see exchanged) the earlier files are taken out first, and the new ones put in when they are: a reader may meet too few,
// never those of two runs, and whoever claims the folder next finishes what a kill has cut short.
func (f *Folder) publish() error {
	_, err := os.Stat(f.path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		err = move(f.run.fresh(), f.path)
	case f.exchanged():
		err = f.run.giveBack(f.path)
	default:
		err = f.run.inPlace(f.path)
	}
	_ = syncFolder(filepath.Dir(f.path)) // which may not be ours to read
	return errors.Join(err, syncFolder(f.path))
}

// exchanged replaces the folder as one step, if that can be done: not on every system and file system, not where the folder is
// a file system of its own, and not with the folder that this process, and so the user's shell, is in.
func (f *Folder) exchanged() bool {
	if f.place.inside || isWorking(f.path) || alike(f.run.fresh(), f.path) != nil {
		return false
	}
	step()
	if exchange(f.run.fresh(), f.path) != nil {
		return false
	}
	return f.movable()
}

// movable tells whether everything that is not of runs can be moved over; if not (a file system is mounted on a folder in it), it is
// all put back.
func (f *Folder) movable() bool {
	var moved []string
	own := map[string]bool{}
	for _, name := range f.holds {
		own[name] = true
	}
	entries, err := os.ReadDir(f.run.fresh())
	for _, e := range entries {
		if own[e.Name()] {
			continue
		}
		if err = bringBack(filepath.Join(f.run.fresh(), e.Name()), filepath.Join(f.path, e.Name())); err != nil {
			break
		}
		moved = append(moved, e.Name())
	}
	if err == nil {
		return true
	}
	undone := moveFiles(f.path, f.run.fresh(), moved) == nil && exchange(f.run.fresh(), f.path) == nil
	return !undone // then the new tables are in place, and giving back says what is wrong
}

func isWorking(path string) bool {
	here, err := os.Stat(".")
	there, unknown := os.Stat(path)
	return err == nil && unknown == nil && os.SameFile(here, there)
}

// inPlace takes the earlier files out and puts the new ones in.
func (r *run) inPlace(path string) error {
	err := os.Mkdir(r.old(), 0o755)
	if err == nil {
		err = moveFiles(path, r.old(), r.holds())
	}
	if err == nil {
		err = move(r.fresh(), r.ready())
	}
	return errors.Join(err, r.finish(path))
}
