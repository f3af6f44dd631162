package output

import (
	"fmt"
	"io"
	"math"
	"strings"

	"ips2/valuation"
)

// Size writes what is known before anything runs: the size of the problem, and what each engine would need for it.
func Size(w io.Writer, name string, f valuation.Forecast, s Style) error {
	var b strings.Builder
	if name != "" {
		fmt.Fprintln(&b, s.paint(bold, clean(name)))
	}
	const inset = 12
	line := func(head, text string) {
		fmt.Fprintf(&b, "  %s %s\n", s.paint(faint, fmt.Sprintf("%-9s", head)), strings.ReplaceAll(fold(clean(text), s.Width-inset, ""), "\n", "\n"+strings.Repeat(" ", inset)))
	}
	line("size", sizeText(f))
	line("exact", exactText(f))
	if f.SupplierStates > 0 || f.SupplierRefusal != "" {
		line("", supplierText(f))
	}
	if f.Paths > 0 {
		line("simulate", simulateText(f))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func sizeText(f valuation.Forecast) string {
	factors := plural(f.Factors, "factor")
	if f.Continuous > 0 {
		factors += fmt.Sprintf(" (%d continuous)", f.Continuous)
	}
	size := fmt.Sprintf("%s, %s, %s", plural(f.Periods, "period"), factors, plural(f.Configurations, "configuration"))
	if math.IsNaN(f.Leaves) {
		return size
	}
	return size + "; naive decision tree: " + many(power(f.Leaves), "leaf", "leaves")
}

func exactText(f valuation.Forecast) string {
	if f.Refusal != "" {
		return "not possible: " + f.Refusal
	}
	apart := ""
	if f.Parts > 0 {
		apart = fmt.Sprintf("in %d parts that do not touch each other: ", f.Parts)
	}
	return apart + fmt.Sprintf("%s (at most %s × %s in a period)%s",
		many(Count(f.States), "state", "states"), many(Count(f.Nodes), "node", "nodes"), plural(f.Modes, "mode"), needs(f.ExactSeconds, f.ExactBytes))
}

func supplierText(f valuation.Forecast) string {
	if f.SupplierRefusal != "" {
		return "the supplier's side: not possible: " + f.SupplierRefusal
	}
	bound := ""
	if f.SupplierAtMost {
		bound = "at most "
	}
	return fmt.Sprintf("the supplier's side: %s%s%s", bound, many(Count(f.SupplierStates), "state", "states"), needs(f.SupplierSeconds, f.SupplierBytes))
}

func simulateText(f valuation.Forecast) string {
	return fmt.Sprintf("%s paths, %s more to fit the policy%s", Count(float64(f.Paths)), Count(float64(f.FitPaths)), needs(f.SimSeconds, f.SimBytes))
}

// needs is the time and memory forecast, as far as there is a forecast.
func needs(seconds, bytes float64) string {
	var parts []string
	if seconds > 0 {
		parts = append(parts, tied(Seconds(seconds)))
	}
	if bytes > 0 {
		parts = append(parts, tied(Bytes(bytes)))
	}
	if len(parts) == 0 {
		return ""
	}
	return "; about " + strings.Join(parts, " and ")
}

// power shows 10^x as a count while it is one.
func power(log10 float64) string {
	if log10 < 6 {
		return Count(pow10(log10))
	}
	return fmt.Sprintf("10^%.1f", log10)
}

func plural(n int, thing string) string { return many(Count(float64(n)), thing, thing+"s") }

// many is a count, as it is shown, of one thing or of several.
func many(count, one, several string) string {
	if count == "1" {
		return "1 " + one
	}
	return count + " " + several
}
