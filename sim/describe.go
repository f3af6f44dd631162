package sim

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ips2/internal/random"
	"ips2/model"
)

// Rows shows the customer's decisions for people to read: for every period and every mode with something to decide, at the
// states of the first fitting paths. Value is that of the best decision, of what is to come, in money of time 0; of a policy that the
// file gives it is not known.
func (p *Policy) Rows(l *model.Ledger, o Options, states int) ([]model.PolicyRow, error) {
	s, err := p.compiled(l)
	if err != nil {
		return nil, err
	}
	w, d := newWorker(s, p.Customer), newSide()
	stream, n := random.NewStream(o.Seed, random.Fit), min(states, blockRows)
	w.walk.begin(n)
	var rows []model.PolicyRow
	for t := 1; t <= s.p.Periods; t++ {
		if !w.early() || t > 1 {
			if f := w.walk.step(stream, 0, s.p.Sees(t)); f != nil {
				return nil, f.explain(l)
			}
		}
		if w.drawLuck(stream, 0, t); s.chapters[t].decides {
			w.view.Look(t, w.walk.block)
		}
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
		row := model.PolicyRow{Period: t, Party: model.Customer, Mode: w.s.l.Customer.Label(mode), Value: w.best[i]}
		for _, column := range w.walk.block.Value {
			row.Factors = append(row.Factors, column[i])
		}
		row.Decision = w.s.decision(w.s.chapters[t].turns[d.turn[i]].changes)
		if w.noise != nil {
			row.Decision = w.mixture(t, w.s.chapters[t].choices[mode], i)
		}
		if w.s.p.Behaviour.Given() {
			row.Value = math.NaN()
		}
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

// mixture lists the moves of a customer that wavers with their chances, for a row of the block that has just been decided.
func (w *worker) mixture(t int, c *choice, row int) string {
	var list []string
	for k, o := range c.options {
		if p := w.noise.chance[k][row]; p > 0 {
			list = append(list, fmt.Sprintf("%s %.3g %%", w.s.decision(w.s.chapters[t].turns[o.turn].changes), 100*p))
		}
	}
	return strings.Join(list, "; ")
}
