package output

import (
	"fmt"
	"io"
	"math"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// rowGroup bounds the rows of a row group: a reader that streams needs a few megabytes at a time, whatever the file's length.
const rowGroup = 1 << 16

// column of a table. A real column is optional: what is not a number is null.
type column struct {
	name string
	kind kind
}

type kind uint8

const (
	text kind = iota
	whole
	real
)

// table is a Parquet table before it is written: row fills one entry per column, in their order, with a string, an int64 or a float64.
type table struct {
	name    string
	columns []column
	len     int
	row     func(i int, to []any)
}

// schema builds a struct type, whose fields keep their order, where a parquet.Group would sort them by name.
func (t table) schema() *parquet.Schema {
	types := map[kind]reflect.Type{text: reflect.TypeFor[string](), whole: reflect.TypeFor[int64](), real: reflect.TypeFor[*float64]()}
	fields := make([]reflect.StructField, len(t.columns))
	for k, c := range t.columns {
		tag := c.name
		if c.kind == text {
			tag += ",dict"
		}
		fields[k] = reflect.StructField{Name: fmt.Sprintf("C%d", k), Type: types[c.kind], Tag: reflect.StructTag(fmt.Sprintf("parquet:%q", tag))}
	}
	return parquet.NewSchema(t.name, parquet.SchemaOf(reflect.New(reflect.StructOf(fields)).Interface()))
}

// write encodes the table with its footer: zstd, statistics, bounded row groups.
func (t table) write(w io.Writer, footer map[string]string) error {
	out := parquet.NewWriter(w, t.schema(), &parquet.WriterConfig{
		CreatedBy: "ips2", Compression: &zstd.Codec{}, DataPageStatistics: true,
		MaxRowsPerRowGroup: rowGroup, KeyValueMetadata: footer,
	})
	cells := make([]any, len(t.columns))
	row := make(parquet.Row, len(t.columns))
	for i := range t.len {
		t.row(i, cells)
		for k, cell := range cells {
			row[k] = value(cell, k)
		}
		if _, err := out.WriteRows([]parquet.Row{row}); err != nil {
			return err
		}
	}
	return out.Close()
}

func value(cell any, column int) parquet.Value {
	switch x := cell.(type) {
	case string:
		return parquet.ByteArrayValue([]byte(x)).Level(0, 0, column)
	case int64:
		return parquet.Int64Value(x).Level(0, 0, column)
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return parquet.NullValue().Level(0, 0, column)
		}
		return parquet.DoubleValue(x).Level(0, 1, column)
	}
	panic(fmt.Sprintf("output: a cell of type %T", cell))
}
