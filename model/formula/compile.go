package formula

import "math"

// operand is where an operation finds its column, or the constant it takes instead.
type operand struct {
	place place
	index int32   // of the input or register
	value float64 // of the constant
}

type place uint8

const (
	constant place = iota
	input
	register
)

// step computes one register. Large contracts have millions of steps: an operand takes four bytes here.
type step struct {
	run     kernel
	d       int32
	a, b, c source
}

// source is where an operand of a step is: in a register; in an input, as -1, -2, …; among the program's constants, from
// firstConstant on.
type source int32

const (
	noOperand     source = math.MinInt32
	firstConstant source = math.MinInt32 + 1
	lastInput     source = math.MinInt32 / 2
)

// column is the source of an operand that is none of the constants.
func (o operand) column() source {
	if o.place == input {
		return source(-1 - o.index)
	}
	return source(o.index)
}

// Compile makes the program of the roots; common parts are computed once. A register is reused when its last reader has run, so
// that the columns in use stay in the cache; those of roots are kept.
func (g *Graph) Compile(roots ...Ref) *Program {
	c := compiler{g: g, readers: map[Ref]int{}, where: map[Ref]operand{}, p: &Program{inputs: g.inputs}}
	for _, r := range roots {
		c.count(r)
	}
	for _, r := range roots {
		c.p.roots = append(c.p.roots, c.place(r))
	}
	c.p.steps, c.p.constants = exactly(c.p.steps), exactly(c.p.constants)
	return c.p
}

// exactly has no room to spare: contracts have programs by the ten thousand.
func exactly[T any](list []T) []T { return append(make([]T, 0, len(list)), list...) }

type compiler struct {
	g       *Graph
	readers map[Ref]int // that have not run yet; roots have one more
	where   map[Ref]operand
	free    []int32 // registers
	p       *Program
}

// count counts the readers of r and of all that it needs.
func (c *compiler) count(r Ref) {
	if r == none {
		return
	}
	c.readers[r]++
	if n := c.g.nodes[r]; n.op != opInput && c.readers[r] == 1 {
		c.count(n.a)
		c.count(n.b)
		c.count(n.c)
	}
}

// place computes r, unless that is done, and tells where.
func (c *compiler) place(r Ref) operand {
	if o, ok := c.where[r]; ok {
		return o
	}
	n := c.g.nodes[r]
	o := operand{}
	switch n.op {
	case opConst:
		o.value = math.Float64frombits(n.bits)
	case opInput:
		o = operand{place: input, index: int32(n.a)}
	default:
		o = c.emit(n)
	}
	c.where[r] = o
	return o
}

// emit appends the step of a node. A register that it is the last to read may become its own: kernels allow that.
func (c *compiler) emit(n node) operand {
	s := step{run: kernels[n.op], a: c.source(n.a), b: c.source(n.b), c: c.source(n.c)}
	c.release(n.a)
	c.release(n.b)
	c.release(n.c)
	s.d = c.register()
	c.p.steps = append(c.p.steps, s)
	return operand{place: register, index: s.d}
}

// source computes an operand, unless that is done, and tells where.
func (c *compiler) source(r Ref) source {
	if r == none {
		return noOperand
	}
	o := c.place(r)
	if o.place != constant {
		return o.column()
	}
	c.p.constants = append(c.p.constants, o.value)
	return firstConstant + source(len(c.p.constants)-1)
}

// release notes that a reader of r has run.
func (c *compiler) release(r Ref) {
	if r == none {
		return
	}
	c.readers[r]--
	if o := c.where[r]; c.readers[r] == 0 && o.place == register {
		c.free = append(c.free, o.index)
	}
}

func (c *compiler) register() int32 {
	if last := len(c.free) - 1; last >= 0 {
		r := c.free[last]
		c.free = c.free[:last]
		return r
	}
	c.p.registers++
	return int32(c.p.registers - 1)
}
