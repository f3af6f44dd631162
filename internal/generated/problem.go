package generated

import (
	"math"

	"ips2/internal/oracle"
)

// Game is a contract as decision problems over histories: decisions and states are numbers there.
type Game struct {
	*Contract
	Early  bool // both parties decide before the factors of the period move
	starts [2][][]int
	sets   [2][][]int // by party: sets of arcs met so far, by number
	known  [2]map[string]int
}

// NewGame prepares a contract, all of whose factors must be finite.
func NewGame(c *Contract) *Game {
	g := &Game{Contract: c}
	for party := range g.starts {
		g.starts[party] = c.Starts(party)
		g.known[party] = map[string]int{}
	}
	return g
}

// Customer is the customer's problem from each of its starts, numbered in the order of the file.
func (g *Game) Customer() *oracle.Problem {
	return &oracle.Problem{Periods: g.Periods, Successors: g.successors, DecideFirst: g.Early,
		Choices: func(decisions []int) []int { return g.choices(Customer, decisions) },
		Reward:  g.reward}
}

// Supplier is the supplier's problem when the customer follows a policy from a start; its cost is net of fees.
func (g *Game) Supplier(start int, policy oracle.Policy) oracle.Supplier {
	return oracle.Supplier{Customer: g.Customer(), Start: start, Policy: policy,
		Choices: func(own []int) []int { return g.choices(Supplier, own) },
		Cost:    g.cost}
}

// successors numbers joint states of the factors in mixed radix, the first factor fastest.
func (g *Game) successors(states []int) []oracle.Branch {
	t := len(states) + 1
	before := g.split(t-1, -1)
	if t > 1 {
		before = g.split(t-1, states[t-2])
	}
	branches := []oracle.Branch{{State: 0, Probability: 1}}
	stride := 1
	for k, f := range g.Factors {
		var next []oracle.Branch
		for _, b := range branches {
			for to, p := range f.Rows[t][before[k]] {
				if p > 0 {
					next = append(next, oracle.Branch{State: b.State + to*stride, Probability: b.Probability * p})
				}
			}
		}
		branches, stride = next, stride*len(f.States[t])
	}
	return branches
}

// split finds the factors' states of period t; at signing there is one.
func (g *Game) split(t, state int) []int {
	each := make([]int, len(g.Factors))
	for k, f := range g.Factors {
		if t == 0 {
			each[k] = f.Start
			continue
		}
		each[k] = state % len(f.States[t])
		state /= len(f.States[t])
	}
	return each
}

// Values are the factors along a history, from signing.
func (g *Game) Values(states []int) [][]float64 {
	values := make([][]float64, len(states)+1)
	for t := range values {
		state := -1
		if t > 0 {
			state = states[t-1]
		}
		for k, s := range g.split(t, state) {
			values[t] = append(values[t], g.Factors[k].States[t][s])
		}
	}
	return values
}

// Decisions turns numbers back into starts and sets.
func (g *Game) Decisions(party int, decisions []int) Decisions {
	d := Decisions{Start: g.starts[party][decisions[0]]}
	for _, id := range decisions[1:] {
		d.Sets = append(d.Sets, g.sets[party][id])
	}
	return d
}

func (g *Game) choices(party int, decisions []int) []int {
	var list []int
	for _, set := range g.Options(party, g.Decisions(party, decisions), len(decisions)) {
		list = append(list, g.Number(party, set))
	}
	return list
}

// Number is a set of arcs as a decision.
func (g *Game) Number(party int, set []int) int {
	key := keyOf(set)
	id, ok := g.known[party][key]
	if !ok {
		id = len(g.sets[party])
		g.known[party][key] = id
		g.sets[party] = append(g.sets[party], set)
	}
	return id
}

// forbidden is the reward of what a guard does not let through.
var forbidden = math.Inf(-1)

func (g *Game) reward(decisions, states []int) float64 {
	d, t := g.Decisions(Customer, decisions), len(states)
	if t == 0 {
		return -g.Entry(d.Start)
	}
	values := g.Values(states)
	if !g.guarded(Customer, [2]Decisions{d, {Start: g.starts[Supplier][0]}}, values, t) {
		return forbidden
	}
	// The customer's amounts do not depend on the supplier's levels: any will do.
	customer, _, _ := g.Net(g.customerBook(values, d, t), t)
	return customer
}

// customerBook leaves the supplier's side out.
func (g *Game) customerBook(values [][]float64, d Decisions, t int) Row {
	alone := *g.Contract
	alone.Supply = nil
	return alone.Book(values, [2]Decisions{d, {Start: g.starts[Supplier][0]}}, t)
}

func (g *Game) guarded(party int, d [2]Decisions, values [][]float64, t int) bool {
	known := t
	if g.Early {
		known--
	}
	return g.Guarded(party, d, values[known], t)
}

func (g *Game) cost(customer, own, states []int) float64 {
	d, t := [2]Decisions{g.Decisions(Customer, customer), g.Decisions(Supplier, own)}, len(states)
	values := g.Values(states)
	if t == 0 {
		return g.Initial(d)
	}
	if !g.guarded(Supplier, d, values, t) {
		return -forbidden
	}
	_, _, floor := g.Net(g.Book(values, d, t), t)
	return floor
}

// Initial is what the supplier pays at signing.
func (c *Contract) Initial(d [2]Decisions) float64 {
	return eval(c.Supply.Initial, (&book{c: c, values: [][]float64{nil}, d: d}).at(0, 2))
}

// Entry is what the customer pays at signing.
func (c *Contract) Entry(start []int) float64 {
	total := 0.0
	for of, k := range c.Characteristics {
		if k.Entry != nil {
			total += k.Entry[start[of]]
		}
	}
	return total
}
