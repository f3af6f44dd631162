package generated

import "math"

// Expr is an amount as a formula, small enough to be evaluated here and written in the language.
type Expr interface {
	Eval(at *At) float64
	write(w *writer) string // inside a formula, in parentheses where precedence asks for them
}

// At is what a formula may read.
type At struct {
	Contract *Contract
	Value    []float64 // of the factors
	Level    []int     // of all characteristics
	Period   int
	From, To int // levels of the change
}

// The formulas. Numbers are money, executions, minutes or levels' own numbers.
type (
	number  float64
	factor  int                 // the factor's value
	level   int                 // a numeric level of a characteristic
	sum     []Expr              // of all
	times   struct{ a, b Expr } // product
	larger  struct{ a, b Expr } // max
	smaller struct{ a, b Expr } // min
	byLevel struct {
		of    int
		cases []Expr
	} // a table over the levels of a characteristic
	byPeriod []float64 // a value for each period
	byTarget struct {  // by the level that a change leads to
		of, to       int
		there, else_ Expr
	}
	where struct { // a case distinction
		Guard
		yes, no Expr
	}
)

func (e number) Eval(*At) float64     { return float64(e) }
func (e factor) Eval(at *At) float64  { return at.Value[e] }
func (e level) Eval(at *At) float64   { return at.Contract.Characteristics[e].number(at.Level[e]) }
func (e times) Eval(at *At) float64   { return e.a.Eval(at) * e.b.Eval(at) }
func (e larger) Eval(at *At) float64  { return math.Max(e.a.Eval(at), e.b.Eval(at)) }
func (e smaller) Eval(at *At) float64 { return math.Min(e.a.Eval(at), e.b.Eval(at)) }
func (e byLevel) Eval(at *At) float64 { return e.cases[at.Level[e.of]].Eval(at) }

func (e sum) Eval(at *At) float64 {
	total := 0.0
	for _, part := range e {
		total += part.Eval(at)
	}
	return total
}

func (e byPeriod) Eval(at *At) float64 { return e[at.Period-1] }

func (e byTarget) Eval(at *At) float64 {
	if at.To == e.to {
		return e.there.Eval(at)
	}
	return e.else_.Eval(at)
}

func (e where) Eval(at *At) float64 {
	if e.Holds(at) {
		return e.yes.Eval(at)
	}
	return e.no.Eval(at)
}
