package generated

import "slices"

// Guard holds where an expression exceeds a bound, or where it does not.
type Guard struct {
	Of    Expr
	Than  float64
	Below bool
}

// Holds tells whether the guard lets a change through.
func (g Guard) Holds(at *At) bool { return g.Of.Eval(at) > g.Than != g.Below }

func (g Guard) write(w *writer) string {
	if g.Below {
		return g.Of.write(w) + " <= " + digits(g.Than)
	}
	return g.Of.write(w) + " > " + digits(g.Than)
}

// guard draws a condition with a bound between lo and hi, or at a state that a chain can be in. Where guards may meet it is often one
// that something else in the contract goes by already: the same, what is left of it, or one that begins just where, or a little
// beside where, that ends.
func (d *drawer) guard(lo, hi int) Guard {
	g := Guard{d.term(), d.money("than", lo, hi), d.int("below", 0, 3) == 0}
	if k, ok := g.Of.(factor); ok && d.c.Factors[k].listed && d.chance("at a state") {
		t := d.int("period", 0, d.c.Periods)
		g.Than = d.c.Factors[k].States[t][d.int("state", 0, len(d.c.Factors[k].States[t])-1)]
	}
	if n := len(d.guards); n > 0 && d.meet() && d.chance("met") {
		g = d.guards[d.int("which", 0, n-1)]
		switch d.int("how", 0, 3) {
		case 1:
			g.Below = !g.Below
		case 2:
			g.Than += d.beside()
		case 3:
			g.Below = !g.Below
			g.Than += d.beside()
		}
	}
	d.guards = append(d.guards, g)
	return g
}

// meet tells whether guards may meet: on factors with a density they do so within a cell of the grid.
func (d *drawer) meet() bool { return d.c.Finite() || d.size.Meeting }

// beside draws how far apart two bounds are, up to a tenth either way.
func (d *drawer) beside() float64 { return float64(d.int("beside", -8, 8)) / 80 }

// RuleText is the contract's rule as a behaviour that the language knows.
func (c *Contract) RuleText() string { return "{rule: '" + c.Rule.write(&writer{c: c}) + "'}" }

// Ruled is the option that the rule takes in period t: the first change that is open, in the order of Options, where the rule holds.
func (c *Contract) Ruled(d Decisions, values [][]float64, t int) []int {
	for _, set := range c.Options(Customer, d, t) {
		after := Decisions{d.Start, append(slices.Clone(d.Sets[:t-1]), set)}
		both := [2]Decisions{after, {Start: make([]int, len(c.Characteristics))}} // the supplier's levels do not matter to the customer's guards
		if len(set) > 0 && c.Rule.Holds(c.at(values[t], both, t, Customer)) && c.Guarded(Customer, both, values[t], t) {
			return slices.Clone(set)
		}
	}
	return nil
}
