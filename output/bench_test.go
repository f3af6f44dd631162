package output_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/benchmark/parse"

	"ips2/benchmarks/suite"
	"ips2/internal/columns"
	"ips2/output"
	"ips2/valuation"
)

// benchmarks is made by hand: a put that is known, a call that is too large and whose interval misses what is known, and two sizes of a
// growing contract, of which rollback solves the first.
func benchmarks() output.Bench {
	nan := math.NaN()
	once := func(seed uint64, value, half, seconds float64) suite.Once {
		return suite.Once{Seed: seed, Value: simulated(value, half), Seconds: seconds}
	}
	return output.Bench{From: provenance(), Workers: 2, Rows: []suite.Row{
		{
			Case:  suite.Case{Name: "a-put/initial=36", Source: "a table", Known: suite.Interval{Low: 4, High: 4}},
			Exact: &suite.Once{Value: exact(4.001), Grid: 0.002, Seconds: 0.25}, Simulated: []suite.Once{once(7, 4.02, 0.04, 2)},
		},
		{
			Case:     suite.Case{Name: "a-call", Source: "a bound", Known: suite.Interval{Low: 26, High: 27}},
			Forecast: valuation.Forecast{ExactSeconds: 7200, Refusal: "too large"}, Simulated: []suite.Once{once(7, 25, 0.5, 1)},
		},
		{
			Case:     suite.Case{Name: "growth/factors=1", Series: "factors", Size: 1, Known: suite.Interval{Low: nan, High: nan}},
			Forecast: valuation.Forecast{Configurations: 4, Leaves: 3, States: 170, ExactSeconds: 0.001},
			Exact:    &suite.Once{Value: exact(100), Seconds: 0.002}, Simulated: []suite.Once{once(7, 101, 2, 0.5)},
		},
		{
			Case:     suite.Case{Name: "growth/factors=9", Series: "factors", Size: 9, Known: suite.Interval{Low: nan, High: nan}},
			Forecast: valuation.Forecast{Configurations: 4, Leaves: 25.5, States: 2.3e9, ExactSeconds: 360, SimSeconds: 30, Refusal: "too large"},
		},
	}}
}

