package tree

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ips2/internal/vector"
	"ips2/model"
	"ips2/model/demand"
	"ips2/model/formula"
)

// spread of the nodes shown along a normal axis, in standard deviations of the period, and the most nodes along one axis.
const (
	shown    = 2.0
	mostRows = 9
)

// Policy describes the customer's decisions for people to read: for every period and mode with something to decide, at about
// Options.Rows nodes (the states of chains, and normal factors from -2 to 2 standard deviations). Value is of money of time 0.
func (s *Solution) Policy() []model.PolicyRow { return slices.Concat(s.policy...) }

// describe describes the decisions of period t while what they go by is there.
func (c *customer) describe(t int, choices []choice, p prospects) error {
	if c.rows == 0 {
		return nil
	}
	at := c.ledger.Problem.Sees(t)
	nodes := c.lattice.levels[at].sample(c.rows, len(c.lattice.finite))
	b := c.lattice.system.NewBlock(len(nodes))
	for i, node := range nodes {
		c.lattice.copyNode(at, node, i, b)
	}
	for k, mode := range c.ledger.Customer.Reach[t] {
		moves := c.ledger.Customer.Moves(t, mode)
		if len(moves) < 2 {
			continue
		}
		worth, err := c.worth(t, k, mode, p, nodes, b)
		if err != nil {
			return err
		}
		for i, node := range nodes {
			decision, value := c.decision(&choices[k], moves, node, func(m int) float64 { return worth[m][i] })
			row := model.PolicyRow{Period: t, Party: model.Customer, Mode: c.ledger.Customer.Label(mode), Decision: decision, Value: value}
			for f := range b.Value {
				row.Factors = append(row.Factors, b.Value[f][i])
			}
			c.policy[t] = append(c.policy[t], row)
		}
	}
	return nil
}

// copyNode writes one node into row i of a block.
func (l *lattice) copyNode(t, node, i int, b *demand.Block) {
	one := l.system.NewBlock(1)
	l.fill(t, node, 1, one)
	for k := range one.State {
		b.State[k][i], b.Value[k][i] = one.State[k][0], one.Value[k][0]
	}
}

// decision is what is done at a node and what it is worth; of a customer that wavers every move with its chance.
func (c *customer) decision(choice *choice, moves []model.Move, node int, worth func(m int) float64) (string, float64) {
	if choice.chance == nil {
		m := 0
		if choice.best != nil {
			m = int(choice.best[node])
		}
		return changes(c.ledger.Problem, moves[m].Changes), worth(m)
	}
	var list []string
	value := 0.0
	for m, chance := range choice.chance {
		if chance == nil || chance[node] == 0 {
			continue
		}
		list = append(list, fmt.Sprintf("%s %.3g %%", changes(c.ledger.Problem, moves[m].Changes), 100*chance[node]))
		value += float64(chance[node] * worth(m))
	}
	return strings.Join(list, "; "), value
}

// worth is what every move of a mode brings at some nodes.
func (c *customer) worth(t, k, mode int, p prospects, nodes []int, b *demand.Block) ([][]float64, error) {
	moves, a := c.ledger.Customer.Moves(t, mode), newAmounts()
	worth := columns(len(moves), len(nodes))
	if c.ledger.Problem.DecideFirst {
		for m := range moves {
			for i, node := range nodes {
				worth[m][i] = p.worth[k].at(m, node)
			}
		}
		return worth, nil
	}
	column := make([]int, len(moves))
	for m, move := range moves {
		value, _ := c.ledger.Immediate(t, mode, move)
		column[m] = a.add(value, func() string { return "the customer's net flow" })
	}
	a.graph = c.ledger.Graph
	program, scratch := c.ledger.Graph.Compile(a.refs...), formula.NewScratch(len(nodes))
	if f := program.Run(scratch, b.Value, len(nodes)); f != nil {
		return nil, a.fault(c.lattice, t, f.Root, nodes[f.Row])
	}
	for m, move := range moves {
		copy(worth[m], program.Column(scratch, column[m]))
		if t == c.ledger.Problem.Periods {
			continue
		}
		for i, node := range nodes {
			worth[m][i] += p.ahead[c.place[move.Next]][node]
		}
	}
	return worth, nil
}

// sample picks about limit nodes: equally many along every axis that has several.
func (v *level) sample(limit, skip int) []int {
	wide := 0
	for _, n := range v.shape {
		if n > 1 {
			wide++
		}
	}
	each := mostRows
	if wide > 0 {
		each = max(2, min(mostRows, int(vector.PowOf(float64(limit), 1/float64(wide))+1e-9)))
	}
	nodes := []int{0}
	for k, size := range v.shape {
		lo, hi := 0, size-1
		if g := v.normal; k >= skip+len(g.half) {
			lo, hi = v.bands[k-skip-len(g.half)].between(shown)
		} else if k >= skip && g.half[k-skip] > 0 {
			w := min(g.half[k-skip], int(g.within(k-skip, shown)))
			lo, hi = g.half[k-skip]-w, g.half[k-skip]+w
		}
		var next []int
		for _, node := range nodes {
			for _, i := range between(lo, hi, each) {
				next = append(next, node+i*v.stride[k])
			}
		}
		nodes = next
	}
	return nodes
}

// between picks at most n whole numbers from lo to hi, both ends included, equally spaced.
func between(lo, hi, n int) []int {
	if hi-lo+1 <= n {
		n = hi - lo + 1
	}
	picked := []int{lo}
	for i := 1; i < n; i++ {
		picked = append(picked, lo+int(math.Round(float64(i*(hi-lo))/float64(n-1))))
	}
	return picked
}
