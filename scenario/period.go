package scenario

import (
	"strconv"
	"strings"
)

const writePeriods = "write a period, a range like 2-10, a list of these, or all"

// periods reads 4, [4, 7], 2-10, [2-4, 9] or all as a truth by period 1..n (index 0 unused).
func (r *reader) periods(i item) []bool {
	open := make([]bool, r.problem.Periods+1)
	list := r.oneOrMore(i)
	if len(list) == 0 && i.node.Value == "" && len(i.node.Content) == 0 {
		r.missing(i, writePeriods, "there is no period")
	}
	for _, one := range list {
		from, to, ok := r.span(one)
		for t := from; ok && t <= to && t < len(open); t++ {
			open[t] = true
		}
	}
	return open
}

// span reads a period, a range of periods, or all.
func (r *reader) span(i item) (from, to int, ok bool) {
	value, ok := r.scalar(i, "a period")
	if !ok {
		return 0, 0, false
	}
	n := r.problem.Periods
	if strings.TrimSpace(value) == "all" {
		return 1, n, true
	}
	first, last, isRange := strings.Cut(value, "-")
	from, err := strconv.Atoi(strings.TrimSpace(first))
	to = from
	if err == nil && isRange {
		to, err = strconv.Atoi(strings.TrimSpace(last))
	}
	switch {
	case err != nil:
		r.wrong(i, writePeriods, "%q is no period", value)
	case n > 0 && (from < 1 || to > n):
		r.wrong(i, "periods count from 1; period 0 is signing", "%s is outside the horizon, periods 1-%d", value, n)
	case from > to:
		r.wrong(i, "the first period comes first", "the range %s is empty", value)
	default:
		return from, to, true
	}
	return 0, 0, false
}
