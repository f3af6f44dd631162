package columns

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// readParquet reads the wanted columns, page by page. What the file says of its size is checked before anything is read.
func readParquet(from io.ReaderAt, size, most int64, wanted []string) (t *Table, err error) {
	var file *parquet.File
	err = guarded(func() (err error) {
		file, err = parquet.OpenFile(from, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("it is not a Parquet file that can be read: %w", err)
	}
	leaves := file.Root().Columns()
	names := make([]string, len(leaves))
	for k, c := range leaves {
		names[k] = c.Name()
	}
	t, places := newTable(names, wanted)
	if rows := file.NumRows(); len(places) > 0 && (rows < 0 || rows > most/int64(len(places))) {
		return nil, fmt.Errorf("it has %d rows, of which %d columns are needed: at most %d numbers can be read", rows, len(places), most)
	}
	for name, k := range places {
		err := guarded(func() (err error) {
			t.values[name], err = leaf(file, from, leaves[k])
			return err
		})
		if err != nil {
			t.refuse(name, "%w", err)
		}
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
func leaf(file *parquet.File, from io.ReaderAt, c *parquet.Column) ([]float64, error) {
	if !c.Leaf() || c.Repeated() {
		return nil, fmt.Errorf("column %q is not one value a row", short(c.Name()))
	}
	switch c.Type().Kind() {
	case parquet.Double, parquet.Float, parquet.Int64, parquet.Int32:
	default:
		return nil, fmt.Errorf("column %q is not one of numbers", short(c.Name()))
	}
	rows := file.NumRows()
	out := make([]float64, 0, rows)
	buffer := make([]parquet.Value, 1024)
	for k, group := range file.RowGroups() {
		if err := sized(from, &file.Metadata().RowGroups[k].Columns[c.Index()], rows-int64(len(out))); err != nil {
			return nil, fmt.Errorf("column %q: %w", short(c.Name()), err)
		}
		var err error
		if out, err = chunk(c.Name(), group.ColumnChunks()[c.Index()].Pages(), buffer, out); err != nil {
			return nil, err
		}
	}
	if int64(len(out)) != rows {
		return nil, fmt.Errorf("column %q has %d values in %d rows", short(c.Name()), len(out), rows)
	}
	return out, nil
}

// chunk reads the pages of a row group.
func chunk(name string, pages parquet.Pages, buffer []parquet.Value, out []float64) ([]float64, error) {
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return out, pages.Close()
		}
		if err == nil {
			out, err = values(name, page.Values(), buffer, out)
			parquet.Release(page)
		}
		if err != nil {
			_ = pages.Close() // reading failed: that is the error to report
			return nil, err
		}
	}
}

func values(name string, from parquet.ValueReader, buffer []parquet.Value, out []float64) ([]float64, error) {
	for {
		n, err := from.ReadValues(buffer)
		for _, v := range buffer[:n] {
			x, ok := valueOf(v)
			if !ok || x-x != 0 {
				return nil, fmt.Errorf("row %d: %q in column %q is not a number", len(out)+1, short(v.String()), short(name))
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

func valueOf(v parquet.Value) (float64, bool) {
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
