package sim

import "ips2/model/demand"

// remembered is a view for the fit, where every mode looks ahead from the whole block: what starting the next period in a mode is worth
// is computed once, not once for every decision that leads there.
type remembered struct {
	*fittedView
	n     int         // rows of the block
	known []bool      // by next mode
	worth [][]float64 // by next mode and row, where known
}

func newRemembered(f *fitted, modes int) *remembered {
	return &remembered{fittedView: f.View().(*fittedView), known: make([]bool, modes), worth: make([][]float64, modes)}
}

// Look locates the block and forgets the one before.
func (v *remembered) Look(t int, b *demand.Block) {
	v.fittedView.Look(t, b)
	v.n = b.N
	clear(v.known)
}

// Continue remembers what is asked for all rows: they are then in order.
func (v *remembered) Continue(next int, rows []int32, out []float64) {
	if len(rows) < v.n {
		v.fittedView.Continue(next, rows, out)
		return
	}
	if !v.known[next] {
		if v.worth[next] == nil {
			v.worth[next] = make([]float64, blockRows)
		}
		v.fittedView.Continue(next, rows, v.worth[next])
		v.known[next] = true
	}
	copy(out[:len(rows)], v.worth[next])
}
