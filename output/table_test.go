package output

import (
	"bytes"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// Row groups are bounded and carry statistics, so that a reader can skip; the codec is zstd.
func TestRowGroups(t *testing.T) {
	const rows = 2*rowGroup + 10
	var out bytes.Buffer
	long := table{"long", []column{{"k", whole}, {"x", real}}, rows, func(i int, to []any) { to[0], to[1] = int64(i), float64(i)/2 }}
	if err := long.write(&out, nil); err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if n := file.NumRows(); n != rows {
		t.Errorf("%d rows, want %d", n, rows)
	}
	for g, group := range file.Metadata().RowGroups {
		first := group.Columns[0].MetaData
		if group.NumRows > rowGroup || first.Codec.String() != "ZSTD" || len(first.Statistics.MinValue) == 0 {
			t.Errorf("row group %d: %d rows, codec %s, minimum %v", g, group.NumRows, first.Codec, first.Statistics.MinValue)
		}
	}
}
