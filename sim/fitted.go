package sim

import (
	"ips2/model"
	"ips2/model/demand"
	"ips2/sim/regression"
)

// fitted is a customer's policy from regression: a surface for each mode of the next period that can follow.
type fitted struct {
	stages      []*stage // by period; nil where nothing goes on
	coordinates int      // the most of any period
}

type stage struct {
	basis    *basis
	surfaces []*regression.Surface // by next mode, or by turn if it is decided before the factors move; nil if it cannot be
	turns    [][]int32             // in the latter case, by mode and move
	hedges   []hedge
}

// View makes a view for one goroutine.
func (f *fitted) View() model.View {
	return &fittedView{f: f, lens: newLens(f.coordinates)}
}

type fittedView struct {
	f     *fitted
	lens  *lens
	stage *stage
	fault *fault
}

// Look locates the block.
func (v *fittedView) Look(t int, b *demand.Block) {
	if v.stage = v.f.stages[t]; v.stage != nil {
		v.fault = v.lens.look(v.stage.basis, b)
	}
}

// Continue writes the value to go of starting the next period in a mode; after the last there is none.
func (v *fittedView) Continue(next int, rows []int32, out []float64) {
	out = out[:len(rows)]
	if v.stage == nil || v.stage.surfaces[next] == nil {
		clear(out)
		return
	}
	v.stage.surfaces[next].Value(v.lens.places, v.lens.cell, rows, out)
}

// Certain tells whether what a target of the decisions of period t brings is one number.
func (v *fittedView) Certain(t, target int) bool {
	st := v.f.stages[t]
	return st == nil || st.surfaces[target] == nil || st.surfaces[target].Single()
}
