package output

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"ips2/internal/vector"
	"ips2/valuation"
)

// precise is how exact money is shown: so many decimals for everything in one result, from the size of its main figures.
type precise struct{ decimals int }

func precisionFor(amounts ...float64) precise { return precise{valuation.Decimals(amounts...)} }

// coarse drops the cents of amounts that come in thousands: for tables that give the order of things.
func (p precise) coarse() precise {
	if p.decimals <= 2 {
		return precise{0}
	}
	return p
}

// magnitude is the exponent of the first digit of a positive number.
func magnitude(x float64) int { return int(math.Floor(vector.Log10Of(x))) }

// half is half the width of a figure's interval; 0 if it is exact, not known, or a matter of rounding alone.
func half(f valuation.Figure) float64 {
	const rounding = 1e-11
	if h := (f.Upper - f.Lower) / 2; finite(h) != nil && h > rounding*math.Abs(f.Value) {
		return h
	}
	return 0
}

// within is the number of decimals that a figure deserves: two digits of the half-width, never more than an exact one has.
func (p precise) within(f valuation.Figure) int {
	h := half(f)
	if h <= 0 {
		return p.decimals
	}
	return min(max(1-magnitude(h), 0), p.decimals)
}

// money shows a value; nothing at all needs no decimals.
func (p precise) money(f valuation.Figure) string {
	if f.Value == 0 && half(f) <= 0 {
		return "0"
	}
	return grouped(f.Value, p.within(f))
}

// margin is "± 380" for the figure's interval, "+3,630 -425" if it reaches further to one side, or nothing if it has none.
func (p precise) margin(f valuation.Figure) string {
	const alike = 1.1
	switch below, above := f.Value-f.Lower, f.Upper-f.Value; {
	case half(f) <= 0:
		return ""
	case max(below, above) > alike*min(below, above) && grouped(above, p.within(f)) != grouped(below, p.within(f)):
		return "+" + grouped(above, p.within(f)) + " -" + grouped(below, p.within(f))
	default:
		return plusMinus(max(below, above), p.within(f))
	}
}

// plusMinus is a half-width, never shown as 0: what decimals leave nothing of is less than the last of them.
func plusMinus(h float64, decimals int) string {
	if least := math.Pow10(-decimals); h < least/2 {
		return "± <" + grouped(least, decimals)
	}
	return "± " + grouped(h, decimals)
}

// both is the value with its interval, for sentences.
func (p precise) both(f valuation.Figure) string { return joined(p.money(f), p.margin(f)) }

// percent shows a probability and its interval in percent, with one decimal, or fewer if the interval says so.
func percent(f valuation.Figure) (value, margin string) {
	h := 100 * half(f)
	decimals := 1
	if h > 0 {
		decimals = min(max(1-magnitude(h), 0), 2)
		margin = plusMinus(h, decimals)
	}
	return share(f.Value, decimals), margin
}

// share is a probability in percent; one that is not 0 is never shown as 0.
func share(p float64, decimals int) string {
	least := math.Pow10(-decimals)
	if p > 0 && 100*p < least/2 {
		return "< " + grouped(least, decimals) + " %"
	}
	return grouped(100*p, decimals) + " %"
}

// grouped writes a number with thousands separated by commas. What rounds to zero has no sign. What has more digits than anybody reads, or
// none that nine decimals show, is written with a power of ten.
func grouped(x float64, decimals int) string {
	if finite(x) == nil {
		return "–"
	}
	const long, fine = 1e15, 9
	s := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
	if math.Abs(x) >= long || x != 0 && decimals >= fine && strings.Trim(s, "0.") == "" {
		return strconv.FormatFloat(x, 'g', 7, 64)
	}
	whole, fraction, _ := strings.Cut(s, ".")
	for k := len(whole) - 3; k > 0; k -= 3 {
		whole = whole[:k] + "," + whole[k:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if x < 0 && strings.Trim(s, "0.") != "" {
		return "-" + whole
	}
	return whole
}

func pow10(x float64) float64 { return math.Round(vector.PowOf(10, x)) }

func joined(parts ...string) string { return strings.Join(nonempty(parts), " ") }

func nonempty(parts []string) []string {
	var out []string
	for _, part := range parts {
		if part != "" {
			out = append(out, part)
		}
	}
	return out
}

// Count shows a count that may be huge: 1,024, or 3.7e15.
func Count(x float64) string {
	if x < 1e9 {
		return grouped(x, 0)
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}

// Bytes shows an amount of memory in powers of 1024, with two digits.
func Bytes(x float64) string {
	units := []string{"B", "KiB", "MiB", "GiB", "TiB", "PiB"}
	k := 0
	for ; x >= 1024 && k < len(units)-1; k++ {
		x /= 1024
	}
	return fmt.Sprintf("%s %s", short(x), units[k])
}

// Seconds shows a time in the unit a person would use: 20 ms, 3.1 s, 4 min, 2 h, 30 days, 5e+06 years.
func Seconds(x float64) string {
	const minute, hour, day, year = 60, 3600, 86400, 365 * 86400
	switch {
	case x < 1:
		return short(max(x*1e3, 1)) + " ms"
	case x < 2*minute:
		return short(x) + " s"
	case x < 2*hour:
		return short(x/minute) + " min"
	case x < 2*day:
		return short(x/hour) + " h"
	case x < 2*year:
		return short(x/day) + " days"
	}
	return Count(x/year) + " years"
}

func short(x float64) string {
	if x < 9.95 {
		return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
	}
	return grouped(x, 0)
}
