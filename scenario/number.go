package scenario

import (
	"math"
	"strconv"
	"strings"
)

// limit is what a number must obey, and in words what to write.
type limit struct {
	holds func(float64) bool
	write string
}

// The limits of the file's numbers.
var (
	finite      = limit{func(float64) bool { return true }, "a number like 1000, 0.5, 1e6 or 8%"}
	positive    = limit{func(v float64) bool { return v > 0 }, "a number above 0"}
	notNegative = limit{func(v float64) bool { return v >= 0 }, "a number that is 0 or more"}
	share       = limit{func(v float64) bool { return v >= 0 && v <= 1 }, "a number from 0 to 1, or 0% to 100%"}
	yearlyRate  = limit{func(v float64) bool { return v > -1 }, "a rate per year above -100%, like 8%"}
	oneUpward   = limit{func(v float64) bool { return v >= 1 && v <= 1e9 && v == math.Trunc(v) }, "a whole number from 1 upwards"}
	whole       = limit{func(v float64) bool { return v >= 0 && v <= 1e9 && v == math.Trunc(v) }, "a whole number that is 0 or more"}
	correlation = limit{func(v float64) bool { return v >= -1 && v <= 1 }, "a number from -1 to 1"}
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
	}
	return v, ok
}

// number reads a number that must be there.
func (m mapping) number(key string, l limit) (float64, bool) {
	i, ok := m.need(key, "write "+key+": "+l.write)
	if !ok {
		return 0, false
	}
	return m.reader.number(i, l)
}

// numberOr reads a number that has a default.
func (m mapping) numberOr(key string, missing float64, l limit) float64 {
	i, ok := m.get(key)
	if !ok {
		return missing
	}
	v, _ := m.reader.number(i, l)
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
