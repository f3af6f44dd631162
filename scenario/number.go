package scenario

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"ips2/model/formula"
)

// limit is what a number must obey, and in words what to write.
type limit struct {
	low, high           float64 // they count as allowed
	above, below, whole bool    // low is not allowed; high is not; only whole numbers are
	write               string
}

func (l limit) holds(v float64) bool {
	return v >= l.low && v <= l.high && !(l.above && v == l.low) && !(l.below && v == l.high) && (!l.whole || v == math.Trunc(v))
}

var infinite = math.Inf(1)

// The limits of the file's numbers.
var (
	finite      = limit{low: -infinite, high: infinite, write: "a number like 1000, 0.5, 1e6 or 8%"}
	positive    = limit{low: 0, above: true, high: infinite, write: "a number above 0"}
	notNegative = limit{low: 0, high: infinite, write: "a number that is 0 or more"}
	share       = limit{low: 0, high: 1, write: "a number from 0 to 1, or 0% to 100%"}
	yearlyRate  = limit{low: -1, above: true, high: infinite, write: "a rate per year above -100%, like 8%"}
	oneUpward   = limit{low: 1, high: 1e9, whole: true, write: "a whole number from 1 upwards"}
	whole       = limit{low: 0, high: 1e9, whole: true, write: "a whole number that is 0 or more"}
	correlation = limit{low: -1, high: 1, write: "a number from -1 to 1"}
)

// parseNumber reads a decimal number or a percentage. A percentage is rounded once, as the decimal number it stands for.
func parseNumber(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s, "xXpP_nN") { // hexadecimal, digit groups, NaN, Inf
		return 0, false
	}
	digits, percent := strings.CutSuffix(s, "%")
	if !percent {
		v, err := strconv.ParseFloat(s, 64)
		return v, err == nil
	}
	digits = strings.TrimSpace(digits)
	if !strings.ContainsAny(digits, "eE") {
		digits += "e-2"
		v, err := strconv.ParseFloat(digits, 64)
		return v, err == nil
	}
	v, err := strconv.ParseFloat(digits, 64)
	return v / 100, err == nil
}

// computable tells whether products and squares of a number and others like it are still numbers, and not 0.
func computable(v float64) bool {
	size := math.Abs(v)
	return size <= formula.Largest && size >= 1/formula.Largest
}

// number reads an item as a number within a limit.
func (r *reader) number(i item, l limit) (float64, bool) {
	s, ok := r.scalar(i, l.write)
	if !ok {
		return 0, false
	}
	v, ok := parseNumber(s)
	switch {
	case !ok:
		r.wrong(i, "write "+l.write, "%q is not a number", s)
	case !l.holds(v):
		r.wrong(i, "write "+l.write, "%s is out of range", s)
		ok = false
	case v != 0 && !computable(v):
		r.wrong(i, fmt.Sprintf("write a number of a size between %g and %g, or 0", 1/formula.Largest, formula.Largest), "%s is too large or too small to compute with", s)
		ok = false
	}
	return v, ok
}

// number reads a number that must be there.
func (m mapping) number(key string) (float64, bool) { return m.numberWithin(key, m.keys.limit(key)) }

// numberWithin is number with a limit that depends on other keys.
func (m mapping) numberWithin(key string, l limit) (float64, bool) {
	i, ok := m.need(key, "write "+key+": "+l.write)
	if !ok {
		return 0, false
	}
	return m.reader.number(i, l)
}

// optional reads a number that may be left out; 0 where its key has no other default.
func (m mapping) optional(key string) float64 {
	i, ok := m.get(key)
	if !ok {
		standard, _ := m.keys.of(key).otherwise.(float64)
		return standard
	}
	v, _ := m.reader.number(i, m.keys.limit(key))
	return v
}

// numbers reads a list of numbers.
func (r *reader) numbers(i item, l limit) ([]float64, bool) {
	items, ok := r.list(i, "a list of numbers")
	values := make([]float64, len(items))
	for k, one := range items {
		v, fine := r.number(one, l)
		values[k], ok = v, ok && fine
	}
	return values, ok
}

// percentage tells whether a number is written as one.
func percentage(s string) bool { return strings.HasSuffix(strings.TrimSpace(s), "%") }
