package scenario_test

import (
	"bytes"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"ips2/model/demand"
	"ips2/scenario"
)

// folderWith is a folder with files.
func folderWith(t *testing.T, files map[string][]byte) scenario.Folder {
	t.Helper()
	folder := t.TempDir()
	for name, data := range files {
		path := filepath.Join(folder, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, data, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return scenario.Folder{Path: folder}
}

// beside is a scenario of two periods with a folder of data.
func beside(t *testing.T, factors string) (*scenario.Scenario, error) {
	t.Helper()
	var rows bytes.Buffer
	type row struct {
		Path   int32   `parquet:"path"`
		Period int64   `parquet:"period"`
		X      float64 `parquet:"x"`
	}
	err := parquet.Write(&rows, []row{{7, 1, 1.5}, {7, 2, 2.5}, {9, 2, 20}, {9, 1, 10}, {9, 3, 99}})
	if err != nil {
		t.Fatal(err)
	}
	folder := folderWith(t, map[string][]byte{
		"data/paths.parquet": rows.Bytes(),
		"paths.csv":          []byte("path,period,x,y,z\n1,1,1,2,a\n1,2,3,4,b\n2,1,5,6,c\n2,2,7,8,d\n3,1,9,10,e\n3,2,11,12,f\n"),
		"holes.csv":          []byte("path,period,x\n1,1,1\n1,2,3\n2,1,5\n"),
		"twice.csv":          []byte("path,period,x\n1,1,1\n1,2,3\n1,2,5\n"),
		"half.csv":           []byte("path,period,x\n1,1.5,1\n"),
		"none.csv":           []byte("path,period,x\n"),
		"two.csv":            []byte("year,x\n2026,4\n2027,5e1\n"),
		"broken.csv":         []byte("x\n1,2\n"),
		"broken.parquet":     []byte("PAR1"),
		"data.txt":           []byte("x\n1\n2\n"),
	})
	return scenario.ReadIn(folder, "case.yaml", []byte("horizon: {periods: 2, period: year}\nrates: {customer: 0%}\nfactors:\n"+factors))
}

// values steps the factors of a scenario along given uniforms, one row each, and lists the values of the last period.
func stepped(t *testing.T, s *scenario.Scenario, u ...float64) [][]float64 {
	t.Helper()
	system := &s.Problem.Factors
	b := system.NewBlock(len(u))
	system.Begin(b, len(u))
	for period := 1; period <= 2; period++ {
		var xi [][]float64
		for range system.Innovations() {
			xi = append(xi, append([]float64(nil), u...))
		}
		if f := system.Step(period, b, xi); f != nil {
			t.Fatal(f)
		}
	}
	return b.Value
}

// Factors of one file follow the same path, whatever stands between them; another file has paths of its own.
func TestSamples(t *testing.T) {
	s, err := beside(t, `  x: {process: samples, initial: 0.5, file: paths.csv}
  between: {process: gbm, initial: 1, drift: 0, volatility: 0}
  second: {process: samples, initial: 3, file: paths.csv, column: y}
  other: {process: samples, initial: 3, file: data/paths.parquet, column: x}
`)
	if err != nil {
		t.Fatal(err)
	}
	got := stepped(t, s, 0.1, 0.4, 0.9)
	for row, want := range [][]float64{{3, 4, 2.5}, {7, 8, 2.5}, {11, 12, 20}} {
		for k, factor := range []int{0, 2, 3} {
			if got[factor][row] != want[k] {
				t.Errorf("row %d of factor %d is %g, want %g", row, factor, got[factor][row], want[k])
			}
		}
	}
	if n := len(s.Problem.Factors.Innovations()); n != 3 {
		t.Errorf("%d innovations, want a path, a normal and a path", n)
	}
}

func TestSeriesFromAFile(t *testing.T) {
	s, err := beside(t, "  x: {process: series, initial: 1, file: two.csv}\n")
	if err != nil {
		t.Fatal(err)
	}
	p := s.Problem.Factors.Factors[0].Process.(demand.Finite)
	chain(t, p, 0, []float64{1})
	chain(t, p, 1, []float64{4}, []float64{1})
	chain(t, p, 2, []float64{50}, []float64{1})
}

// Problems with files are errors at the place in the scenario that names the file or the column.
func TestFileErrors(t *testing.T) {
	for factor, want := range map[string]string{
		"samples, initial: 1, file: nothing.csv":            "4:43: factors.x.file: there is no file nothing.csv",
		"samples, initial: 1, file: ../paths.csv":           `4:43: factors.x.file: ../paths.csv leads out of the folder of the scenario`,
		"samples, initial: 1, file: /etc/paths.csv":         `4:43: factors.x.file: /etc/paths.csv leads out of the folder of the scenario`,
		"samples, initial: 1, file: data":                   "4:43: factors.x.file: data cannot be read: it is a folder, a pipe, a socket or a device",
		"samples, initial: 1, file: data.txt":               "4:43: factors.x.file: data.txt cannot be read: the name ends neither in .csv nor in .parquet",
		"samples, initial: 1, file: broken.csv":             "4:43: factors.x.file: broken.csv cannot be read: record on line 2: wrong number of fields",
		"samples, initial: 1, file: broken.parquet":         "4:43: factors.x.file: broken.parquet cannot be read: it is not a Parquet file",
		"samples, initial: 1, file: holes.csv":              "4:43: factors.x.file: holes.csv: path 2 has no period 2",
		"samples, initial: 1, file: twice.csv":              "4:43: factors.x.file: twice.csv: path 1 has period 2 twice",
		"samples, initial: 1, file: half.csv":               "4:43: factors.x.file: half.csv: 1.5 is no period",
		"samples, initial: 1, file: none.csv":               "4:43: factors.x.file: none.csv: there is no row",
		"samples, initial: 1, file: two.csv":                `4:43: factors.x.file: two.csv has no column "path"`,
		"samples, initial: 1, file: paths.csv, column: w":   `4:62: factors.x.column: paths.csv has no column "w"`,
		"samples, initial: 1, file: paths.csv, column: z":   `4:43: factors.x.file: paths.csv: line 2: "a" in column "z" is not a number`,
		"samples, initial: 1":                               `4:3: factors.x: "file" is missing`,
		"samples, initial: 1, file: paths.csv, moves: 1":    `4:54: factors.x: unknown key "moves"`,
		"series, initial: 1, file: paths.csv":               "4:42: factors.x.file: paths.csv has 6 rows for 2 periods",
		"series, initial: 1, file: two.csv, values: [1, 2]": "4:36: factors.x.file: the values are here as a list, too",
		"series, initial: 1, column: x, values: [1, 2]":     "4:36: factors.x.column: there is no file that it could be a column of",
		"series, initial: 1, column: x":                     `4:36: factors.x.column: there is no file that it could be a column of`,
	} {
		_, err := beside(t, "  x: {process: "+factor+"}\n")
		if err == nil || !strings.HasPrefix(err.Error(), "case.yaml:"+want) {
			t.Errorf("%s:\n%v\nwant %s", factor, err, want)
		}
	}
	_, err := scenario.Read("case.yaml", []byte(prelude+"factors: {x: {process: samples, initial: 1, file: paths.csv}}\n"))
	if err == nil || !strings.Contains(err.Error(), "this scenario has no folder that files could lie in") {
		t.Errorf("without a folder: %v", err)
	}
}

// A competitor's scenario takes its data from the same folder.
func TestFilesOfACompetitor(t *testing.T) {
	folder := folderWith(t, map[string][]byte{"paths.csv": []byte("path,period,x\n1,1,1\n1,2,3\n")})
	s, err := scenario.ReadIn(folder, "case.yaml", []byte(`horizon: {periods: 2, period: year}
rates: {customer: 0%}
factors: {x: {process: samples, initial: 1, file: paths.csv}}
customer: {revenue: x}
competitors:
  - name: rival
    price: 1
    scenario:
      horizon: {periods: 2, period: year}
      rates: {customer: 0%}
      factors: {y: {process: samples, initial: 1, file: paths.csv, column: x}}
      customer: {revenue: 2 * y}
`))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(s.Problem.Competitors[0].Offer.Factors.Factors); n != 1 {
		t.Errorf("the rival has %d factors", n)
	}
}

// A socket is no file, and a name that is too long for a list is cut.
func TestNoFileForData(t *testing.T) {
	folder := folderWith(t, map[string][]byte{"long.csv": []byte(strings.Repeat("x", 1000) + "\n1\n2\n")})
	t.Chdir(folder.Path) // the path of a socket is short
	l, err := net.Listen("unix", "s.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for file, want := range map[string]string{
		"s.csv":    "s.csv cannot be read: it is a folder, a pipe, a socket or a device",
		"long.csv": "there is only " + strings.Repeat("x", 40) + "…\n",
	} {
		_, err := scenario.ReadIn(folder, "case.yaml", []byte(prelude+"factors: {x: {process: series, initial: 1, file: "+file+"}}\n"))
		if err == nil || !strings.Contains(err.Error()+"\n", want) {
			t.Errorf("%s: %v", file, err)
		}
	}
}
