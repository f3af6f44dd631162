package main

import (
	"fmt"
	"io"
	"math"
)

// report writes the table of one problem. rounds is [round][program], the first program is ours.
func report(to io.Writer, p problem, programs []program, rounds [][]ran) {
	runs := func(program int) (of []ran) {
		for _, round := range rounds {
			of = append(of, round[program])
		}
		return of
	}
	ours := runs(0)
	fmt.Fprintf(to, "\n%s\n\n", p.title)
	line := func(cells ...string) {
		fmt.Fprintf(to, "%-22s %8s %9s %8s %7s %11s %14s %17s\n", toAny(cells)...)
	}
	line("", "", "processor", "variance", "", "W, bias", "time to error", "")
	line("times ours", "seconds", "seconds", "of a run", "W", "counted", fmt.Sprintf("of %g", p.target), "bias")
	for k, one := range programs {
		r, s := compare(runs(k), ours, p), spreadOf(runs(k), p.value)
		line(one.name, times(r.seconds), times(r.processor), times(r.variance), times(r.work), times(r.workBiased), reached(r.toTarget),
			fmt.Sprintf("%+.4f ± %.4f", s.bias, 2*s.biasError))
	}
	s := spreadOf(ours, p.value)
	fmt.Fprintf(to, "\n%d rounds. W = seconds × variance over seeds, whose ratios are good to a factor of %.2g.\n", len(rounds), within(len(rounds)))
	fmt.Fprintf(to, "The value is %g ± %g. ips2 states a standard error that is %.2f times its spread.\n", p.value, p.off, math.Sqrt(s.stated/s.variance))
	if gap, holds := bracket(ours, p); gap > 0 {
		fmt.Fprintf(to, "Its bracket is %.2g %% wide on average, and agrees with that in %d of %d rounds.\n", 100*gap, holds, len(ours))
	}
}

// bracket is the mean relative distance between value and upper bound, and how often their ends leave room for what is known.
func bracket(runs []ran, p problem) (gap float64, holds int) {
	for _, r := range runs {
		gap += (r.bound - r.value) / p.value / float64(len(runs))
		if r.lower <= p.value+p.off && p.value-p.off <= r.upper {
			holds++
		}
	}
	return gap, holds
}

func toAny(cells []string) (all []any) {
	for _, cell := range cells {
		all = append(all, cell)
	}
	return all
}

// times shows a ratio with two digits, or in full from a hundred.
func times(r float64) string {
	if r >= 100 {
		return fmt.Sprintf("%.0f", r)
	}
	return fmt.Sprintf("%.2g", r)
}

// reached shows the ratio of two times to an accuracy, of which either may never come.
func reached(r float64) string {
	switch {
	case math.IsInf(r, 1):
		return "never"
	case math.IsNaN(r), r == 0:
		return "ours never"
	}
	return times(r)
}
