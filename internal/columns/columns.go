// Package columns reads tables of numbers that other programs wrote: named columns of CSV files with a header line (RFC 4180) and of
// flat Parquet files. A file is read once, record by record or page by page. Only the columns asked for are kept and have to be numbers:
// a table takes 8 bytes for each of their rows, whatever else the file holds.
package columns

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Table is the columns of a file that were asked for.
type Table struct {
	Names  []string // of all columns
	values map[string][]float64
	faults map[string]error // of those asked for that are not columns of numbers
}

// Read takes a file of some size apart by the ending of its name, .csv or .parquet. Wanted are the columns that may be asked for later;
// that some are not there, or are no numbers, is told then. A file of which they have more than so many numbers is refused.
func Read(name string, from io.ReaderAt, size, most int64, wanted ...string) (*Table, error) {
	wanted = slices.Compact(slices.Sorted(slices.Values(wanted)))
	switch strings.ToLower(path.Ext(name)) {
	case ".csv":
		return readCSV(io.NewSectionReader(from, 0, size), size, most, wanted)
	case ".parquet":
		return readParquet(from, size, most, wanted)
	}
	return nil, fmt.Errorf("the name ends neither in .csv nor in .parquet")
}

// newTable finds the wanted columns among all: their places by name.
func newTable(names, wanted []string) (*Table, map[string]int) {
	t, places := &Table{Names: names, values: map[string][]float64{}, faults: map[string]error{}}, map[string]int{}
	for k, name := range names {
		if _, asked := slices.BinarySearch(wanted, name); !asked {
			continue
		}
		if _, twice := places[name]; twice {
			t.faults[name] = fmt.Errorf("column %q stands in the header more than once", short(name))
		}
		places[name] = k
	}
	for name := range t.faults {
		delete(places, name)
	}
	return t, places
}

// Has tells whether there is a column of a name.
func (t *Table) Has(name string) bool { return slices.Contains(t.Names, name) }

// Column is a wanted column by its name; every value is finite.
func (t *Table) Column(name string) ([]float64, error) {
	if err := t.faults[name]; err != nil {
		return nil, err
	}
	values, ok := t.values[name]
	if !ok {
		return nil, fmt.Errorf("there is no column %q", short(name))
	}
	return values, nil
}

// refuse notes why a column has no numbers.
func (t *Table) refuse(name, format string, args ...any) {
	t.faults[name] = fmt.Errorf(format, args...)
	delete(t.values, name)
}

// Numbers is how many the table holds.
func (t *Table) Numbers() int64 {
	n := 0
	for _, values := range t.values {
		n += len(values)
	}
	return int64(n)
}

// short cuts what a message quotes.
func short(cell string) string {
	const most = 40
	if runes := []rune(cell[:min(len(cell), 4*most+4)]); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return cell
}
