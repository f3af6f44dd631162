package output

import (
	"slices"

	"ips2/valuation"
)

// The tables here are wide: a column per factor, named factor_NAME so that no factor's name can meet another column's.

func factorColumns(r *valuation.Result) []column {
	var out []column
	for _, f := range r.Problem.Factors.Factors {
		out = append(out, column{"factor_" + f.Name, real})
	}
	return out
}

func putFactors(to []any, factors []float64) {
	for k, x := range factors {
		to[k] = x
	}
}

// policy has the decision at each state shown, with the value to go of that state.
func policy(r *valuation.Result) table {
	type source struct{ v, k int }
	var at []source
	vs := valuations(r)
	for i, v := range vs {
		for k := range v.Policy {
			at = append(at, source{i, k})
		}
	}
	keys := []column{{"period", whole}, {"party", text}, {"mode", text}, {"decision", text}, {"value", real}, {"method", text}}
	return table{"policy", slices.Concat(keys, factorColumns(r)), len(at), func(i int, to []any) {
		v := vs[at[i].v]
		p := v.Policy[at[i].k]
		n := copy(to, []any{int64(p.Period), p.Party.String(), p.Mode, p.Decision, p.Value, v.Method})
		putFactors(to[n:], p.Factors)
	}}
}

// paths has the cash flows of the first paths; only a simulation has any.
func paths(r *valuation.Result) table {
	rows := r.Simulated.Paths
	keys := []column{
		{"path", whole}, {"period", whole}, {"configuration", text}, {"revenue", real}, {"expense", real}, {"switching", real},
		{"fees", real}, {"direct", real}, {"process", real}, {"change", real},
	}
	return table{"paths", slices.Concat(keys, factorColumns(r)), len(rows), func(i int, to []any) {
		p := rows[i]
		n := copy(to, []any{
			int64(p.Path), int64(p.Period), p.Config, p.Revenue, p.Expense, p.Switching, p.Fees, p.Direct, p.Process, p.Change,
		})
		putFactors(to[n:], p.Factors)
	}}
}
