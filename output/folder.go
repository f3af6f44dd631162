package output

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"

	"ips2/valuation"
)

// extension of the tables' files.
const extension = ".parquet"

// names are all tables that a folder of a valuation may hold; paths only where paths are kept.
var names = []string{"summary", "switches", "periods", "pools", "policy", "convergence", "distribution", "diagnostics", "paths"}

// file is one of those that a run writes.
type file struct {
	name  string
	write func(io.Writer) error
}

// Folder is a place for the files of one run that was found writable. Everything is written into a hidden folder of the run and,
// when all of it is on disk, takes the place of what was there as one step (see publish).
type Folder struct {
	asked string // the path as the user wrote it
	path  string // the same without links
	from  Provenance
	force bool
	holds []string // every name of a file that it may hold, the first one the mark of the others
	place *place
	run   *run

	working  sync.Mutex // held while the file system changes: a Release from elsewhere waits for the whole step
	released bool
}

// errReleased ends what goes on while another goroutine releases the folder.
var errReleased = errors.New("it was given back")

// Claim checks, before a run, that its tables can be written to path, reserves the place, and tidies up after runs that died there.
// It refuses a folder that holds tables of another run, or files of others by their names, unless force is given. Release gives the
// place back.
func Claim(path string, from Provenance, force bool) (*Folder, error) {
	var files []string
	for _, name := range names {
		files = append(files, name+extension)
	}
	return claim(path, from, force, files)
}

func claim(path string, from Provenance, force bool, files []string) (*Folder, error) {
	real, err := resolved(path)
	if err != nil {
		return nil, err
	}
	f := &Folder{asked: path, path: real, from: from, force: force, holds: files}
	err = f.enter(beside(real))
	if _, absent := os.Stat(real); absent == nil && closed(err) {
		err = f.enter(within(real))
	}
	if err != nil {
		return nil, fmt.Errorf("cannot write to %s: %w", path, err)
	}
	if err := f.refuse(); err != nil {
		return nil, errors.Join(err, f.Release())
	}
	return f, nil
}

// closed tells whether it is only the folder above that cannot be used: it is not ours to write, or another file system.
func closed(err error) bool {
	return errors.Is(err, os.ErrPermission) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.EXDEV)
}

// enter takes part in a place: it tidies up, and begins a run that can reach the folder.
func (f *Folder) enter(p *place) error {
	unlock, err := p.lock()
	if err != nil {
		return err
	}
	defer unlock()
	if err := p.recover(); err != nil {
		return err
	}
	f.place = p
	if f.run, err = p.begin(f.holds); err != nil {
		return err
	}
	if err := f.run.reaches(f.path); err != nil {
		return errors.Join(err, f.run.end(f.path))
	}
	return nil
}

// refuse says why the files may not be written, if they may not. What is there may have changed since the claim.
func (f *Folder) refuse() error {
	for _, name := range f.holds {
		file := filepath.Join(f.path, name)
		info, err := os.Lstat(file)
		switch {
		case errors.Is(err, os.ErrNotExist):
			continue
		case err == nil && info.IsDir():
			return fmt.Errorf("cannot write to %s: %s is a folder where a file of the run belongs; move it away, or name another folder", f.asked, name)
		case f.force:
			continue
		}
		if why := f.from.otherRun(file); why != "" {
			return fmt.Errorf("%s holds another run: of %s, %s; name another folder, or replace it with --force", f.asked, name, why)
		}
	}
	return nil
}

// Write puts the tables of a result in place. If anything fails before all of them are on disk, or if another run has written since
// the claim, what is there stays as it is.
func (f *Folder) Write(r *valuation.Result) error {
	f.from.Interrupted = r.Interrupted
	footer, err := f.from.footerWith(newForecast(r.Forecast), Warnings(r))
	if err != nil {
		return err
	}
	return f.put(asFiles(tables(r), footer))
}

// asFiles are tables with the same footer.
func asFiles(tables []table, footer map[string]string) (files []file) {
	for _, t := range tables {
		files = append(files, file{t.name + extension, func(w io.Writer) error { return t.write(w, footer) }})
	}
	return files
}

// put writes files into the run's own folder and, when all of them are on disk, publishes them.
func (f *Folder) put(files []file) error {
	for _, one := range files {
		if err := f.writeFile(one); err != nil {
			return fmt.Errorf("cannot write %s: %w; nothing was changed in %s", one.name, err, f.asked)
		}
	}
	if err := syncFolder(f.run.fresh()); err != nil {
		return err
	}
	f.working.Lock()
	defer f.working.Unlock()
	if f.released {
		return errReleased
	}
	unlock, err := f.place.lock()
	if err != nil {
		return fmt.Errorf("cannot write to %s: %w; nothing was changed in it", f.asked, err)
	}
	defer unlock()
	if err := f.refuse(); err != nil {
		return fmt.Errorf("%w; the files of this run were not written", err)
	}
	if err := f.publish(); err != nil {
		return fmt.Errorf("cannot put the files into %s: %w", f.asked, err)
	}
	return nil
}

func (f *Folder) writeFile(one file) error {
	to, err := f.create(filepath.Join(f.run.fresh(), one.name))
	if err != nil {
		return err
	}
	err = one.write(to)
	if err == nil {
		err = to.Sync()
	}
	return errors.Join(err, to.Close())
}

func (f *Folder) create(path string) (*os.File, error) {
	f.working.Lock()
	defer f.working.Unlock()
	if f.released {
		return nil, errReleased
	}
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

// syncFolder has the names in a folder on disk; Windows syncs files alone.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Release removes what was reserved and not published. Only the first call does anything; it may come from another goroutine.
func (f *Folder) Release() error {
	f.working.Lock()
	defer f.working.Unlock()
	if f.released {
		return nil
	}
	f.released = true
	unlock, err := f.place.lock()
	if err != nil {
		return err
	}
	defer unlock()
	return f.run.end(f.path)
}
