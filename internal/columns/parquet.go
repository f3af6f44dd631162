package columns

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// readParquet opens a file; its pages are read when a column is asked for.
func readParquet(data []byte) (*Table, error) {
	var file *parquet.File
	err := guarded(func() (err error) {
		file, err = parquet.OpenFile(bytes.NewReader(data), int64(len(data)), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("it is not a Parquet file that can be read: %w", err)
	}
	t := &Table{Rows: int(file.NumRows())}
	for _, c := range file.Root().Columns() {
		t.Names = append(t.Names, c.Name())
	}
	t.read = func(k int) (column []float64, err error) {
		err = guarded(func() (err error) { column, err = leaf(file, file.Root().Columns()[k], t.Rows); return err })
		return column, err
	}
	return t, nil
}

// guarded turns a panic of the library over a damaged file into an error.
func guarded(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the file is damaged: %v", r)
		}
	}()
	return f()
}

// leaf reads a column of numbers over all row groups.
func leaf(file *parquet.File, c *parquet.Column, rows int) ([]float64, error) {
	if !c.Leaf() || c.Repeated() {
		return nil, fmt.Errorf("column %q is not one value a row", c.Name())
	}
	var out []float64
	buffer := make([]parquet.Value, 1024)
	for _, group := range file.RowGroups() {
		pages := group.ColumnChunks()[c.Index()].Pages()
		for {
			page, err := pages.ReadPage()
			if errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				_ = pages.Close() // reading failed: that is the error to report
				return nil, err
			}
			if out, err = values(c.Name(), page.Values(), buffer, out); err != nil {
				_ = pages.Close()
				return nil, err
			}
		}
		if err := pages.Close(); err != nil {
			return nil, err
		}
	}
	if len(out) != rows {
		return nil, fmt.Errorf("column %q has %d values in %d rows", c.Name(), len(out), rows)
	}
	return out, nil
}

func values(name string, from parquet.ValueReader, buffer []parquet.Value, out []float64) ([]float64, error) {
	for {
		n, err := from.ReadValues(buffer)
		for _, v := range buffer[:n] {
			x, ok := number(v)
			if !ok || x-x != 0 {
				return nil, fmt.Errorf("row %d: %q in column %q is not a number", len(out)+1, v.String(), name)
			}
			out = append(out, x)
		}
		if errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, err
		}
	}
}

func number(v parquet.Value) (float64, bool) {
	switch {
	case v.IsNull():
		return 0, false
	case v.Kind() == parquet.Double:
		return v.Double(), true
	case v.Kind() == parquet.Float:
		return float64(v.Float()), true
	case v.Kind() == parquet.Int64:
		return float64(v.Int64()), true
	case v.Kind() == parquet.Int32:
		return float64(v.Int32()), true
	}
	return 0, false
}
