package tree

import (
	"fmt"
	"math"
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
// limit nodes (the states of chains, and normal factors from -2 to 2 standard deviations). Value is of money of time 0.
func (s *Solution) Policy(limit int) ([]model.PolicyRow, error) {
	var rows []model.PolicyRow
	for t := 1; t <= s.ledger.Problem.Periods; t++ {
		at := s.ledger.Problem.Sees(t)
		nodes := s.lattice.levels[at].sample(limit, len(s.lattice.finite))
		b := s.lattice.system.NewBlock(len(nodes))
		for i, node := range nodes {
			s.lattice.copyNode(at, node, i, b)
		}
		for k, mode := range s.ledger.Customer.Reach[t] {
			if len(s.ledger.Customer.Moves(t, mode)) < 2 {
				continue
			}
			more, err := s.describe(t, k, mode, nodes, b)
			if err != nil {
				return nil, err
			}
			rows = append(rows, more...)
		}
	}
	return rows, nil
}

// copyNode writes one node into row i of a block.
func (l *lattice) copyNode(t, node, i int, b *demand.Block) {
	one := l.system.NewBlock(1)
	l.fill(t, node, 1, one)
	for k := range one.State {
		b.State[k][i], b.Value[k][i] = one.State[k][0], one.Value[k][0]
	}
}

// describe makes the rows of one period and mode.
func (s *Solution) describe(t, k, mode int, nodes []int, b *demand.Block) ([]model.PolicyRow, error) {
	moves, c := s.ledger.Customer.Moves(t, mode), &s.stages[t].choices[k]
	worth, err := s.worth(t, k, mode, nodes, b)
	if err != nil {
		return nil, err
	}
	rows := make([]model.PolicyRow, len(nodes))
	for i, node := range nodes {
		decision, value := s.decision(c, moves, node, func(m int) float64 { return worth[m][i] })
		rows[i] = model.PolicyRow{Period: t, Party: model.Customer, Mode: s.ledger.Customer.Labels[mode], Decision: decision, Value: value}
		for f := range b.Value {
			rows[i].Factors = append(rows[i].Factors, b.Value[f][i])
		}
	}
	return rows, nil
}

// decision is what is done at a node and what it is worth; of a customer that wavers every move with its chance.
func (s *Solution) decision(c *choice, moves []model.Move, node int, worth func(m int) float64) (string, float64) {
	if c.chance == nil {
		m := 0
		if c.best != nil {
			m = int(c.best[node])
		}
		return changes(s.ledger.Problem, moves[m].Changes), worth(m)
	}
	var list []string
	value := 0.0
	for m, chance := range c.chance {
		if chance == nil || chance[node] == 0 {
			continue
		}
		list = append(list, fmt.Sprintf("%s %.3g %%", changes(s.ledger.Problem, moves[m].Changes), 100*chance[node]))
		value += float64(chance[node] * worth(m))
	}
	return strings.Join(list, "; "), value
}

// worth is what every move of a mode brings at some nodes.
func (s *Solution) worth(t, k, mode int, nodes []int, b *demand.Block) ([][]float64, error) {
	moves, a := s.ledger.Customer.Moves(t, mode), newAmounts()
	worth := columns(len(moves), len(nodes))
	if s.ledger.Problem.DecideFirst {
		for m := range moves {
			for i, node := range nodes {
				worth[m][i] = s.stages[t].worth[k].at(m, node)
			}
		}
		return worth, nil
	}
	column := make([]int, len(moves))
	for m, move := range moves {
		value, _ := s.ledger.Immediate(t, mode, move)
		column[m] = a.add(value, func() string { return "the customer's net flow" })
	}
	a.graph = s.ledger.Graph
	program, scratch := s.ledger.Graph.Compile(a.refs...), formula.NewScratch(len(nodes))
	if f := program.Run(scratch, b.Value, len(nodes)); f != nil {
		return nil, a.fault(s.lattice, t, f.Root, nodes[f.Row])
	}
	for m, move := range moves {
		copy(worth[m], program.Column(scratch, column[m]))
		if t == s.ledger.Problem.Periods {
			continue
		}
		for i, node := range nodes {
			worth[m][i] += s.stages[t].ahead[s.place[t+1][move.Next]][node]
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
