package sim

import (
	"context"
	"math"

	"ips2/internal/random"
	"ips2/internal/stats"
)

// The martingale of the customer's value is a control variate of every figure of a path. How much of it to take out of a figure, a pilot
// tells on paths of its own, so that it brings no bias: the covariance with the martingale by that one's variance. Covariances add
// up, so what adds up without the control adds up with it.

// steadyPaths are the pilot's.
const steadyPaths = 1 << 12

// steering is what a pilot found.
type steering struct {
	betas    []float64 // by figure
	variance float64   // of the martingale
	gain     float64   // of the customer's value: variance without by variance with
}

// steer decides whether the control is worth its time. The pilot walks its paths twice: once for the martingale, which is known at the
// end of a path only, once for the figures.
func (r *pricing) steer(ctx context.Context) error {
	if r.o.Plain || r.policy.Customer == nil || !r.s.controllable() {
		return nil
	}
	first := *r
	first.o.PathsOut, first.phase, first.detail, first.controlled = 0, "", false, true
	if err := first.run(ctx, random.Pilot, steadyPaths); err != nil || first.total.n < steadyPaths {
		return err
	}
	second := *r
	second.o.PathsOut, second.phase, second.known = 0, "", first.martingale
	if err := second.run(ctx, random.Pilot, steadyPaths); err != nil || second.total.n < steadyPaths {
		return err
	}
	g := second.total.steering(stats.Column(first.martingale), r.y.value(r.policy.Best))
	if g.gain > r.s.effort(r.o) {
		r.controlled, r.steering = true, g
	}
	return nil
}

// steering finds the coefficients from a pilot's sheet.
func (h *sheet) steering(m stats.Tally, value int) *steering {
	g := &steering{betas: make([]float64, len(h.tallies)), variance: m.Variance()}
	if g.variance == 0 {
		return g
	}
	for k := range h.tallies {
		if t := h.tallies[k].Pad(h.n); t.Variance() > 0 {
			g.betas[k] = (h.cross[k] - float64(float64(h.n)*float64(t.Mean*m.Mean))) / float64(h.n-1) / g.variance
		}
	}
	all := h.tallies[value].Variance()
	g.gain = all / math.Max(all-float64(g.betas[value]*g.betas[value])*g.variance, 1e-12*all)
	return g
}

// controllable tells whether the martingale is worth trying: somebody decides by a value to go, and something is uncertain.
func (s *script) controllable() bool {
	if s.p.Behaviour.Given() {
		return false
	}
	choice, uncertain := false, false
	for t := 1; t <= s.p.Periods; t++ {
		uncertain = uncertain || s.points()[t].each > 1
		for _, mode := range s.l.Customer.Reach[t] {
			choice = choice || len(s.l.Customer.Moves(t, mode)) > 1
		}
	}
	return choice && uncertain
}

// effort is the time of a path with the control relative to one without.
func (s *script) effort(o Options) float64 {
	e := newEffort(s, o, Forecast{})
	return 1 + e.ahead(e.points)/e.path()
}

// observe adds observations of a figure: of all rows of the block, of those listed, or of some of those listed.
func (p *pricer) observe(figure int, x []float64, rows, some []int32) {
	p.sheet.add(figure, x)
	if p.known == nil {
		return
	}
	sum := 0.0
	for i, v := range x {
		r := int32(i)
		if some != nil {
			r = rows[some[i]]
		} else if rows != nil {
			r = rows[i]
		}
		sum += float64(v * p.known[r])
	}
	p.sheet.cross[figure] += sum
}

// calm takes the martingale out of the totals of the paths.
func (p *pricer) calm(n int) {
	if p.steering == nil {
		return
	}
	m := p.control.total[:n]
	less := func(column []float64, beta float64) {
		if beta == 0 {
			return
		}
		for i, v := range m {
			column[i] -= float64(beta * v)
		}
	}
	betas := p.steering.betas
	for k, d := range p.sides {
		less(d.total[:n], betas[p.y.value(k)])
		less(p.rigid[k][:n], betas[p.y.rigid(k)])
	}
	if b := p.books; b != nil {
		less(b.outlay[:n], betas[switchCustomer])
		less(b.switched[:n], betas[switchSupplier])
		less(b.cost[:n], betas[gross])
		less(b.fees[:n], betas[gross]-betas[floor])
	}
}

// calm is what a figure of a period loses by the control: in its mean exactly, in its variance as the pilot had it.
func (r *pricing) calm(figure int, t stats.Tally) stats.Tally {
	if r.steering == nil || figure < r.y.own || t.N < 2 {
		return t
	}
	beta := r.steering.betas[figure]
	t.Mean -= float64(beta * r.total.control.Mean)
	explained := float64(beta*beta) * r.steering.variance * float64(t.N-1)
	t.M2 = math.Max(t.M2-explained, t.M2/steadyPaths)
	return t
}
