package formula

import "ips2/internal/vector"

// Program computes a set of roots of a graph on columns. It is immutable: any number of goroutines may run it, each with its own
// Scratch.
type Program struct {
	steps     []step
	constants []float64
	roots     []operand
	inputs    int
	registers int
}

// Fault says in which row which root has no finite value: a division by zero, the logarithm or root of a negative number, an
// overflow. Graph.Explain finds the reason.
type Fault struct{ Root, Row int }

// Run computes the roots for n rows of the input columns, of finite numbers. It returns nil, or the first root that has a fault
// and its first row; the columns are set in either case. After the first run it allocates nothing, faults apart.
func (p *Program) Run(s *Scratch, in [][]float64, n int) *Fault {
	p.prepare(s, in, n)
	return p.run(s)
}

// Fill is Run with the columns of all roots in out, from row start on: most are computed there.
func (p *Program) Fill(s *Scratch, in, out [][]float64, start, n int) *Fault {
	p.prepare(s, in, n)
	for k, o := range p.roots {
		if o.place == register {
			s.registers[o.index] = out[k][start : start+n]
		}
	}
	fault := p.run(s)
	for k, o := range p.roots {
		to := out[k][start : start+n]
		if o.place == constant {
			flatten(to, o.value)
		} else if from := s.column(o.column()); n > 0 && &from[0] != &to[0] {
			copy(to, from)
		}
	}
	return fault
}

func (p *Program) prepare(s *Scratch, in [][]float64, n int) {
	if len(in) < p.inputs {
		panic("formula: too few input columns")
	}
	s.prepare(p, in, n)
}

func (p *Program) run(s *Scratch) *Fault {
	for i := range p.steps {
		t := &p.steps[i]
		t.run(s.registers[t.d], s.operand(0, t.a, p), s.operand(1, t.b, p), s.operand(2, t.c, p))
	}
	return p.fault(s)
}

func (p *Program) fault(s *Scratch) *Fault {
	for k, o := range p.roots {
		switch {
		case o.place != constant:
			if row := vector.FirstFault(s.column(o.column())); row >= 0 {
				return &Fault{k, row}
			}
		case !finite(o.value) && s.n > 0:
			return &Fault{k, 0}
		}
	}
	return nil
}

// Column is the column of root k, of the n rows of the last Run on s; valid until the next. It may be the input column itself.
func (p *Program) Column(s *Scratch, k int) []float64 {
	o := p.roots[k]
	if o.place != constant {
		return s.column(o.column())
	}
	return s.fill(k, o.value)
}

// Roots is their number.
func (p *Program) Roots() int { return len(p.roots) }

// Constant tells whether root k is a constant, and its value.
func (p *Program) Constant(k int) (float64, bool) {
	return p.roots[k].value, p.roots[k].place == constant
}
