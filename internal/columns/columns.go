// Package columns reads tables of numbers that other programs wrote: named columns of CSV files with a header line (RFC 4180) and of
// flat Parquet files. A column is read as numbers only when it is asked for, so that others may hold text.
package columns

import (
	"fmt"
	"path"
	"strings"
)

// Table is a file's columns.
type Table struct {
	Names []string
	Rows  int
	read  func(column int) ([]float64, error)
}

// Read takes a file apart by the ending of its name, .csv or .parquet.
func Read(name string, data []byte) (*Table, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv":
		return readCSV(data)
	case ".parquet":
		return readParquet(data)
	}
	return nil, fmt.Errorf("the name ends neither in .csv nor in .parquet")
}

// Has tells whether there is a column of a name.
func (t *Table) Has(name string) bool { return t.index(name) >= 0 }

// Column is a column by its name; every value is finite.
func (t *Table) Column(name string) ([]float64, error) {
	k := t.index(name)
	if k < 0 {
		return nil, fmt.Errorf("there is no column %q", name)
	}
	return t.read(k)
}

func (t *Table) index(name string) int {
	for k, n := range t.Names {
		if n == name {
			return k
		}
	}
	return -1
}
