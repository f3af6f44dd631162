package tree

import "context"

// stepper takes expectations of columns over one period, and their adjoint.
type stepper struct {
	axes   []axis
	crew   *crew
	before int // nodes
	after  int
}

func newStepper(l *lattice, t int, crew *crew) *stepper {
	s := &stepper{crew: crew, before: l.levels[t-1].count, after: l.levels[t].count}
	for _, a := range l.axes(t) {
		if !a.still {
			s.axes = append(s.axes, a)
		}
	}
	if len(s.axes) > 1 {
		crew.stretch(s.widest())
	}
	return s
}

// widest is the largest tensor between two axes.
func (s *stepper) widest() int {
	size := 0
	for _, a := range s.axes {
		size = max(size, a.outer*a.from*a.inner, a.outer*a.to*a.inner)
	}
	return size
}

// expect writes out[c] = E[in[c] | node of the period before] for all columns. A column that is all zero is not worth the work.
func (s *stepper) expect(ctx context.Context, in, out [][]float64) error {
	if len(in) >= s.crew.workers {
		return each(ctx, s.crew.workers, len(in), func(w, c int) error {
			s.one(w, in[c], out[c])
			return nil
		})
	}
	for c := range in {
		s.column(in[c], out[c], s.crew.temp[0], func(a *axis, x, y []float64) { s.split(ctx, a, x, y) })
	}
	return ctx.Err()
}

// one is expect for one column, by one worker.
func (s *stepper) one(worker int, in, out []float64) {
	s.column(in, out, s.crew.temp[worker], func(a *axis, x, y []float64) { a.expect(x, y, 0, a.outer*a.from) })
}

// split shares the lines of one axis among the workers.
func (s *stepper) split(ctx context.Context, a *axis, x, y []float64) {
	lines := a.outer * a.from
	size := max(64, pieces(lines, 4*s.crew.workers))
	if lines*a.inner < 4096 {
		size = lines
	}
	_ = each(ctx, s.crew.workers, pieces(lines, size), func(_, i int) error { // cancelled: the caller sees ctx
		a.expect(x, y, i*size, min(lines, (i+1)*size))
		return nil
	})
}

func (s *stepper) column(in, out []float64, temp [2][]float64, apply func(a *axis, x, y []float64)) {
	if zero(in) {
		clear(out)
		return
	}
	if len(s.axes) == 0 {
		copy(out, in)
	}
	x := in
	for k := range s.axes {
		a, y := &s.axes[k], out
		if k < len(s.axes)-1 {
			y = temp[k%2][:a.outer*a.from*a.inner]
		}
		apply(a, x, y)
		x = y
	}
}

// push is the adjoint of expect, for one column and worker.
func (s *stepper) push(worker int, in, out []float64) {
	if zero(in) {
		clear(out)
		return
	}
	if len(s.axes) == 0 {
		copy(out, in)
	}
	x := in
	for k := len(s.axes) - 1; k >= 0; k-- {
		a, y := &s.axes[k], out
		if k > 0 {
			y = s.crew.temp[worker][k%2][:a.outer*a.to*a.inner]
		}
		a.push(x, y)
		x = y
	}
}

func zero(x []float64) bool {
	for _, v := range x {
		if v != 0 {
			return false
		}
	}
	return true
}
