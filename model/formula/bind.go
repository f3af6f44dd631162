package formula

import "math"

// Env is the place and time for which a formula is bound.
type Env struct {
	Inputs   []Ref                                   // by factor
	Levels   []int                                   // by characteristic: the index of its level
	Change   int                                     // the characteristic that From and To speak of
	From, To int                                     // indices of levels
	Numbers  func(characteristic, level int) float64 // the number that a level's name is
	Period   int                                     // from 1
	Dt       float64                                 // years
	Noise    []Ref
}

// Bind gives e in env as a computation of g: levels, periods and parameters are gone, constants are folded.
func (g *Graph) Bind(e *Expr, env *Env) Ref {
	b := binder{g: g, env: env}
	return b.bind(e)
}

type binder struct {
	g     *Graph
	env   *Env
	bound map[*Expr]Ref // an expression with shared parts would otherwise take exponential time
}

func (b *binder) bind(e *Expr) Ref {
	if len(e.args) == 0 {
		return b.g.Of(e, func() Ref { return b.compute(e) })
	}
	if r, ok := b.bound[e]; ok {
		return r
	}
	r := b.g.Of(e, func() Ref { return b.compute(e) })
	if b.bound == nil {
		b.bound = map[*Expr]Ref{}
	}
	b.bound[e] = r
	return r
}

func (b *binder) compute(e *Expr) Ref {
	g := b.g
	switch e.op {
	case opConst:
		return g.Const(e.value)
	case opSymbol:
		return b.symbol(e.symbol)
	case opByLevel:
		return b.bind(e.args[b.env.Levels[e.symbol.Index]])
	case opByPeriod:
		return b.period(e.args)
	case opSelect:
		return b.choice(e)
	case opEqual, opNotEqual:
		if e.args[0].kind == Text {
			return g.Const(truth((b.label(e.args[0]) == b.label(e.args[1])) == (e.op == opEqual)))
		}
	case opNot:
		return g.Not(b.bind(e.args[0]))
	case opAnd:
		return g.And(b.bind(e.args[0]), b.bind(e.args[1]))
	case opOr:
		return g.Or(b.bind(e.args[0]), b.bind(e.args[1]))
	case opGreater:
		return g.binary(opLess, b.bind(e.args[1]), b.bind(e.args[0]))
	case opGreaterEqual:
		return g.binary(opLessEqual, b.bind(e.args[1]), b.bind(e.args[0]))
	case opLargest:
		return b.largest(int(e.value), e.args)
	}
	if len(e.args) == 1 {
		return g.unary(e.op, b.bind(e.args[0]))
	}
	return g.binary(e.op, b.bind(e.args[0]), b.bind(e.args[1]))
}

// period is the value of a series; a fault outside it, as at signing.
func (b *binder) period(values []*Expr) Ref {
	if t := b.env.Period; t >= 1 && t <= len(values) {
		return b.bind(values[t-1])
	}
	return b.g.Const(math.NaN())
}

// choice does not bind the branch that a constant condition leaves out: it may be meaningless there.
func (b *binder) choice(e *Expr) Ref {
	c := b.bind(e.args[0])
	if x, ok := b.g.Constant(c); ok && x == x {
		return b.bind(e.args[2-int(x)])
	}
	return b.g.Select(c, b.bind(e.args[1]), b.bind(e.args[2]))
}

func (b *binder) symbol(s Symbol) Ref {
	g, env := b.g, b.env
	switch s.Role {
	case Factor:
		return env.Inputs[s.Index]
	case Noise:
		return env.Noise[s.Index]
	case Period:
		return g.Const(float64(env.Period))
	case Time:
		return g.Const(float64(env.Period) * env.Dt)
	case Step:
		return g.Const(env.Dt)
	}
	return g.Const(env.Numbers(s.Index, b.level(s)))
}

// level is the index of the level that a symbol stands for.
func (b *binder) level(s Symbol) int {
	if s.Role != Level && s.Index != b.env.Change {
		panic("formula: from and to are of another characteristic")
	}
	switch s.Role {
	case From:
		return b.env.From
	case To:
		return b.env.To
	}
	return b.env.Levels[s.Index]
}

func (b *binder) label(e *Expr) string {
	if e.op == opText {
		return e.text
	}
	return e.symbol.Labels[b.level(e.symbol)]
}

// largest is the k-th largest of some values.
func (b *binder) largest(k int, args []*Expr) Ref {
	values := make([]Ref, len(args))
	for i, a := range args {
		values[i] = b.bind(a)
	}
	return b.g.Largest(k, values)[k-1]
}
