package columns

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// maxRecord bounds a record of a CSV file in bytes: a quote that is never closed must not swallow the rest of the file.
const maxRecord = 4 << 20

// readCSV reads the numbers of the wanted columns, record by record.
func readCSV(from io.Reader, size, most int64, wanted []string) (*Table, error) {
	bounded := &records{from: bufio.NewReaderSize(from, 1<<16)}
	bounded.next()
	if mark, _ := bounded.from.Peek(3); string(mark) == "\ufeff" {
		_, _ = bounded.from.Discard(len(mark)) // they are there: peeked at
	}
	r := csv.NewReader(bounded)
	r.TrimLeadingSpace, r.ReuseRecord = true, true
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the file is empty")
	} else if err != nil {
		return nil, cut(err, 1)
	}
	names := make([]string, len(header))
	for k, name := range header {
		names[k] = strings.Clone(strings.TrimSpace(name))
	}
	t, places := newTable(names, wanted)
	rowsAtMost := most / int64(max(1, len(places)))
	var open []*column
	for name, k := range places { // as much as the file can hold: what is not used is never touched
		open = append(open, &column{name, k, make([]float64, 0, min(size/int64(len(names)+len(places))+1, rowsAtMost))})
	}
	line := 1
	for rows := int64(1); ; rows++ {
		bounded.next()
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			for _, c := range open {
				t.values[c.name] = c.values
			}
			return t, nil
		} else if err != nil {
			return nil, cut(err, line+1)
		}
		if rows > rowsAtMost {
			return nil, fmt.Errorf("it has more than %d rows, of which %d columns are needed: at most %d numbers can be read", rowsAtMost, len(places), most)
		}
		line, _ = r.FieldPos(0)
		open = slices.DeleteFunc(open, func(c *column) bool { return !t.add(c, record[c.place], line) })
	}
}

// column is a wanted column while all its cells so far are numbers.
type column struct {
	name   string
	place  int
	values []float64
}

// add reads a cell; what is no number refuses the column.
func (t *Table) add(c *column, cell string, line int) bool {
	x, ok := number(cell)
	if !ok {
		t.refuse(c.name, "line %d: %q in column %q is not a number", line, short(cell), short(c.name))
		return false
	}
	c.values = append(c.values, x)
	return true
}

// number reads a decimal number; Go's other notations (1_000, 0x10, Inf) are none.
func number(cell string) (float64, bool) {
	cell = strings.TrimSpace(cell)
	for k := range len(cell) {
		if c := cell[k]; (c < '0' || c > '9') && c != '+' && c != '-' && c != '.' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	x, err := strconv.ParseFloat(cell, 64)
	return x, err == nil && x-x == 0
}

// errLong tells that a record is too long.
var errLong = errors.New("too long")

// cut words an error of a record that begins in a line, or shortly after.
func cut(err error, line int) error {
	if errors.Is(err, errLong) {
		return fmt.Errorf("the record of line %d has more than %d MiB: is a quote never closed?", line, maxRecord>>20)
	}
	return err
}

// records hands on what is read, but no more than maxRecord for one record.
type records struct {
	from *bufio.Reader
	left int
}

func (r *records) next() { r.left = maxRecord }

func (r *records) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, errLong
	}
	n, err := r.from.Read(p[:min(len(p), r.left)])
	r.left -= n
	return n, err
}
