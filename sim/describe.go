package sim

import (
	"slices"
	"strings"

	"ips2/internal/random"
	"ips2/model"
)

// Rows shows the customer's decisions for people to read: for every period and every mode with something to decide, at the
// states of the first fitting paths. Value is that of the best decision, of what is to come, in money of time 0.
func (p *Policy) Rows(l *model.Ledger, o Options, states int) ([]model.PolicyRow, error) {
	s, err := newScript(l, p.Starts)
	if err != nil {
		return nil, err
	}
	w, d := newWorker(s, p.Customer), newSide()
	stream, n := random.NewStream(o.Seed, random.Fit), min(states, blockRows)
	w.walk.begin(n)
	var rows []model.PolicyRow
	for t := 1; t <= s.p.Periods; t++ {
		w.step(stream, 0, t)
		for mode, c := range s.chapters[t].choices {
			if c == nil || len(c.options) < 2 {
				continue
			}
			d.begin(mode, 0)
			if f := w.decide(t, d); f != nil {
				return nil, f.explain(l)
			}
			rows = append(rows, w.describe(t, mode, d)...)
		}
	}
	return rows, nil
}

// describe makes the rows of a mode that the whole block has just decided in. States that occur twice are shown once.
func (w *worker) describe(t, mode int, d *side) []model.PolicyRow {
	var rows []model.PolicyRow
	for i := range w.walk.block.N {
		row := model.PolicyRow{Period: t, Party: model.Customer, Mode: w.s.l.Customer.Labels[mode], Value: w.best[i]}
		for _, column := range w.walk.block.Value {
			row.Factors = append(row.Factors, column[i])
		}
		row.Decision = w.s.decision(w.s.chapters[t].turns[d.turn[i]].changes)
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b model.PolicyRow) int { return slices.Compare(a.Factors, b.Factors) })
	return slices.CompactFunc(rows, func(a, b model.PolicyRow) bool { return slices.Equal(a.Factors, b.Factors) })
}

func (s *script) decision(changes []int) string {
	if len(changes) == 0 {
		return "keep"
	}
	labels := make([]string, len(changes))
	for k, id := range changes {
		labels[k] = s.p.Label(id)
	}
	return strings.Join(labels, ", ")
}
