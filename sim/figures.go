package sim

import (
	"ips2/internal/stats"
	"ips2/internal/vector"
)

// The money columns of a period, in the order of model.PeriodFigure.
const (
	revenue = iota
	expense
	switching
	fees
	direct
	process
	change
	columns
)

// The figures of a whole path, before those by start.
const (
	floor = iota
	gross
	margin
	switchCustomer
	switchSupplier
	totals
)

// layout numbers the figures that a run tallies and the events that it counts.
type layout struct {
	starts  int
	factors int
	pools   int
	periods []periodLayout // by period
	figures int
	pairs   int // of configurations in force
	changes int
	events  int
	own     int // the first figure of a period

	options     int // of the customer, if it decides by chance
	martingales int
	probed      bool // a probe's paths have weights
}

type periodLayout struct {
	base   int   // factors, money columns, pools
	change []int // by change: customer, supplier, then the items; -1: not open
	events int   // pairs, then changes
}

func (s *script) layout() *layout {
	y := &layout{starts: len(s.starts), factors: len(s.p.Factors.Factors), changes: len(s.p.Changes), pairs: s.pairs()}
	if s.p.Supply != nil {
		y.pools = len(s.p.Supply.Pools)
	}
	if s.errs() {
		y.options = s.options
	}
	y.figures = totals + 3*y.starts
	y.own = y.figures
	y.periods = make([]periodLayout, s.p.Periods+1)
	for t := 1; t <= s.p.Periods; t++ {
		q := periodLayout{base: y.figures, events: y.events}
		y.figures += y.factors + columns + y.pools
		for _, c := range s.p.Changes {
			at := -1
			if c.Open[t] {
				at = y.figures
				y.figures += 3 + len(c.Cost.Runs)
			}
			q.change = append(q.change, at)
		}
		y.events += y.pairs + y.changes
		y.periods[t] = q
	}
	return y
}

func (s *script) pairs() int { return len(s.l.Customer.Configs) * len(s.l.Supplier.Configs) }

func (y *layout) value(start int) int        { return totals + 3*start }
func (y *layout) rigid(start int) int        { return totals + 3*start + 1 }
func (y *layout) flexibility(start int) int  { return totals + 3*start + 2 }
func (y *layout) factor(t, k int) int        { return y.periods[t].base + k }
func (y *layout) column(t, c int) int        { return y.periods[t].base + y.factors + c }
func (y *layout) pool(t, k int) int          { return y.periods[t].base + y.factors + columns + k }
func (y *layout) paid(t, change int) int     { return y.periods[t].change[change] }
func (y *layout) borne(t, change int) int    { return y.periods[t].change[change] + 1 }
func (y *layout) item(t, change, k int) int  { return y.periods[t].change[change] + 2 + k }
func (y *layout) pair(t, pair int) int       { return y.periods[t].events + pair }
func (y *layout) switched(t, change int) int { return y.periods[t].events + y.pairs + change }

// sheet is what a run of paths showed: a tally per figure, a count per event. Figures that no path touched have no observations:
// they are zeros.
type sheet struct {
	n           int64
	tallies     []stats.Tally
	counts      []int64
	martingales []stats.Tally
	taken       []float64     // by option of a customer who decides by chance: how often it is expected to be taken on these paths
	cross       [][]float64   // by martingale and figure: the sum of their products, while a pilot looks for that
	mass        []float64     // by event: the weights of a probe's paths
	met         []stats.Tally // by period, the last one for whole paths: the weights of a probe's paths that have taken a rare move
}

func newSheet(y *layout) *sheet {
	h := &sheet{
		tallies: make([]stats.Tally, y.figures), counts: make([]int64, y.events), taken: make([]float64, y.options),
		martingales: make([]stats.Tally, y.martingales), cross: wide(y.martingales, y.figures),
	}
	if y.probed {
		h.mass, h.met = make([]float64, y.events), make([]stats.Tally, len(y.periods))
	}
	return h
}

func (h *sheet) clear() {
	h.n = 0
	clear(h.tallies)
	clear(h.counts)
	clear(h.martingales)
	clear(h.taken)
	clear(h.mass)
	clear(h.met)
	for _, cross := range h.cross {
		clear(cross)
	}
}

// add tallies observations of a figure; those of other paths of the block may follow.
func (h *sheet) add(figure int, x []float64) { h.tallies[figure].Merge(stats.Column(x)) }

// merge adds the sheet of later paths.
func (h *sheet) merge(o *sheet) {
	for k := range h.tallies {
		h.tallies[k].Merge(o.tallies[k].Pad(o.n))
	}
	for k, c := range o.counts {
		h.counts[k] += c
	}
	vector.Add(h.taken, h.taken, o.taken)
	for k, m := range o.mass {
		h.mass[k] += m
	}
	for k := range h.met {
		h.met[k].Merge(o.met[k])
	}
	for k := range h.martingales {
		vector.Add(h.cross[k], h.cross[k], o.cross[k])
		h.martingales[k].Merge(o.martingales[k])
	}
	h.n += o.n
}
