package tree

import (
	"fmt"
	"strings"

	"ips2/model"
	"ips2/model/demand"
)

// mostSlices and mostNodes are at how many slices and nodes of a period the supplier's decisions are shown.
const (
	mostSlices = 16
	mostNodes  = 9
)

// exhibit is where the supplier's decisions of a period are shown, for people to read.
type exhibit struct {
	at     map[int]bool // slices
	nodes  []int
	values *demand.Block
}

// exhibit picks slices with something to decide, equally spaced in their order, and nodes as Solution.Policy does.
func (u *supplier) exhibit(t int) *exhibit {
	w, deciding, x := u.w, []int(nil), &exhibit{at: map[int]bool{}}
	for k, s := range w.layers[t].slices {
		if len(w.moves(t, s.supplier)) > 1 {
			deciding = append(deciding, k)
		}
	}
	if len(deciding) == 0 {
		return x
	}
	for _, i := range between(0, len(deciding)-1, mostSlices) {
		x.at[deciding[i]] = true
	}
	l, seen := w.s.lattice, w.s.ledger.Problem.Sees(t)
	x.nodes = l.levels[seen].sample(mostNodes, len(l.finite))
	x.values = l.system.NewBlock(len(x.nodes))
	for i, node := range x.nodes {
		l.copyNode(seen, node, i, x.values)
	}
	return x
}

// show makes the rows of a slice after one move of the customer. Value is the expected cost to go, in money of time 0, as far as
// decisions have a say in it.
func (d *desk) show(s slice, a model.Move, c *choice, cost []float64) []model.PolicyRow {
	moves := d.u.w.moves(d.t, s.supplier)
	rows := make([]model.PolicyRow, len(d.exhibit.nodes))
	for i, node := range d.exhibit.nodes {
		m := 0
		if c.best != nil {
			m = int(c.best[node])
		}
		rows[i] = model.PolicyRow{Period: d.t, Party: model.Supplier, Mode: d.u.w.label(s, a), Decision: changes(d.u.w.s.ledger.Problem, moves[m].Changes), Value: cost[node]}
		for f := range d.exhibit.values.Value {
			rows[i].Factors = append(rows[i].Factors, d.exhibit.values.Value[f][i])
		}
	}
	return rows
}

// label names a slice and what the customer has just decided in it: "frequency=low, frequency: low → high; execution=manual; 12 × repair".
func (w *world) label(s slice, a model.Move) string {
	l := w.s.ledger
	parts := []string{l.Customer.Label(s.customer), l.Supplier.Label(s.supplier)}
	if len(a.Changes) > 0 {
		parts[0] += ", " + changes(l.Problem, a.Changes)
	}
	for k, done := range s.done {
		if done > 0 {
			parts = append(parts, fmt.Sprintf("%.6g × %s", done, l.Problem.Supply.Processes[w.list[k]].Name))
		}
	}
	return strings.Join(parts, "; ")
}
