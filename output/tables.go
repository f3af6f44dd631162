package output

import (
	"slices"

	"ips2/valuation"
)

// Tables are long: a row is one figure of one thing, with its interval and method, so that every question is a filter.

var figureColumns = []column{
	{"value", real}, {"lower", real}, {"upper", real}, {"confidence", real}, {"std_error", real}, {"n", whole}, {"method", text},
}

// entry is a row of a long table: its keys, and a figure.
type entry struct {
	keys   []any
	figure valuation.Figure
}

func long(name string, keys []column, entries []entry) table {
	return table{name, slices.Concat(keys, figureColumns), len(entries), func(i int, to []any) {
		f := entries[i].figure
		n := copy(to, entries[i].keys)
		copy(to[n:], []any{f.Value, f.Lower, f.Upper, f.Confidence, f.StdError, f.N, f.Method})
	}}
}

// tables lists what a result is written as. Paths is among them only if paths were kept.
func tables(r *valuation.Result) []table {
	out := []table{
		summary(r), switches(r), periods(r), pools(r), policy(r), convergence(r), distribution(r), diagnostics(r),
	}
	if slices.ContainsFunc(valuations(r), func(v *valuation.Valuation) bool { return len(v.Paths) > 0 }) {
		out = append(out, paths(r))
	}
	return out
}

func summary(r *valuation.Result) table {
	var rows []entry
	for _, v := range valuations(r) {
		for _, n := range Headline(v) {
			rows = append(rows, entry{[]any{n.Name}, n.Figure})
		}
		for _, s := range v.Starts() {
			rows = append(rows, entry{[]any{"initial[" + s.Configuration + "].value"}, s.Value}, entry{[]any{"initial[" + s.Configuration + "].rigid_value"}, s.Rigid})
		}
	}
	return long("summary", []column{{"figure", text}}, rows)
}

// item is the part of the supplier's cost in rows of figure supplier_cost_item, else empty.
func switches(r *valuation.Result) table {
	var rows []entry
	for _, v := range valuations(r) {
		for _, s := range v.Switches {
			add := func(figure, item string, f valuation.Figure) {
				rows = append(rows, entry{[]any{s.Arc, s.By, int64(s.Period), figure, item}, f})
			}
			add("probability", "", s.Probability)
			add("customer_cost", "", s.CustomerCost)
			add("supplier_cost", "", s.SupplierCost)
			for _, i := range s.Items {
				add("supplier_cost_item", i.Name, i.Value)
			}
		}
	}
	return long("switches", []column{{"arc", text}, {"by", text}, {"period", whole}, {"figure", text}, {"item", text}}, rows)
}

// item is the factor in rows of figure factor_mean, the configuration in those of configuration_share, else empty.
func periods(r *valuation.Result) table {
	var rows []entry
	for _, v := range valuations(r) {
		for _, p := range v.Periods {
			rows = append(rows, periodEntries(p)...)
		}
	}
	return long("periods", []column{{"period", whole}, {"figure", text}, {"item", text}}, rows)
}

func periodEntries(p valuation.Period) []entry {
	var rows []entry
	add := func(figure, item string, f *valuation.Figure) {
		if f != nil {
			rows = append(rows, entry{[]any{int64(p.Period), figure, item}, *f})
		}
	}
	for _, f := range p.Factors {
		add("factor_mean", f.Name, &f.Value)
	}
	for _, c := range p.Configurations {
		add("configuration_share", c.Name, &c.Value)
	}
	add("revenue", "", &p.Revenue)
	add("expense", "", &p.Expense)
	add("switching", "", &p.Switching)
	add("fees", "", &p.Fees)
	add("direct", "", p.Direct)
	add("process", "", p.Process)
	add("change", "", p.Change)
	return rows
}

func pools(r *valuation.Result) table {
	var rows []entry
	for _, v := range valuations(r) {
		for _, p := range v.Pools {
			add := func(figure string, f valuation.Figure) {
				rows = append(rows, entry{[]any{p.Pool, int64(p.Period), figure}, f})
			}
			add("used_minutes", p.UsedMinutes)
			add("used_money", p.UsedMoney)
			if p.Capacity > 0 {
				add("unused_minutes", p.UnusedMinutes)
				add("unused_money", p.UnusedMoney)
			}
		}
	}
	return long("pools", []column{{"pool", text}, {"period", whole}, {"figure", text}}, rows)
}

func convergence(r *valuation.Result) table {
	var rows []entry
	for _, v := range valuations(r) {
		for _, s := range v.Snapshots {
			rows = append(rows, entry{[]any{s.N, s.Figure}, s.Value})
		}
	}
	return long("convergence", []column{{"after", whole}, {"figure", text}}, rows)
}

func distribution(r *valuation.Result) table {
	var rows [][]any
	for _, v := range valuations(r) {
		for _, q := range v.Quantiles {
			rows = append(rows, []any{q.Party, q.Probability, q.Value, v.Method})
		}
	}
	return table{"distribution", []column{{"party", text}, {"probability", real}, {"value", real}, {"method", text}}, len(rows),
		func(i int, to []any) { copy(to, rows[i]) }}
}
