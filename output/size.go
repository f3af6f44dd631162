package output

import (
	"fmt"
	"io"
	"strings"

	"ips2/valuation"
)

// Size writes what is known before anything runs: the size of the problem, and what each engine would need for it.
func Size(w io.Writer, name string, f valuation.Forecast, s Style) error {
	var b strings.Builder
	fmt.Fprintln(&b, s.paint(bold, clean(name)))
	line := func(head, text string) {
		fmt.Fprintf(&b, "  %s %s\n", s.paint(faint, fmt.Sprintf("%-9s", head)), fold(clean(text), s.Width-12, strings.Repeat(" ", 12)))
	}
	line("size", sizeText(f))
	line("exact", exactText(f))
	if f.SupplierStates > 0 || f.SupplierRefusal != "" {
		line("", supplierText(f))
	}
	line("simulate", fmt.Sprintf("%s paths, %s more to fit the policy; about %s and %s",
		Count(float64(f.Paths)), Count(float64(f.FitPaths)), Seconds(f.SimSeconds), Bytes(f.SimBytes)))
	_, err := io.WriteString(w, b.String())
	return err
}

func sizeText(f valuation.Forecast) string {
	return fmt.Sprintf("%s, %s (%d continuous), %s; naive decision tree: %s leaves",
		plural(f.Periods, "period"), plural(f.Factors, "factor"), f.Continuous, plural(f.Configurations, "configuration"), power(f.Leaves))
}

func exactText(f valuation.Forecast) string {
	size := fmt.Sprintf("%s lattice nodes × %s = %s states", Count(f.Nodes), plural(f.Modes, "mode"), Count(f.States))
	if f.Refusal != "" {
		return "not possible: " + f.Refusal
	}
	return fmt.Sprintf("%s; about %s and %s", size, Seconds(f.ExactSeconds), Bytes(f.ExactBytes))
}

func supplierText(f valuation.Forecast) string {
	if f.SupplierRefusal != "" {
		return "the supplier's side: not possible: " + f.SupplierRefusal
	}
	return fmt.Sprintf("the supplier's side: %s states; about %s and %s", Count(f.SupplierStates), Seconds(f.SupplierSeconds), Bytes(f.SupplierBytes))
}

// power shows 10^x as a count while it is one.
func power(log10 float64) string {
	if log10 < 6 {
		return Count(pow10(log10))
	}
	return fmt.Sprintf("10^%.1f", log10)
}

func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%s %ss", Count(float64(n)), thing)
}
