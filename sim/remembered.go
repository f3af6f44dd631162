package sim

import (
	"ips2/model"
	"ips2/model/demand"
)

// remembered is a view for the fit, where every target looks ahead from the whole block: what starting the next period in a mode is worth
// is computed once, not once for every decision that leads there.
type remembered struct {
	model.View
	n     int         // rows of the block
	known []bool      // by mode
	worth [][]float64 // by mode and row, where known
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

// Continue remembers.
func (v *remembered) Continue(next int, rows []int32, out []float64) {
	v.once(next, rows, out, func() *fault {
		v.View.Continue(next, rows, out)
		return nil
	})
}

// once gives what compute writes to out, and remembers what was asked for all rows: they are then in order.
func (v *remembered) once(mode int, rows []int32, out []float64, compute func() *fault) *fault {
	all := len(rows) == v.n
	if all && v.known[mode] {
		copy(out[:v.n], v.worth[mode])
		return nil
	}
	if f := compute(); f != nil || !all {
		return f
	}
	if v.worth[mode] == nil {
		v.worth[mode] = make([]float64, blockRows)
	}
	copy(v.worth[mode], out[:v.n])
	v.known[mode] = true
	return nil
}

// Worth is that of the view behind.
func (v *remembered) Worth(mode, move int, rows []int32, out []float64) {
	v.View.(model.Early).Worth(mode, move, rows, out)
}

// Certain is that of the view behind.
func (v *remembered) Certain(t, target int) bool {
	c, ok := v.View.(certain)
	return ok && c.Certain(t, target)
}
