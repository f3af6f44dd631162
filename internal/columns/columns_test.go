package columns

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// read is Read of a text.
func read(name, source string, wanted ...string) (*Table, error) {
	return Read(name, strings.NewReader(source), int64(len(source)), 1000, wanted...)
}

func TestCSV(t *testing.T) {
	table, err := read("a/b.CSV", "\ufeffpath, value,note\r\n1, 2.5,x\r\n2,-1e3,\"y, z\"\r\n", "value", "note", "nothing")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(table.Names, []string{"path", "value", "note"}) || table.Numbers() != 2 {
		t.Errorf("%q, %d numbers", table.Names, table.Numbers())
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

func written(t *testing.T, rows []line) string {
	t.Helper()
	var out bytes.Buffer
	w := parquet.NewGenericWriter[line](&out, parquet.MaxRowsPerRowGroup(2))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestParquet(t *testing.T) {
	x := 7.5
	table, err := read("paths.parquet", written(t, []line{{1, 4, 0.5, &x, "a", nil}, {2, 5, 1.5, &x, "b", []int64{1, 2}}, {3, 6, 2.5, &x, "c", nil}}), "path", "small", "value", "maybe", "note", "many")
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
	holes, err := read("paths.parquet", written(t, []line{{Path: 1}}), "maybe")
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
		_, _ = read("x.parquet", whole[:k]+string(whole[k]^0x55)+whole[k+1:], "path", "small", "value", "maybe", "note", "many") // may fail, must return
		if _, err := read("x.parquet", whole[:k]); err == nil {
			t.Errorf("%d of %d bytes are a file", k, len(whole))
		}
	}
	for _, source := range []string{"", "a,b\n1\n", "a\n\"1\n"} {
		if _, err := read("x.csv", source); err == nil {
			t.Errorf("%q is a table", source)
		}
	}
	if _, err := read("x.txt", ""); err == nil {
		t.Error("any ending will do")
	}
}

// Numbers are decimal, as other programs write them.
func TestWhatIsANumber(t *testing.T) {
	for cell, want := range map[string]bool{
		"1": true, "-1.5": true, "+.5": true, "1e-3": true, " 7 ": true, "2.": true, "1E5": true,
		"1_0": false, "0x10": false, "0x1p4": false, "inf": false, "NaN": false, "Infinity": false, "": false, "e": false, "1e999": false, "1,5": false, "1 0": false,
	} {
		table, err := read("x.csv", "note,x\na,\""+cell+"\"\n", "x")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := table.Column("x"); (err == nil) != want {
			t.Errorf("%q: %v", cell, err)
		}
	}
}

// A column that stands twice is told when it is asked for; the others are read.
func TestColumnsTwice(t *testing.T) {
	table, err := read("x.csv", "x,y,x\n1,2,3\n", "x", "y")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := table.Column("y"); err != nil {
		t.Error(err)
	}
	if _, err := table.Column("x"); err == nil || err.Error() != `column "x" stands in the header more than once` {
		t.Error(err)
	}
}

// What does not fit is counted; a quote that is never closed does not swallow the file; cells are cut.
func TestTooMuch(t *testing.T) {
	const open = 5 << 20
	for source, want := range map[string]string{
		"x,y\n" + strings.Repeat("1,2\n", 501):                              "it has more than 500 rows, of which 2 columns are needed: at most 1000 numbers can be read",
		"x,y\n1,2\n1,\"" + strings.Repeat("2\n", open/2):                    "the record of line 3 has more than 4 MiB: is a quote never closed?",
		"x,y\n1," + strings.Repeat("2", open):                               "the record of line 2 has more than 4 MiB: is a quote never closed?",
		strings.Repeat("x,", open/2):                                        "the record of line 1 has more than 4 MiB: is a quote never closed?",
		"x,y\n1,2\n1,a" + strings.Repeat("b", 1<<20) + "\n":                 `line 3: "a` + strings.Repeat("b", 39) + `…" in column "y" is not a number`,
		"x,y\n" + strings.Repeat("1,a"+strings.Repeat("b", 1000)+"\n", 500): `line 2: "a` + strings.Repeat("b", 39) + `…" in column "y" is not a number`,
	} {
		table, err := read("x.csv", source, "x", "y")
		if err == nil {
			_, err = table.Column("y")
		}
		if err == nil || err.Error() != want {
			t.Errorf("%.20q: %.200v, want %s", source, err, want)
		}
	}
}

// Equal values take a few bytes of a Parquet file, whatever their number: it is told before they are read.
func TestManyRowsOfParquet(t *testing.T) {
	var out bytes.Buffer
	w := parquet.NewGenericWriter[struct {
		X float64 `parquet:"x,dict"`
	}](&out)
	rows := make([]struct {
		X float64 `parquet:"x,dict"`
	}, 1001)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := read("x.parquet", out.String(), "x")
	if want := "it has 1001 rows, of which 1 columns are needed: at most 1000 numbers can be read"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	file, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	chunk := file.Metadata().RowGroups[0].Columns[0]
	if err := sized(bytes.NewReader(out.Bytes()), &chunk, 1001); err != nil {
		t.Error(err)
	}
	if err := sized(bytes.NewReader(out.Bytes()), &chunk, 1000); err == nil || !strings.Contains(err.Error(), "a page has 1001 values") {
		t.Errorf("a page larger than its column: %v", err)
	}
}
