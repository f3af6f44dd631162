package columns

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

func TestCSV(t *testing.T) {
	table, err := Read("a/b.CSV", []byte("\ufeffpath, value,note\r\n1, 2.5,x\r\n2,-1e3,\"y, z\"\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(table.Names, []string{"path", "value", "note"}) || table.Rows != 2 {
		t.Errorf("%q, %d rows", table.Names, table.Rows)
	}
	if got, err := table.Column("value"); err != nil || !slices.Equal(got, []float64{2.5, -1000}) {
		t.Errorf("%v %v", got, err)
	}
	for _, name := range []string{"note", "nothing"} {
		if _, err := table.Column(name); err == nil {
			t.Errorf("column %s is read", name)
		}
	}
}

type line struct {
	Path  int64    `parquet:"path"`
	Small int32    `parquet:"small"`
	Value float64  `parquet:"value"`
	Maybe *float64 `parquet:"maybe,optional"`
	Note  string   `parquet:"note"`
	Many  []int64  `parquet:"many,list"`
}

func written(t *testing.T, rows []line) []byte {
	t.Helper()
	var out bytes.Buffer
	w := parquet.NewGenericWriter[line](&out, parquet.MaxRowsPerRowGroup(2))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestParquet(t *testing.T) {
	x := 7.5
	table, err := Read("paths.parquet", written(t, []line{{1, 4, 0.5, &x, "a", nil}, {2, 5, 1.5, &x, "b", []int64{1, 2}}, {3, 6, 2.5, &x, "c", nil}}))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]float64{"path": {1, 2, 3}, "small": {4, 5, 6}, "value": {0.5, 1.5, 2.5}, "maybe": {7.5, 7.5, 7.5}} {
		if got, err := table.Column(name); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
	for _, name := range []string{"note", "many"} {
		if _, err := table.Column(name); err == nil {
			t.Errorf("column %s is read", name)
		}
	}
	holes, err := Read("paths.parquet", written(t, []line{{Path: 1}}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := holes.Column("maybe"); err == nil || !strings.Contains(err.Error(), "row 1") {
		t.Errorf("a hole is read: %v", err)
	}
}

// Damaged files are errors, not panics.
func TestDamaged(t *testing.T) {
	whole := written(t, []line{{Path: 1}, {Path: 2}, {Path: 3}})
	for k := range whole {
		cut := slices.Concat(whole[:k], []byte{whole[k] ^ 0x55}, whole[k+1:])
		table, err := Read("x.parquet", cut)
		for i := 0; err == nil && i < len(table.Names); i++ {
			_, _ = table.Column(table.Names[i]) // may fail, must return
		}
		if _, err := Read("x.parquet", whole[:k]); err == nil {
			t.Errorf("%d of %d bytes are a file", k, len(whole))
		}
	}
	for _, source := range []string{"", "a,b\n1\n", "a\n\"1\n"} {
		if _, err := Read("x.csv", []byte(source)); err == nil {
			t.Errorf("%q is a table", source)
		}
	}
	if _, err := Read("x.txt", nil); err == nil {
		t.Error("any ending will do")
	}
}
