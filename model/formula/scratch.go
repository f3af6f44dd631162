package formula

import "ips2/internal/vector"

// Scratch is the working memory of programs, for one goroutine at a time.
type Scratch struct {
	block     int
	n         int                       // rows of the last run
	in        [][]float64               // of the last run
	registers [][]float64               // of the last run
	own       [][]float64               // what registers are if a run has no other place for them
	filled    [][]float64               // columns of constant roots, by root
	copies    [3][vector.Copies]float64 // of the constant operands of a step
}

// NewScratch makes a scratch for runs of at most so many rows. Any program can use it; it grows to the largest need.
func NewScratch(block int) *Scratch { return &Scratch{block: block} }

func (s *Scratch) prepare(p *Program, in [][]float64, n int) {
	if n > s.block {
		panic("formula: more rows than the scratch is for")
	}
	s.in, s.n = in, n
	for len(s.own) < p.registers {
		s.own, s.registers = append(s.own, make([]float64, s.block)), append(s.registers, nil)
	}
	for k, column := range s.own[:p.registers] {
		s.registers[k] = column[:n]
	}
}

// operand is one of a step's: a column, or a constant.
func (s *Scratch) operand(which int, o source, p *Program) []float64 {
	switch {
	case o >= lastInput:
		return s.column(o)
	case o == noOperand:
		return nil
	}
	copies := &s.copies[which]
	for i := range copies {
		copies[i] = p.constants[o-firstConstant]
	}
	return copies[:]
}

// column is a register or an input.
func (s *Scratch) column(o source) []float64 {
	if o >= 0 {
		return s.registers[o]
	}
	return s.in[-1-o][:s.n]
}

// fill makes the column of a constant root.
func (s *Scratch) fill(root int, value float64) []float64 {
	for len(s.filled) <= root {
		s.filled = append(s.filled, nil)
	}
	if s.filled[root] == nil {
		s.filled[root] = make([]float64, s.block)
	}
	column := s.filled[root][:s.n]
	flatten(column, value)
	return column
}

// flatten makes a column the same everywhere.
func flatten(column []float64, value float64) {
	for i := range column {
		column[i] = value
	}
}
