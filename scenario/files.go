package scenario

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v4"

	"ips2/internal/columns"
)

// maxData is how large all files of data may be together in bytes, maxNumbers how many numbers are read from all such files (128 MB).
const (
	maxData    = 256 << 20
	maxNumbers = 16_000_000
)

// dataOf reads a file of data, once.
func (r *reader) dataOf(i item) (*columns.Table, bool) {
	name, ok := r.scalar(i, "the path of a CSV or Parquet file")
	if !ok {
		return nil, false
	}
	path := r.folder.path(name)
	if t, known := r.tables[path]; known {
		return t, t != nil // one that cannot be read was told of already
	}
	r.tables[path] = nil
	file, size, ok := r.opened(i, name, maxData)
	if !ok {
		return nil, false
	}
	defer file.Close()
	t, hash, err := r.readData(file, size, name)
	if err != nil {
		r.wrong(i, "the file must be CSV with a header line, or flat Parquet", "%s cannot be read: %v", name, err)
		return nil, false
	}
	r.tables[path] = t
	r.note(name, hash)
	return t, true
}

// readData reads the columns of a file that are wanted, and its hash, with what is left of maxNumbers.
func (r *reader) readData(from io.ReaderAt, size int64, name string) (t *columns.Table, hash [sha256.Size]byte, err error) {
	if r.spent.bytes += size; r.spent.bytes > maxData {
		return nil, hash, fmt.Errorf("with it, all files of data have more than %d MiB", maxData>>20)
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(from, 0, size)); err != nil {
		return nil, hash, err
	}
	if t, err = columns.Read(name, from, size, maxNumbers-r.spent.numbers, r.wanted[filepath.Clean(name)]...); err == nil {
		r.spent.numbers += t.Numbers()
	}
	return t, [sha256.Size]byte(sum.Sum(nil)), err
}

// opened opens a file of at most so many bytes that the scenario names, and tells how many it has.
func (r *reader) opened(i item, name string, most int64) (*os.File, int64, bool) {
	if r.folder.Path == "" {
		r.wrong(i, "read the scenario from a folder, or write the values here", "this scenario has no folder that files could lie in")
		return nil, 0, false
	}
	file, size, err := r.folder.file(name, most)
	if err != nil {
		r.unread(i, name, most, err)
	}
	return file, size, err == nil
}

// unread words why a file that the scenario names cannot be read.
func (r *reader) unread(i item, name string, most int64, err error) {
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.wrong(i, "paths are relative to the folder of the scenario", "there is no file %s", name)
	case errors.Is(err, errOutside):
		r.wrong(i, "move it there, or allow the folder that it lies in with --allow-path", "%s leads out of the folder of the scenario", name)
	case errors.As(err, &at):
		r.wrong(i, "name a file that you may read", "%s cannot be read: %v", name, at.Err)
	default:
		r.wrong(i, fmt.Sprintf("name a regular file of at most %d MiB", most>>20), "%s cannot be read: %v", name, err)
	}
}

// wantedBy lists by file the columns that a scenario and those in it ask for, so that each file is read once: a mapping that names a file
// wants the column that it names, or that of its own name; samples go by path and period.
func wantedBy(root *yaml.Node) map[string][]string {
	wanted := map[string][]string{}
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		for k, c := range n.Content {
			if n.Kind == yaml.MappingNode && k%2 == 1 {
				if file := valueOf(c, "file"); file != "" {
					file = filepath.Clean(file)
					wanted[file] = append(wanted[file], cmp.Or(valueOf(c, "column"), n.Content[k-1].Value), "path", "period")
				}
			}
			walk(c)
		}
	}
	walk(root)
	return wanted
}

// valueOf is the single value of a key in a mapping; empty if there is none.
func valueOf(n *yaml.Node, key string) string {
	for k := 0; n.Kind == yaml.MappingNode && k+1 < len(n.Content); k += 2 {
		if n.Content[k].Value == key && n.Content[k+1].Kind == yaml.ScalarNode {
			return n.Content[k+1].Value
		}
	}
	return ""
}

// column reads one column of a file.
func (r *reader) column(i item, t *columns.Table, name string) ([]float64, bool) {
	if !t.Has(name) {
		r.wrong(i, r.suggest(name, t.Names), "%s has no column %q", i.node.Value, name)
		return nil, false
	}
	values, err := t.Column(name)
	if err != nil {
		r.wrong(i, "write a number in every row", "%s: %v", i.node.Value, err)
	}
	return values, err == nil
}

// ownColumn is the column that a factor takes from a file: that which the key column says, or the one of its own name.
func (m mapping) ownColumn(file item, t *columns.Table) ([]float64, bool) {
	i, ok := m.get("column")
	if !ok {
		return m.reader.column(file, t, m.key.Value)
	}
	name, ok := m.scalar(i, "the name of a column")
	if ok && !t.Has(name) {
		m.wrong(i, m.suggest(name, t.Names), "%s has no column %q", file.node.Value, name)
		ok = false
	}
	if !ok {
		return nil, false
	}
	return m.reader.column(file, t, name)
}
