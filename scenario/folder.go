package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// Folder is where the files that a scenario names may lie: below a folder, with no symbolic link that leads out of it, so that a scenario
// from somebody else reads nothing but what came with it. The zero Folder has no files.
type Folder struct {
	Path    string   // of the file that names them; relative names begin here
	Allowed []string // other folders, for names and links that lead out of this one
}

var (
	errOutside   = errors.New("it lies outside the folder")
	errIrregular = errors.New("it is a folder, a pipe, a socket or a device")
)

// path is where a file lies by the name that a scenario gives it.
func (f Folder) path(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(f.Path, filepath.FromSlash(name))
}

// of is the folder of a file that lies at a path, with the same leave.
func (f Folder) of(path string) Folder { return Folder{filepath.Dir(path), f.Allowed} }

// file opens a regular file of at most so many bytes, and tells how many it has.
func (f Folder) file(name string, most int64) (*os.File, int64, error) {
	file, err := f.open(f.path(name))
	if err != nil {
		return nil, 0, err
	}
	info, err := file.Stat()
	if err == nil && info.Size() > most {
		err = fmt.Errorf("it has more than %d MiB", most>>20)
	}
	if err != nil {
		return nil, 0, errors.Join(err, file.Close())
	}
	return file, info.Size(), nil
}

// open looks at nothing outside the folder unless other folders are allowed.
func (f Folder) open(path string) (*os.File, error) {
	file, err := openBelow(f.Path, path)
	if !errors.Is(err, errOutside) || len(f.Allowed) == 0 {
		return file, err
	}
	asked := path
	if path, err = filepath.EvalSymlinks(path); err != nil {
		for _, folder := range f.Allowed {
			if _, elsewhere := relative(folder, asked); elsewhere == nil {
				return nil, err
			}
		}
		return nil, errOutside // of other folders not even that it is not there
	}
	for _, folder := range f.Allowed {
		if folder, err = filepath.EvalSymlinks(folder); err != nil {
			return nil, err
		}
		if file, err = openBelow(folder, path); !errors.Is(err, errOutside) {
			return file, err
		}
	}
	return nil, errOutside
}

// openBelow opens a regular file whose path, and every link on it, stays below a folder.
func openBelow(folder, path string) (*os.File, error) {
	name, err := relative(folder, path)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	file, err := openRegular(root, name)
	if _, outside := root.Lstat(".."); errors.Is(err, errors.Unwrap(outside)) { // package os has no name for this error
		return nil, errOutside
	}
	return file, err
}

func relative(folder, path string) (string, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	if path, err = filepath.Abs(path); err != nil {
		return "", err
	}
	if name, err := filepath.Rel(folder, path); err == nil && filepath.IsLocal(name) {
		return name, nil
	}
	return "", errOutside
}

// openRegular looks before it opens, for opening alone may do something to a device, and afterwards, for the file may be another by then.
// O_NONBLOCK keeps it from waiting for the writer of a pipe.
func openRegular(root *os.Root, name string) (*os.File, error) {
	if info, err := root.Stat(name); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, errIrregular
	}
	file, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(cmp.Or(err, errIrregular), file.Close())
	}
	return file, nil
}
