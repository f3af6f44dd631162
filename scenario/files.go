package scenario

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"ips2/internal/columns"
)

// maxData is how large a file beside the scenario may be.
const maxData = 256 << 20

const writePath = "write a path that is relative to the scenario file, without .. and without a / in front"

// dataOf opens a file beside the scenario, once.
func (r *reader) dataOf(i item) (*columns.Table, bool) {
	name, ok := r.scalar(i, "the path of a CSV or Parquet file")
	if !ok {
		return nil, false
	}
	if t, known := r.tables[name]; known {
		return t, true
	}
	switch {
	case r.files == nil:
		r.wrong(i, "read the scenario from a folder, or write the values here", "this scenario has no folder that files could lie in")
		return nil, false
	case !fs.ValidPath(name):
		r.wrong(i, writePath, "%q is no path beside the scenario", name)
		return nil, false
	}
	contents, err := readData(r.files, name)
	var t *columns.Table
	if err == nil {
		t, err = columns.Read(name, contents)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.wrong(i, "paths are relative to the scenario file", "there is no file %s", name)
		return nil, false
	case err != nil:
		r.wrong(i, "the file must be CSV with a header line, or flat Parquet", "%s cannot be read: %v", name, err)
		return nil, false
	}
	r.tables[name] = t
	r.note(name, contents)
	return t, true
}

func readData(files fs.FS, name string) ([]byte, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxData+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxData {
		return nil, fmt.Errorf("it has more than %d MiB", maxData>>20)
	}
	return data, nil
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
