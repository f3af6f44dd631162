package columns

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// readCSV keeps the cells as text.
func readCSV(data []byte) (*Table, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.TrimLeadingSpace, r.ReuseRecord = true, true
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the file is empty")
	} else if err != nil {
		return nil, err
	}
	t := &Table{}
	for _, name := range header {
		t.Names = append(t.Names, strings.Clone(strings.TrimSpace(name)))
	}
	cells, lines := make([][]string, len(header)), []int(nil)
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		lines = append(lines, line)
		for k, cell := range record {
			cells[k] = append(cells[k], cell)
		}
	}
	t.Rows = len(lines)
	t.read = func(k int) ([]float64, error) { return numbers(t.Names[k], cells[k], lines) }
	return t, nil
}

func numbers(name string, cells []string, lines []int) ([]float64, error) {
	out := make([]float64, len(cells))
	for i, cell := range cells {
		x, err := strconv.ParseFloat(strings.TrimSpace(cell), 64)
		if err != nil || x-x != 0 {
			return nil, fmt.Errorf("line %d: %q in column %q is not a number", lines[i], cell, name)
		}
		out[i] = x
	}
	return out, nil
}
