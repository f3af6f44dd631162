package scenario

import (
	"errors"
	"fmt"
	"io/fs"

	"ips2/internal/columns"
)

// maxData is how large a file of data may be, bytes.
const maxData = 256 << 20

// dataOf reads a file of data, once.
func (r *reader) dataOf(i item) (*columns.Table, bool) {
	name, ok := r.scalar(i, "the path of a CSV or Parquet file")
	if !ok {
		return nil, false
	}
	if t, known := r.tables[name]; known {
		return t, true
	}
	contents, ok := r.contents(i, name, maxData)
	if !ok {
		return nil, false
	}
	t, err := columns.Read(name, contents)
	if err != nil {
		r.wrong(i, "the file must be CSV with a header line, or flat Parquet", "%s cannot be read: %v", name, err)
		return nil, false
	}
	r.tables[name] = t
	return t, true
}

// contents reads a file that the scenario names.
func (r *reader) contents(i item, name string, most int) ([]byte, bool) {
	if r.folder.Path == "" {
		r.wrong(i, "read the scenario from a folder, or write the values here", "this scenario has no folder that files could lie in")
		return nil, false
	}
	data, err := r.folder.read(name, most)
	var at *fs.PathError
	switch {
	case err == nil:
		r.note(name, data)
		return data, true
	case errors.Is(err, fs.ErrNotExist):
		r.wrong(i, "paths are relative to the folder of the scenario", "there is no file %s", name)
	case errors.Is(err, errOutside):
		r.wrong(i, "move it there, or allow the folder that it lies in with --allow-path", "%s leads out of the folder of the scenario", name)
	case errors.As(err, &at):
		r.wrong(i, "name a file that you may read", "%s cannot be read: %v", name, at.Err)
	default:
		r.wrong(i, fmt.Sprintf("name a regular file of at most %d MiB", most>>20), "%s cannot be read: %v", name, err)
	}
	return nil, false
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
