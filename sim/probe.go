package sim

import "ips2/internal/stats"

// A sample may miss moves of chains that are rarer than one of its paths, or meet so few that its spread says little of them. What they
// would do to a figure, a probe tells: paths on which chains take rare moves often, each weighted by how much likelier the probe made
// it (importance sampling with a defensive mixture: T. Hesterberg, "Weighted average importance sampling and defensive mixture
// distributions", Technometrics 37, 1995). The weighted mean of what such paths show beyond the sample's own mean, over paths with a
// rare move, is what missing them would cost; it becomes part of the standard error.

// probePaths are how many such paths there are at most.
const probePaths = 1 << 12

// probe weighs the paths of a block that take rare moves often.
type probe struct {
	*rareMoves
	than   [2][]float64 // by kind and row: how much likelier the path is by the chains' own chances than among paths of that kind
	weight []float64    // by row: the same of both kinds together
	met    []float64    // by row: the same once it has taken a rare move, 0 before
	centre []float64    // by figure of a whole path: what the sample says of it
	scaled []float64

	chance []float64 // of the options of a decision, for the customer's draws
	order  []int
}

func (r *rareMoves) probe(centre []float64) *probe {
	c := newColumns(5)
	return &probe{rareMoves: r, weight: c[0], met: c[1], scaled: c[2], than: [2][]float64{c[3], c[4]}, centre: centre}
}

func (p *probe) begin() {
	if p == nil {
		return
	}
	for _, column := range [][]float64{p.weight, p.than[0], p.than[1]} {
		fill(column, 1)
	}
	clear(p.met)
}

// turn makes the innovations of chains in period t.
func (p *probe) turn(walk *walker, t int) {
	if p == nil {
		return
	}
	for k, f := range p.moves[t] {
		xi, state := walk.xi[f.column], walk.block.State[f.factor]
		for i := range walk.block.N {
			from := int(state[i])
			if len(p.led.list[t][k][from]) > 0 {
				xi[i] = f.middle[from][p.pick(t, k, from, i, xi[i])]
			}
		}
	}
	p.settle()
}

// settle puts the weights of both kinds together.
func (p *probe) settle() {
	for i := range p.weight {
		p.weight[i] = 2 / (1/p.than[0][i] + 1/p.than[1][i])
		if p.met[i] != 0 {
			p.met[i] = p.weight[i]
		}
	}
}

// weigh is observations of a figure beyond its centre, weighted: those of the listed rows.
func (p *probe) weigh(figure int, x []float64, rows, some []int32) []float64 {
	out, centre := p.scaled[:len(x)], 0.0
	if figure < len(p.centre) {
		centre = p.centre[figure]
	}
	for i, v := range x {
		out[i] = (v - centre) * p.met[row(i, rows, some)]
	}
	return out
}

// row is that of observation i: of all rows of the block, of those listed, or of some of those listed.
func row(i int, rows, some []int32) int32 {
	switch {
	case some != nil:
		return rows[some[i]]
	case rows != nil:
		return rows[i]
	}
	return int32(i)
}

// weighted is a martingale of whole paths, weighted.
func (p *probe) weighted(x []float64) []float64 {
	if p == nil {
		return x
	}
	for i, v := range x {
		p.scaled[i] = v * p.met[i]
	}
	return p.scaled[:len(x)]
}

// tally adds the weights of n paths that have taken a rare move by period t.
func (p *probe) tally(h *sheet, t, n int) {
	if p != nil {
		h.met[t] = stats.Column(p.met[:n])
	}
}
