package tree

import "context"

// stepper takes expectations of columns over one period, and their adjoint. It is good until its crew has another one.
type stepper struct {
	axes   []axis
	crew   *crew
	period int
	before int // nodes
	after  int
}

func newStepper(l *lattice, t int, crew *crew) (*stepper, error) {
	crew.rows.reset()
	for _, b := range crew.boards {
		b.reset()
	}
	axes, err := l.axes(t, crew.rows, crew.workers)
	return &stepper{axes: axes, crew: crew, period: t, before: l.levels[t-1].count, after: l.levels[t].count}, err
}

// abreast is how many columns go back at once: rows that are made for each place of other axes are made once for them.
const abreast = 16

// expect writes out[c] = E[in[c] | node of the period before] for all columns. A column that is all zero is not worth the work.
func (s *stepper) expect(ctx context.Context, in, out [][]float64) error {
	in, out = s.crew.occupied(in, out)
	for len(in) > 0 {
		n := min(len(in), abreast)
		if err := s.back(ctx, in[:n], out[:n]); err != nil {
			return err
		}
		in, out = in[n:], out[n:]
	}
	return nil
}

// back takes columns over one axis after the other, with all workers at each.
func (s *stepper) back(ctx context.Context, in, out [][]float64) error {
	if len(s.axes) == 0 {
		copyAll(out, in)
	}
	for k := range s.axes {
		a, next := &s.axes[k], out
		if k < len(s.axes)-1 {
			next = s.crew.between(k%2, len(in), a.before())
		}
		x, y, size := in, next, a.piece(len(in), s.crew.workers)
		err := each(ctx, s.crew.workers, pieces(a.lines(), size), func(w, i int) error {
			a.expect(x, y, i*size, min(a.lines(), (i+1)*size), s.crew.boards[w])
			return nil
		})
		if err != nil {
			return err
		}
		in = next
	}
	return nil
}

// one is expect for one column, by one worker.
func (s *stepper) one(worker int, in, out []float64) {
	if zero(in) {
		clear(out)
		return
	}
	x, y := [][]float64{in}, [][]float64{out}
	if len(s.axes) == 0 {
		copyAll(y, x)
	}
	for k := range s.axes {
		a, next := &s.axes[k], out
		if k < len(s.axes)-1 {
			next = s.crew.own(worker, k%2, a.before())
		}
		y[0] = next
		a.expect(x, y, 0, a.lines(), s.crew.boards[worker])
		x[0] = next
	}
}

// push is the adjoint of expect: probability goes forward, and none of it is lost.
func (s *stepper) push(ctx context.Context, in, out [][]float64) error {
	in, out = s.crew.occupied(in, out)
	for len(in) > 0 {
		n := min(len(in), abreast)
		if err := s.forth(ctx, in[:n], out[:n]); err != nil {
			return err
		}
		if err := s.conserve(ctx, in[:n], out[:n]); err != nil {
			return err
		}
		in, out = in[n:], out[n:]
	}
	return nil
}

// forth is the adjoint of back.
func (s *stepper) forth(ctx context.Context, in, out [][]float64) error {
	if len(s.axes) == 0 {
		copyAll(out, in)
	}
	for k := len(s.axes) - 1; k >= 0; k-- {
		a, next := &s.axes[k], out
		if k > 0 {
			next = s.crew.between(k%2, len(in), a.after())
		}
		x, y := in, next
		size, columns := a.share(len(in), s.crew.workers)
		parts := pieces(len(in), columns)
		err := each(ctx, s.crew.workers, pieces(a.outer, size)*parts, func(w, i int) error {
			o, c := i/parts*size, i%parts*columns
			to := min(len(x), c+columns)
			a.push(x[c:to], y[c:to], o, min(a.outer, o+size), s.crew.boards[w])
			return nil
		})
		if err != nil {
			return err
		}
		in = next
	}
	return nil
}

// leastPiece is the weights that a worker should at least take at a time: some ten microseconds.
const leastPiece = 1 << 18

// piece is how many lines a worker takes back at a time.
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

// share is how many numbers of outer, and how many columns, a worker pushes at a time.
func (a *axis) share(columns, workers int) (size, share int) {
	if workers == 1 || a.width*float64(a.before()*columns) < leastPiece {
		return a.outer, columns
	}
	if a.outer >= workers {
		return pieces(a.outer, 4*workers), columns
	}
	return a.outer, 1
}

// occupied is the columns that are not all zero; what comes of the others is.
func (c *crew) occupied(in, out [][]float64) (from, to [][]float64) {
	from, to = c.from[:0], c.to[:0]
	for k, x := range in {
		if zero(x) {
			clear(out[k])
		} else {
			from, to = append(from, x), append(to, out[k])
		}
	}
	c.from, c.to = from, to
	return from, to
}

func copyAll(to, from [][]float64) {
	for c, x := range from {
		copy(to[c], x)
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