// The tables, whatever the space between the cells.
func TestBenchText(t *testing.T) {
	var out bytes.Buffer
	b := benchmarks()
	bound := simulated(4.2602, 0.01)
	b.Rows[0].Simulated[0].Bound = &bound
	if err := output.BenchText(&out, b, output.Style{Width: 80}); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + out.String())
	squeezed := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{
		"a-put initial=36, known: 4.00000 exact 4.00100 +1.0e-3 250 ms simulated 4.020 +2.0e-2 ± 0.040 +1.00 yes 2 s 8.0e-4 5.975 %",
		"a-call, known: 26.0000 to 27.0000 exact not run (2 h) simulated 25.00 -1.5e0 ± 0.50 -4.00 no 1 s 6.2e-2",
		"1 of 2 simulated intervals contain what is known, at 95 % each; the largest z is 4.00.",
		"1 4 1,000 170 2 ms 500 ms ± 2.0 +1.00",
		"9 4 10^25.5 2.3e+09 (6 min) (30 s)",
	} {
		if !strings.Contains(squeezed, want) {
			t.Errorf("no %q", want)
		}
	}
	for line := range strings.Lines(out.String()) {
		if n := len([]rune(strings.TrimRight(line, "\n"))); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

// Go's own reader of benchmarks understands every line.
func TestBenchstat(t *testing.T) {
	var out bytes.Buffer
	if err := output.Benchstat(&out, benchmarks()); err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(out.String()) {
		if !strings.HasPrefix(line, "Benchmark") {
			continue
		}
		b, err := parse.ParseLine(line)
		if err != nil || b.N != 1 || b.NsPerOp <= 0 {
			t.Errorf("%q: %+v, %v", line, b, err)
			continue
		}
		names = append(names, b.Name)
	}
	want := []string{
		"BenchmarkAPut/initial=36/method=exact-2", "BenchmarkAPut/initial=36/method=simulate-2", "BenchmarkACall/method=simulate-2",
		"BenchmarkGrowth/factors=1/method=exact-2", "BenchmarkGrowth/factors=1/method=simulate-2",
	}
	if !slices.Equal(names, want) {
		t.Errorf("%v\nwant %v", names, want)
	}
	if want := "\t1\t2000000000 ns/op\t0.02 abs-error\t0.02 stderr\t0.0008 W\n"; !strings.Contains(out.String(), want) {
		t.Errorf("no %q in\n%s", want, &out)
	}
}

func TestBenchJSON(t *testing.T) {
	var out bytes.Buffer
	if err := output.BenchJSON(&out, benchmarks()); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema string
		Cases  []struct {
			Name      string
			Exact     map[string]any
			Simulated []map[string]any
			Sample    map[string]any
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != output.BenchSchema || len(got.Cases) != 4 {
		t.Fatalf("%+v", got)
	}
	if c := got.Cases[1]; c.Exact != nil || c.Sample["covers"] != 0. || c.Sample["z"] != -4. || c.Sample["error"] != -1.5 {
		t.Errorf("%+v", c)
	}
	if c := got.Cases[3]; c.Exact != nil || c.Simulated != nil || c.Sample != nil {
		t.Errorf("what was not run is there: %+v", c)
	}
}

func putBench(t *testing.T, path string, from output.Provenance, b output.Bench) error {
	t.Helper()
	folder, err := output.ClaimBench(path, from, false)
	if err != nil {
		return err
	}
	defer folder.Release()
	return folder.WriteBench(b)
}

func TestBenchFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	if err := putBench(t, path, provenance(), benchmarks()); err != nil {
		t.Fatal(err)
	}
	files := contents(t, path)
	if len(files) != 4 {
		t.Errorf("%d files, want two tables and two drawings", len(files))
	}
	growth := files["growth.parquet"]
	table, err := columns.Read("growth.parquet", bytes.NewReader(growth), int64(len(growth)), 1000, "states")
	if err != nil {
		t.Fatal(err)
	}
	states, err := table.Column("states")
	if err != nil || !slices.Equal(states, []float64{170, 170, 2.3e9, 2.3e9}) {
		t.Errorf("a row a method: states %v, %v", states, err)
	}
	for _, name := range []string{"error.svg", "growth.svg"} {
		if text := string(files[name]); !strings.HasPrefix(text, "<svg") || strings.Contains(text, "NaN") || !strings.Contains(text, "method=both") {
			t.Errorf("%s: %s", name, text)
		}
	}
	// The same run may replace its files; those of a run without published cases go; another run's are left alone.
	b := benchmarks()
	b.Rows = b.Rows[2:]
	if err := putBench(t, path, provenance(), b); err != nil || len(contents(t, path)) != 2 {
		t.Errorf("again: %v, %d files", err, len(contents(t, path)))
	}
	other := provenance()
	other.Seed++
	if err := putBench(t, path, other, b); err == nil || !strings.Contains(err.Error(), "growth.parquet") {
		t.Errorf("another run: %v", err)
	}
	if err := os.Remove(filepath.Join(path, "growth.parquet")); err != nil {
		t.Fatal(err)
	}
	if err := putBench(t, path, other, b); err == nil || !strings.Contains(err.Error(), "growth.svg, it is not a drawing of this run") {
		t.Errorf("another run's drawing: %v", err)
	}
}

// Benchmarks that were interrupted do not replace those that were not, table or drawing.
func TestInterruptedBenchFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	part, whole := benchmarks(), benchmarks()
	part.Interrupted = true
	for k, b := range []output.Bench{part, part, whole} {
		if err := putBench(t, path, provenance(), b); err != nil {
			t.Errorf("%d: %v", k, err)
		}
	}
	if err := putBench(t, path, provenance(), part); err == nil || !strings.Contains(err.Error(), "this one was interrupted") {
		t.Errorf("table: %v", err)
	}
	if err := os.Remove(filepath.Join(path, "bench.parquet")); err != nil {
		t.Fatal(err)
	}
	if err := putBench(t, path, provenance(), part); err == nil || !strings.Contains(err.Error(), "error.svg") {
		t.Errorf("drawing: %v", err)
	}
}
