package scenario

import "slices"

// periodCount bounds what is made for each period.
var periodCount = limit{low: 1, high: 10_000, whole: true, write: "a whole number from 1 to 10000"}

var (
	horizonKeys = keys{
		{"periods", periodCount, required{}, "Number of periods, counted from 1; period 0 is signing."},
		{"period", either{words{"year", "quarter", "month"}, positive}, required{}, "Length of a period: year, quarter, month, or a number of years."},
	}
	ratesKeys = keys{
		{"customer", yearlyRate, required{}, "The customer's discount rate, per year and effective: an amount after t years is worth (1 + rate)^(-t) of itself."},
		{"supplier", yearlyRate, remark("there must be no supplier"), "The supplier's discount rate, per year and effective."},
	}
)

// periodLengths are the names of usual periods and their lengths in years.
var periodLengths = []struct {
	name  string
	years float64
}{{"year", 1}, {"quarter", 0.25}, {"month", 1.0 / 12}}

// horizon reads the number of periods and their length.
func (m mapping) horizon() {
	const write = "write horizon: {periods: 6, period: year}"
	i, ok := m.need("horizon", write)
	if !ok {
		return
	}
	h, ok := m.section(i, horizonKeys)
	if !ok {
		return
	}
	if n, ok := h.number("periods"); ok {
		m.problem.Periods = int(n)
	}
	if i, ok := h.need("period", "write year, quarter, month or a number of years"); ok {
		m.problem.Dt = m.years(i)
	}
}

func (r *reader) years(i item) float64 {
	names := []string{"a number of years"}
	for _, l := range periodLengths {
		if i.node.Value == l.name {
			return l.years
		}
		names = append(names, l.name)
	}
	if _, isNumber := parseNumber(i.node.Value); !isNumber && i.node.Value != "" {
		r.wrong(i, r.suggest(i.node.Value, names), "unknown word %q", i.node.Value)
		return 0
	}
	v, _ := r.number(i, positive)
	return v
}

// rates reads both parties' discount rates. The supplier's is needed only if there is a supplier.
func (m mapping) rates() {
	i, ok := m.need("rates", "write rates: {customer: 10%, supplier: 8%}, per year")
	if !ok {
		return
	}
	rates, ok := m.section(i, ratesKeys)
	if !ok {
		return
	}
	m.problem.CustomerRate, _ = rates.number("customer")
	rates.ask("customer", m.problem.CustomerRate, 1, usualRate)
	if _, has := m.get("supplier"); has {
		m.problem.SupplierRate, _ = rates.number("supplier")
	} else {
		m.problem.SupplierRate = rates.optional("supplier")
	}
	rates.ask("supplier", m.problem.SupplierRate, 1, usualRate)
}

// every is all of n periods, as a truth by period.
func every(n int) []bool {
	open := slices.Repeat([]bool{true}, n+1)
	open[0] = false
	return open
}

// timing reads what is known when, and when changes are paid.
func (m mapping) timing() {
	if i, ok := m.get("switching_paid"); ok {
		m.problem.PaidAtStart = m.word(i) == 1
	}
	if i, ok := m.get("information"); ok {
		m.problem.DecideFirst = m.word(i) == 1
	}
}
