package output

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"strconv"
	"strings"
	"unicode"

	"ips2/benchmarks/suite"
)

// Benchstat writes the benchmarks in Go's benchmark format, a line a run, so that runs can be collected and compared with benchstat.
// [https://go.dev/design/14313-benchmark-format; units: golang.org/x/perf/benchfmt]
func Benchstat(w io.Writer, b Bench) error {
	var out strings.Builder
	fmt.Fprintf(&out, "goos: %s\ngoarch: %s\npkg: ips2\n", runtime.GOOS, runtime.GOARCH)
	fmt.Fprintf(&out, "ips2: %s\n", strings.TrimSpace(b.From.Version+" "+b.From.Commit))
	for _, unit := range []string{"W", "stderr", "abs-error"} {
		fmt.Fprintf(&out, "Unit %s better=lower\n", unit)
	}
	for _, r := range b.Rows {
		if r.Exact != nil {
			b.line(&out, r, "exact", *r.Exact)
		}
		for _, one := range r.Simulated {
			b.line(&out, r, "simulate", one)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// line is one run: time, absolute error where the value is known, and for a simulation standard error and W.
func (b Bench) line(out *strings.Builder, r suite.Row, method string, one suite.Once) {
	fmt.Fprintf(out, "%s/method=%s-%d\t1\t%.0f ns/op", benchmarkName(r.Name), method, b.Workers, 1e9*one.Seconds)
	measure := func(x *float64, unit string) {
		if x != nil {
			fmt.Fprintf(out, "\t%s %s", strconv.FormatFloat(*x, 'g', 6, 64), unit)
		}
	}
	measure(finite(math.Abs(one.Value.Value-r.Known.Middle())), "abs-error")
	if method == "simulate" {
		e := one.Value.StdError
		measure(finite(e), "stderr")
		measure(finite(one.Seconds*e*e), "W")
	}
	out.WriteByte('\n')
}

// benchmarkName turns bermudan-put/initial=36 into BenchmarkBermudanPut/initial=36.
func benchmarkName(name string) string {
	first, rest, more := strings.Cut(name, "/")
	var out strings.Builder
	out.WriteString("Benchmark")
	for word := range strings.SplitSeq(first, "-") {
		runes := []rune(word)
		out.WriteString(string(unicode.ToUpper(runes[0])) + string(runes[1:]))
	}
	if more {
		out.WriteString("/" + rest)
	}
	return out.String()
}
