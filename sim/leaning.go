package sim

import (
	"math"

	"ips2/internal/random"
	"ips2/model"
	"ips2/model/demand"
)

// leaning makes a customer take, of the options that are nearly as good as the best, the one that the supplier likes most or least, or
// any of them.
type leaning struct {
	within   float64 // by how much less an option may be worth than the best, money of time 0
	toward   int     // cheap, dear or anywhere
	view     *companionView
	side     *side   // that leans
	supplier []int32 // by row: the supplier's mode at the start of the period
	luck     []float64
	lost     []float64 // by row: what the customer gave up

	// By place in a group of rows: what an option costs the supplier; the least so far, with the option and its loss.
	cost, least, loss []float64
	chosen            []int32
}

// Where a customer leans: to the cheapest or the dearest option, which are companions of their own, or to an arbitrary one.
const (
	cheap = iota
	dear
	anywhere
)

func newLeaning(l lean, d *side, supplier []int32) *leaning {
	c := newColumns(5)
	n := &leaning{within: l.within, toward: l.toward, side: d, supplier: supplier, luck: c[0], lost: c[1], cost: c[2], least: c[3], loss: c[4], chosen: make([]int32, blockRows)}
	if l.known != nil {
		n.view = l.known.view()
	}
	return n
}

// lean is how a customer leans, and what it knows of the supplier's cost.
type lean struct {
	within float64
	toward int
	known  *companions
}

// look locates the block before the decisions of period t.
func (n *leaning) look(t int, b *demand.Block) *fault {
	if n.toward == anywhere {
		return nil
	}
	return n.view.look(t, b)
}

func (n *leaning) draw(stream random.Stream, first uint64, t, rows int) {
	if n.toward == anywhere {
		stream.Uniforms(first, t, luckColumn, n.luck[:rows])
	}
}

// choose leans for rows that have just been ranked.
func (n *leaning) choose(w *worker, c *choice, rows []int32) {
	size := len(rows)
	fill(n.least[:size], math.Inf(1))
	for k := range c.options {
		worth := w.worth(c, k, rows)
		var open []float64
		if guard := c.options[k].guard; guard >= 0 {
			open = c.kernel.Column(w.scratch, guard)
		}
		n.weigh(c.options[k].turn, k, rows)
		for i, v := range worth {
			own := w.chosen[i] == int32(k)
			if open != nil && open[i] == 0 || v < w.best[i]-n.within && model.Better(w.best[i], v) || n.unmet(i) && !own {
				continue
			}
			if n.cost[i] < n.least[i] || n.cost[i] == n.least[i] && own {
				n.least[i], n.chosen[i], n.loss[i] = n.cost[i], int32(k), w.best[i]-v
			}
		}
	}
	copy(w.chosen[:size], n.chosen)
	for i, r := range rows {
		n.lost[r] += n.loss[i]
	}
}

// weigh fills in what a decision costs the supplier; what a customer likes that leans to the dear is the negative of it.
func (n *leaning) weigh(turn int32, option int, rows []int32) {
	if n.toward == anywhere {
		for i, r := range rows {
			n.cost[i] = float64(mix(math.Float64bits(n.luck[r])+uint64(option)) >> 11)
		}
		return
	}
	st := n.view.stage
	for i, r := range rows {
		n.view.place[i] = st.place[turn*int32(n.view.c.modes)+n.supplier[r]]
	}
	n.view.rest(n.toward, rows, n.cost)
	if n.toward == dear {
		for i := range rows {
			n.cost[i] = -n.cost[i]
		}
	}
}

// unmet tells that the fit never met the decision just weighed: nothing is known of it.
func (n *leaning) unmet(i int) bool { return n.toward != anywhere && n.view.place[i] == 0 }

// expect writes what is to be expected of the supplier's cost in period t, by row of the block, which has been looked at; modes are the
// customer's.
func (n *leaning) expect(w *worker, t int, modes []int32, out []float64) *fault {
	for _, g := range w.sorter.By(modes) {
		c := w.s.chapters[t].choices[g.Key]
		if len(c.options) == 1 && c.options[0].guard < 0 {
			n.weigh(c.options[0].turn, 0, g.Rows)
			copy(n.least, n.cost[:len(g.Rows)])
		} else {
			if f := w.rank(c, g.Rows); f != nil {
				return f
			}
			n.choose(w, c, g.Rows)
		}
		for i, r := range g.Rows {
			if out[r] = n.least[i]; n.toward == dear {
				out[r] = -n.least[i]
			}
		}
	}
	return nil
}
