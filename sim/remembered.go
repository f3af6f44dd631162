package sim

import (
	"ips2/model"
	"ips2/model/demand"
)

// remembered is a view for the fit, where every mode looks ahead from the whole block: what starting the next period in a mode is worth
// is computed once, not once for every decision that leads there.
type remembered struct {
	model.View
	n     int         // rows of the block
	known []bool      // by next mode
	worth [][]float64 // by next mode and row, where known
}

func newRemembered(v model.View, modes int) *remembered {
	return &remembered{View: v, known: make([]bool, modes), worth: make([][]float64, modes)}
}

// Look locates the block and forgets the one before.
func (v *remembered) Look(t int, b *demand.Block) {
	v.View.Look(t, b)
	v.n = b.N
	clear(v.known)
}

// Continue remembers what is asked for all rows: they are then in order.
func (v *remembered) Continue(next int, rows []int32, out []float64) {
	if len(rows) < v.n {
		v.View.Continue(next, rows, out)
		return
	}
	if !v.known[next] {
		if v.worth[next] == nil {
			v.worth[next] = make([]float64, blockRows)
		}
		v.View.Continue(next, rows, v.worth[next])
		v.known[next] = true
	}
	copy(out[:len(rows)], v.worth[next])
}

// Worth is that of the view behind.
func (v *remembered) Worth(mode, move int, rows []int32, out []float64) {
	v.View.(model.Early).Worth(mode, move, rows, out)
}

// Certain is that of the view behind.
func (v *remembered) Certain(t, next int) bool {
	c, ok := v.View.(interface{ Certain(t, next int) bool })
	return ok && c.Certain(t, next)
}
