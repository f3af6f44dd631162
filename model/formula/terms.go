package formula

// Terms takes a number apart into terms whose sum it is, up to rounding: over + and -, and over products with what no level has a
// say in. A number that is no sum is its own only term.
func (e *Expr) Terms() []*Expr {
	switch e.op {
	case opAdd:
		return append(e.args[0].Terms(), e.args[1].Terms()...)
	case opSub:
		return append(e.args[0].Terms(), times(Constant(-1), e.args[1].Terms())...)
	case opMul:
		for k := range 2 {
			if factor := e.args[k]; !factor.readsLevels() {
				return times(factor, e.args[1-k].Terms())
			}
		}
	}
	return []*Expr{e}
}

func (e *Expr) readsLevels() bool {
	for _, s := range e.Symbols() {
		if s.Role == Level || s.Role == From || s.Role == To {
			return true
		}
	}
	return false
}

func times(factor *Expr, terms []*Expr) []*Expr {
	out := make([]*Expr, len(terms))
	for k, t := range terms {
		out[k] = &Expr{op: opMul, args: []*Expr{factor, t}}
	}
	return out
}
