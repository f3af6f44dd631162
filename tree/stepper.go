package tree

import "context"

// stepper takes expectations of columns over one period, and their adjoint. It is good until its crew has another one.
type stepper struct {
	axes   []axis
	crew   *crew
	before int // nodes
	after  int
}

func newStepper(l *lattice, t int, crew *crew) *stepper {
	crew.rows.reset()
	for _, b := range crew.boards {
		b.reset()
	}
	return &stepper{axes: l.axes(t, crew.rows), crew: crew, before: l.levels[t-1].count, after: l.levels[t].count}
}

// abreast is how many columns go back at once: rows that are made for each place of other axes are made once for them.
const abreast = 16

// expect writes out[c] = E[in[c] | node of the period before] for all columns. A column that is all zero is not worth the work.
func (s *stepper) expect(ctx context.Context, in, out [][]float64) error {
	var from, to [][]float64
	for c, x := range in {
		if zero(x) {
			clear(out[c])
		} else if from, to = append(from, x), append(to, out[c]); len(s.axes) == 0 {
			copy(out[c], x)
		}
	}
	for lo := 0; lo < len(from); lo += abreast {
		hi := min(len(from), lo+abreast)
		if err := s.group(ctx, from[lo:hi], to[lo:hi]); err != nil {
			return err
		}
	}
	return nil
}

// group takes columns back over one axis after the other, with all workers at each.
func (s *stepper) group(ctx context.Context, in, out [][]float64) error {
	x := in
	for k := range s.axes {
		a, y := &s.axes[k], out
		if k < len(s.axes)-1 {
			y = s.crew.between(k%2, len(in), a.before())
		}
		size := a.piece(len(x), s.crew.workers)
		err := each(ctx, s.crew.workers, pieces(a.lines(), size), func(w, i int) error {
			a.expect(x, y, i*size, min(a.lines(), (i+1)*size), s.crew.boards[w])
			return nil
		})
		if err != nil {
			return err
		}
		x = y
	}
	return nil
}

// leastPiece is the weights that a worker should at least take at a time: some ten microseconds.
const leastPiece = 1 << 18

// piece is how many lines a worker takes at a time.
func (a *axis) piece(columns, workers int) int {
	lines := a.lines()
	if workers == 1 {
		return lines
	}
	line := a.width * float64(a.inner*columns)
	size := max(pieces(lines, 4*workers), int(min(leastPiece/line, float64(lines))), 1)
	if a.sets == nil {
		size = pieces(size, a.from) * a.from
	}
	return size
}

// one is expect for one column, by one worker.
func (s *stepper) one(worker int, in, out []float64) {
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
			y = s.crew.own(worker, k%2, a.before())
		}
		a.expect([][]float64{x}, [][]float64{y}, 0, a.lines(), s.crew.boards[worker])
		x = y
	}
}

// push is the adjoint of one.
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
			y = s.crew.own(worker, k%2, a.after())
		}
		a.push(x, y, s.crew.boards[worker])
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
