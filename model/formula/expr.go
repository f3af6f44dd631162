package formula

// Expr is a checked formula, or what Constant, ByLevel, ByPeriod, Sum and Product make of formulas. It is immutable; parts may be
// shared between expressions.
type Expr struct {
	op     op
	kind   Kind
	args   []*Expr
	value  float64 // of a number or truth
	text   string  // of a text
	symbol Symbol  // of a name; of a table by level: its characteristic
	source string  // of a whole formula
	origin *Origin // of what stands in a file; nil otherwise
}

// Constant is the number v.
func Constant(v float64) *Expr { return &Expr{op: opConst, value: v} }

// ByLevel is a table with an expression for each level of a characteristic, in the order of the levels.
func ByLevel(characteristic int, branches []*Expr) *Expr {
	return &Expr{op: opByLevel, kind: branches[0].kind, args: branches, symbol: Symbol{Role: Level, Index: characteristic}}
}

// ByPeriod is a series: values[t-1] in period t.
func ByPeriod(values []*Expr) *Expr {
	return &Expr{op: opByPeriod, kind: values[0].kind, args: values, symbol: Symbol{Role: Period}}
}

// Sum adds numbers from left to right; of none it is 0.
func Sum(terms ...*Expr) *Expr { return chain(opAdd, 0, terms) }

// Product multiplies numbers from left to right; of none it is 1.
func Product(factors ...*Expr) *Expr { return chain(opMul, 1, factors) }

func chain(op op, neutral float64, parts []*Expr) *Expr {
	if len(parts) == 0 {
		return Constant(neutral)
	}
	e := parts[0]
	for _, p := range parts[1:] {
		e = &Expr{op: op, args: []*Expr{e, p}}
	}
	return e
}

// Kind is the type of the expression's value: Number or Truth.
func (e *Expr) Kind() Kind { return e.kind }

// String is the source text of a parsed formula; empty for one put together.
func (e *Expr) String() string { return e.source }

// Symbols lists what the value can depend on, each once, in order of appearance: parameters give their own symbols, tables
// their characteristic as a Level (without labels), series Period.
func (e *Expr) Symbols() []Symbol {
	type key struct {
		Role
		int
	}
	var list []Symbol
	listed, seen := map[key]bool{}, map[*Expr]bool{}
	var visit func(e *Expr)
	visit = func(e *Expr) {
		if seen[e] {
			return // parameters of parameters share parts: without this the walk can be exponential
		}
		seen[e] = true
		if named := e.op == opSymbol || e.op == opByLevel || e.op == opByPeriod; named {
			k := key{e.symbol.Role, e.symbol.Index}
			if !listed[k] {
				listed[k] = true
				list = append(list, e.symbol)
			}
		}
		for _, a := range e.args {
			visit(a)
		}
	}
	visit(e)
	return list
}
