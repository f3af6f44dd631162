package output

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

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

// Folder is a place for the files of one run that was found writable. Everything is written into a folder beside the last
// place (or within it if it exists: the same file system) and renamed when all of it is on disk.
type Folder struct {
	path   string
	beside string
	from   Provenance
	holds  []string // every name of a file that it may hold
}

// Claim checks, before a run, that its tables can be written to path, and reserves the place. It refuses a folder that holds
// tables of another run, or files of others by their names, unless force is given. Release gives the place back.
func Claim(path string, from Provenance, force bool) (*Folder, error) {
	var files []string
	for _, name := range names {
		files = append(files, name+extension)
	}
	return claim(path, from, force, files)
}

func claim(path string, from Provenance, force bool, files []string) (*Folder, error) {
	existing, err := nearest(path)
	if err != nil {
		return nil, err
	}
	if !force {
		if err := refuseOthers(path, from, files); err != nil {
			return nil, err
		}
	}
	beside, err := os.MkdirTemp(existing, ".ips2-")
	if err != nil {
		return nil, fmt.Errorf("cannot write to %s: %w", path, err)
	}
	return &Folder{path, beside, from, files}, nil
}

// nearest is the path itself if it is a folder, or the closest folder above it that exists.
func nearest(path string) (string, error) {
	for at := filepath.Clean(path); ; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		switch {
		case err == nil && !info.IsDir():
			return "", fmt.Errorf("cannot write to %s: %s is a file, not a folder", path, at)
		case err == nil:
			return at, nil
		case !errors.Is(err, os.ErrNotExist) || at == filepath.Dir(at):
			return "", fmt.Errorf("cannot write to %s: %w", path, err)
		}
	}
}

func refuseOthers(path string, from Provenance, files []string) error {
	for _, name := range files {
		file := filepath.Join(path, name)
		if _, err := os.Lstat(file); errors.Is(err, os.ErrNotExist) {
			continue
		}
		if why := from.otherRun(file); why != "" {
			return fmt.Errorf("%s holds another run: of %s, %s; name another folder, or replace it with --force", path, filepath.Base(file), why)
		}
	}
	return nil
}

// Write puts the tables of a result in place. If anything fails before all of them are on disk, what was there before stays as it was.
func (f *Folder) Write(r *valuation.Result) error {
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

// put writes files beside the place and, when all of them are on disk, renames them.
func (f *Folder) put(files []file) error {
	written := map[string]bool{}
	for _, one := range files {
		if err := writeFile(filepath.Join(f.beside, one.name), one.write); err != nil {
			return fmt.Errorf("cannot write %s: %w; nothing was changed in %s", one.name, err, f.path)
		}
		written[one.name] = true
	}
	if err := f.publish(written); err != nil {
		return fmt.Errorf("cannot put the files into %s: %w", f.path, err)
	}
	return nil
}

func writeFile(path string, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	err = write(file)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// publish renames the files into place and removes one of an earlier run that this one does not have.
func (f *Folder) publish(written map[string]bool) error {
	if err := os.MkdirAll(f.path, 0o755); err != nil {
		return err
	}
	for _, name := range f.holds {
		to := filepath.Join(f.path, name)
		if written[name] {
			if err := os.Rename(filepath.Join(f.beside, name), to); err != nil {
				return err
			}
		} else if err := os.Remove(to); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return syncFolder(f.path)
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Release removes what was reserved and not published.
func (f *Folder) Release() error { return os.RemoveAll(f.beside) }
