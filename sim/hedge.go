package sim

import (
	"context"

	"ips2/model/demand"
	"ips2/sim/regression"
)

// hedge is how much of a normal innovation of the next move what a target brings changes with, on average at a state: what a hedger
// would hold. Its product with the innovation has mean zero whatever the fit, so that it can be taken out of what the
// fitting paths bring: most of their noise goes, no bias comes (M. Potters, J.-P. Bouchaud, D. Sestovic, "Hedged Monte-Carlo: low
// variance derivative pricing with objective probabilities", Physica A 289 (2001)).
type hedge struct {
	target, column int
	held           *regression.Surface
}

// mostHedges bounds the sides of the regression.
const mostHedges = 128

// hedge fits the hedges of period t: the slope on an innovation of variance 1 is the mean of its product with the residual.
func (f *fitter) hedge(ctx context.Context, t int, targets []int) error {
	st, move := f.policy.stages[t], f.s.p.Sees(t)+1
	var hedges []hedge
	for _, target := range targets {
		if st.surfaces[target].Constant() {
			continue
		}
		for _, column := range f.risks(move) {
			hedges = append(hedges, hedge{target: target, column: column})
		}
	}
	if len(hedges) == 0 || len(hedges) > mostHedges {
		return nil
	}
	total, err := f.collect(ctx, t, len(hedges), func(w *worker, n *lens, from int, sides [][]float64) *fault {
		f.draw(w, move, from)
		for k, h := range hedges {
			st.surfaces[h.target].Value(n.places, n.cell, w.sorter.All, w.toGo)
			later, xi := f.later[h.target][from:], w.walk.xi[h.column]
			for i := range sides[k] {
				sides[k][i] = (later[i] - w.toGo[i]) * xi[i]
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	list, _, _ := total.Surfaces()
	for k := range hedges {
		hedges[k].held = list[k]
	}
	st.hedges, f.hedged = hedges, true
	return nil
}

// calm takes the hedges out of what a block of fitting paths brings; the lens has looked at what the decisions of period t see.
func (f *fitter) calm(w *worker, n *lens, t, from int) {
	st := f.policy.stages[t]
	if len(st.hedges) == 0 {
		return
	}
	f.draw(w, f.s.p.Sees(t)+1, from)
	for _, h := range st.hedges {
		h.held.Value(n.places, n.cell, w.sorter.All, w.toGo)
		later, xi := f.later[h.target][from:from+blockRows], w.walk.xi[h.column]
		for i := range later {
			later[i] -= float64(w.toGo[i] * xi[i])
		}
	}
}

// risks lists the columns of normal innovations that matter in period t.
func (f *fitter) risks(t int) []int {
	var list []int
	for k, c := range f.s.p.Factors.Innovations() {
		if c.Noise == demand.Gauss && f.s.draws[t][k] {
			list = append(list, k)
		}
	}
	return list
}

// draw makes the normal innovations of period t again, independent as they were drawn.
func (f *fitter) draw(w *worker, t, from int) {
	for _, k := range f.risks(t) {
		f.stream.Normals(uint64(from), t, k, w.walk.xi[k])
	}
}
