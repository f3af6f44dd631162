package formula

import "math"

// Program computes a set of roots of a graph on columns, each common part once. It is immutable: any number of goroutines may run
// it, each with its own Scratch.
type Program struct {
	steps     []step
	roots     []operand
	registers int
	inputs    int
}

// operand is where an operation finds a column, or the constant it takes instead.
type operand struct {
	place place
	index int32
	value float64
}

type place uint8

const (
	constant place = iota
	input
	register
)

// step computes one register.
type step struct {
	op      op
	dst     int32
	a, b, c operand
}

// Compile makes the program of the roots.
func (g *Graph) Compile(roots ...Ref) *Program {
	c := compiler{g: g, where: map[Ref]operand{}, p: &Program{inputs: g.inputs}}
	for _, r := range roots {
		c.p.roots = append(c.p.roots, c.place(r))
	}
	return c.p
}

type compiler struct {
	g     *Graph
	where map[Ref]operand
	p     *Program
}

func (c *compiler) place(r Ref) operand {
	if r == none {
		return operand{}
	}
	if o, ok := c.where[r]; ok {
		return o
	}
	n := c.g.nodes[r]
	var o operand
	switch n.op {
	case opConst:
		o = operand{place: constant, value: math.Float64frombits(n.bits)}
	case opInput:
		o = operand{place: input, index: int32(n.a)}
	default:
		s := step{n.op, 0, c.place(n.a), c.place(n.b), c.place(n.c)}
		s.dst = int32(c.p.registers)
		c.p.registers++
		c.p.steps = append(c.p.steps, s)
		o = operand{place: register, index: s.dst}
	}
	c.where[r] = o
	return o
}

// Constant tells whether root k is a constant, and its value.
func (p *Program) Constant(k int) (float64, bool) {
	return p.roots[k].value, p.roots[k].place == constant
}

// Fault says that a root has no finite value in a row: a division by zero, a logarithm of a number that is not positive, an overflow.
type Fault struct{ Root, Row int }

// Scratch is the working memory of programs, for one goroutine at a time.
type Scratch struct {
	block   int
	columns [][]float64 // registers
	fixed   [][]float64 // columns of constant roots, by root
	in      [][]float64
	n       int
}

// NewScratch makes a scratch for blocks of at most so many rows.
func NewScratch(block int) *Scratch { return &Scratch{block: block} }

// Run computes the roots for n rows of the input columns. It returns the first root that is not finite somewhere and its first
// such row, or nil; the columns are set in either case.
func (p *Program) Run(s *Scratch, in [][]float64, n int) *Fault {
	s.prepare(p, in, n)
	for i := range p.steps {
		t := &p.steps[i]
		a, b, c := s.at(t.a), s.at(t.b), s.at(t.c)
		dst := s.columns[t.dst][:n]
		for j := range dst {
			dst[j] = scalar(t.op, a(j), b(j), c(j))
		}
	}
	return p.check(s)
}

func (s *Scratch) at(o operand) func(int) float64 {
	switch o.place {
	case input:
		return func(i int) float64 { return s.in[o.index][i] }
	case register:
		return func(i int) float64 { return s.columns[o.index][i] }
	}
	return func(int) float64 { return o.value }
}

func (s *Scratch) prepare(p *Program, in [][]float64, n int) {
	if n > s.block || len(in) < p.inputs {
		panic("formula: block too large for the scratch, or too few inputs")
	}
	s.in, s.n = in, n
	for len(s.columns) < p.registers {
		s.columns = append(s.columns, make([]float64, s.block))
	}
}

// Column is the k-th root's column of the last Run on s, valid until the next.
func (p *Program) Column(s *Scratch, k int) []float64 {
	o := p.roots[k]
	switch o.place {
	case input:
		return s.in[o.index][:s.n]
	case register:
		return s.columns[o.index][:s.n]
	}
	for len(s.fixed) <= k {
		s.fixed = append(s.fixed, make([]float64, s.block))
	}
	column := s.fixed[k][:s.n]
	for i := range column {
		column[i] = o.value
	}
	return column
}

func (p *Program) check(s *Scratch) *Fault {
	for k := range p.roots {
		for i, x := range p.Column(s, k) {
			if !finite(x) {
				return &Fault{k, i}
			}
		}
	}
	return nil
}
