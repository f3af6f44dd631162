package output

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"
)

// run is the folder in which a run prepares its files: the folder new with these, and while they are put into a folder that cannot
// be replaced as a whole, old with the earlier ones; new is called ready once the earlier ones are out of the way. The lock is held as
// long as the process lives.
type run struct {
	folder string
	alive  *flock.Flock
}

func (r *run) fresh() string { return filepath.Join(r.folder, "new") }
func (r *run) ready() string { return filepath.Join(r.folder, "ready") }
func (r *run) old() string   { return filepath.Join(r.folder, "old") }
func (r *run) list() string  { return filepath.Join(r.folder, "holds") }

// note writes down which files are the run's own: all else in a folder that it replaces is somebody's.
func (r *run) note(holds []string) error {
	return errors.Join(os.WriteFile(r.list(), []byte(strings.Join(holds, "\n")), 0o600), os.Mkdir(r.fresh(), 0o755))
}

func (r *run) holds() []string {
	text, _ := os.ReadFile(r.list())
	return strings.Fields(string(text))
}

// reaches tries whether files can be moved from here into a folder, if it is there.
func (r *run) reaches(path string) error {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	from, to := filepath.Join(r.folder, "trial"), filepath.Join(path, hiddenPrefix+filepath.Base(r.folder))
	if err := os.Mkdir(from, 0o755); err != nil {
		return err
	}
	if err := move(from, to); err != nil {
		return errors.Join(err, remove(from))
	}
	return remove(to)
}

// end brings the folder that was written to into one state, whatever the run has done by then, and removes the run: files that are
// ready are put in, earlier ones that were taken out before that are put back, and what is not of runs goes to where it was.
func (r *run) end(path string) error {
	err := errors.Join(r.finish(path), r.giveBack(path))
	if err != nil {
		return errors.Join(err, r.alive.Close())
	}
	trial := filepath.Join(path, hiddenPrefix+filepath.Base(r.folder))
	for _, left := range []string{trial, filepath.Join(r.folder, "trial"), r.old(), r.fresh(), r.ready(), r.list()} {
		err = errors.Join(err, remove(left))
	}
	// Windows removes no file that is open; elsewhere the place is locked, and nobody is misled.
	return errors.Join(err, r.alive.Close(), remove(r.alive.Path()), remove(r.folder))
}

// finish publishes what is ready, or takes back what was not.
func (r *run) finish(path string) error {
	if _, err := os.Stat(r.old()); err != nil {
		return nil // nothing was taken out
	}
	if err := os.MkdirAll(path, 0o755); err != nil {
		return err
	}
	if _, err := os.Stat(r.ready()); err != nil {
		return moveFiles(r.old(), path, r.holds())
	}
	last := slices.Clone(r.holds())
	slices.Reverse(last) // the mark of the others
	if err := moveFiles(r.ready(), path, last); err != nil {
		return err
	}
	return errors.Join(r.clear(r.old()), syncFolder(path))
}

// giveBack moves what is not of runs from a folder that was replaced to where it was, and removes the files of the run.
func (r *run) giveBack(path string) error {
	if err := r.clear(r.fresh()); err != nil {
		return err
	}
	entries, err := os.ReadDir(r.fresh())
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		err = errors.Join(err, bringBack(filepath.Join(r.fresh(), e.Name()), filepath.Join(path, e.Name())))
	}
	return err
}

func (r *run) clear(folder string) (err error) {
	for _, name := range r.holds() {
		err = errors.Join(err, remove(filepath.Join(folder, name)))
	}
	return err
}

// bringBack moves what is somebody's, and replaces nothing.
func bringBack(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return errors.New("cannot move " + from + " to " + to + ": there is one")
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return move(from, to)
}

// moveFiles moves those of the files that are in a folder.
func moveFiles(from, to string, files []string) error {
	for _, name := range files {
		if _, err := os.Lstat(filepath.Join(from, name)); errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err := move(filepath.Join(from, name), filepath.Join(to, name)); err != nil {
			return err
		}
	}
	return nil
}

// step is called before each change to the file system; tests end the process in it.
var step = func() {}

func move(from, to string) error {
	step()
	return os.Rename(from, to)
}

// remove removes a file or an empty folder, if it is there.
func remove(name string) error {
	if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	step()
	return os.Remove(name)
}
