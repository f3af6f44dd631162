package formula

// Program computes a set of roots of a graph on columns. It is immutable: any number of goroutines may run it, each with its own
// Scratch.
type Program struct {
	steps     []step
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
	if len(in) < p.inputs {
		panic("formula: too few input columns")
	}
	s.prepare(p, in, n)
	for i := range p.steps {
		t := &p.steps[i]
		t.run(s.registers[t.d][:n], s.column(t.a), s.column(t.b), s.column(t.c), t.x, t.y)
	}
	return p.fault(s)
}

func (p *Program) fault(s *Scratch) *Fault {
	for k, o := range p.roots {
		if o.place == constant && !finite(o.value) && s.n > 0 {
			return &Fault{k, 0}
		}
		if row := FirstFault(s.column(o.source())); row >= 0 {
			return &Fault{k, row}
		}
	}
	return nil
}

// FirstFault is the first row that is not finite; -1 if all are.
func FirstFault(column []float64) int {
	rest := column
	for len(rest) >= 8 {
		x := (*[8]float64)(rest)
		if (x[0]*0+x[1]*0)+(x[2]*0+x[3]*0)+((x[4]*0+x[5]*0)+(x[6]*0+x[7]*0)) != 0 {
			break // a NaN: zero times an infinity is one, too
		}
		rest = rest[8:]
	}
	for i, x := range rest {
		if !finite(x) {
			return len(column) - len(rest) + i
		}
	}
	return -1
}

// Column is the column of root k, of the n rows of the last Run on s; valid until the next. It may be the input column itself.
func (p *Program) Column(s *Scratch, k int) []float64 {
	o := p.roots[k]
	if o.place != constant {
		return s.column(o.source())
	}
	return s.fill(k, o.value)
}

// Roots is their number.
func (p *Program) Roots() int { return len(p.roots) }

// Constant tells whether root k is a constant, and its value.
func (p *Program) Constant(k int) (float64, bool) {
	return p.roots[k].value, p.roots[k].place == constant
}
