package regression

import "ips2/internal/vector"

func (d *Dense) newSums(cells, sides int) sums {
	s := &denseSums{d: d, sides: sides, cells: make([]*tall, cells)}
	return s
}

// expand writes all functions of n described points to columns.
func (d *Dense) expand(p *Description, n int) [][]float64 {
	f, input := p.grown(&p.feature, d.Width()), p.input
	for i := range n {
		f[0][i] = 1
	}
	for k := range d.mean {
		copy(f[1+k][:n], input[k])
	}
	column := len(d.mean) // of hinges, then of tails
	for k, t := range d.terms {
		out := f[1+len(d.mean)+k][:n]
		switch {
		case t.by > 0:
			vector.Product(out, f[t.of], f[t.by])
		case t.of > 0:
			copy(out, input[column])
			column++
		default:
			copy(out, input[d.tailColumn(k)])
		}
	}
	for k, t := range d.tails { // the coordinates themselves know no box
		vector.Add(f[1+t.of][:n], f[1+t.of][:n], input[d.tailColumn(k)][:n])
	}
	return f
}

// tailColumn is the column of a tail: behind those of the hinges.
func (d *Dense) tailColumn(k int) int { return len(d.mean) + len(d.hinges) + k }

// room is how many rows a cell collects before it reduces them.
const room = 256

// denseSums are a tall matrix per cell.
type denseSums struct {
	d     *Dense
	sides int
	cells []*tall // nil where nothing was seen yet
}

func (s *denseSums) cell(c int) *tall {
	if s.cells[c] == nil {
		s.cells[c] = newTall(s.d.Width(), s.sides, room)
	}
	return s.cells[c]
}

func (s *denseSums) clear() {
	for _, t := range s.cells {
		if t != nil {
			t.rows = 0
		}
	}
}

func (s *denseSums) add(d *Description, cell []int32, sides [][]float64, n int) {
	p, features := s.d.Width(), s.d.expand(d, n)
	for i := range n {
		t := s.cell(int(cell[i]))
		if t.full() {
			t.reduce()
		}
		for k := range p {
			t.cols[k][t.rows] = features[k][i]
		}
		for k, y := range sides {
			t.cols[p+k][t.rows] = y[i]
		}
		t.rows++
	}
}

func (s *denseSums) merge(later sums) {
	for c, t := range later.(*denseSums).cells {
		if t != nil && t.rows > 0 {
			s.cell(c).merge(t)
		}
	}
}

func (s *denseSums) solve() (coef [][]float64, rank int, condition float64) {
	p := s.d.Width()
	coef, condition = make([][]float64, s.sides), 1
	for k := range coef {
		coef[k] = make([]float64, len(s.cells)*p)
	}
	for c, t := range s.cells {
		if t == nil || t.rows == 0 {
			continue
		}
		own, r, cond := t.solve()
		rank, condition = rank+r, max(condition, cond)
		for k := range own {
			for j, t := range s.d.tails { // from what it adds to the coordinate's slope to its own
				own[k][1+len(s.d.mean)+j] += own[k][1+t.of]
			}
			copy(coef[k][c*p:], own[k])
		}
	}
	return coef, rank, condition
}
