package sim

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"ips2/internal/random"
	"ips2/internal/stats"
	"ips2/model"
)

// Martingales are control variates of every figure of a path. How much of each to take out of a figure, a pilot tells on paths of its
// own, so that it brings no bias: the coefficients of a regression. They are linear in the figure, so that what adds up without
// controls adds up with them.

// steadyPaths are the pilot's.
const steadyPaths = 1 << 12

// steering is how martingales are taken out.
type steering struct {
	betas     [][]float64 // by figure and martingale; 0 of those that are not followed
	left      []float64   // by figure: the share of its variance that is left
	explained []float64   // by figure: the variance that is not
	gains     []gain
	rounding  float64 // the relative error of means that martingales leave
}

// gain is by how much the variance of a main figure falls: without by with.
type gain struct {
	name    string
	divisor float64
}

// known is the gain from which on a figure is known but for rounding.
const known = 1e9

// steer decides which martingales are worth their time. The pilot walks its paths twice: once for the martingales, which are known at
// the end of a path only, once for the figures.
func (r *pricing) steer(ctx context.Context) error {
	if r.o.Plain || r.policy.Customer == nil || !r.s.controllable() {
		return nil
	}
	first := *r
	first.o.PathsOut, first.phase, first.followed, first.martingales = 0, "", r.every(), make([][]float64, r.y.martingales)
	if err := first.run(ctx, random.Pilot, steadyPaths); err != nil || first.total.n < steadyPaths {
		return err
	}
	second := *r
	second.o.PathsOut, second.phase, second.known = 0, "", first.martingales
	if err := second.run(ctx, random.Pilot, steadyPaths); err != nil || second.total.n < steadyPaths {
		return err
	}
	v := newSurvey(second.total, first.martingales, second.magnitude())
	followed := r.worthwhile(v)
	if r.mayMiss() {
		followed = r.every()
		if err := second.probe(ctx); err != nil {
			return err
		}
	}
	if followed != nil {
		r.followed, r.steering = followed, r.takeOut(v, followed, &second)
	}
	return nil
}

func (r *pricing) every() []bool {
	all := make([]bool, r.y.martingales)
	for k := range all {
		all[k] = true
	}
	return all
}

// worthwhile drops, from the last martingale to the first, what costs more time than it takes variance from any main figure. It is nil
// if nothing is left.
func (r *pricing) worthwhile(v *survey) []bool {
	with := r.every()
	for k := len(with) - 1; k >= 0; k-- {
		without := slices.Clone(with)
		without[k] = false
		most := 0.0
		for _, m := range r.main() {
			most = max(most, v.gain(m.figure, with)/v.gain(m.figure, without))
		}
		if most*r.s.effort(r.o, without) <= r.s.effort(r.o, with) {
			with = without
		}
	}
	if !slices.Contains(with, true) {
		return nil
	}
	return with
}

// mainFigure is a figure that a valuation is made for; without a name it is one like another that has one.
type mainFigure struct {
	name   string
	figure int
}

func (r *pricing) main() []mainFigure {
	best := r.policy.BestRigid
	list := []mainFigure{{"value", r.y.value(r.policy.Best)}, {"value never changed", r.y.rigid(best)}, {"flexibility", r.y.flexibility(best)}}
	for _, k := range r.policy.Rigids {
		if k != best {
			list = append(list, mainFigure{"", r.y.rigid(k)}, mainFigure{"", r.y.flexibility(k)})
		}
	}
	if r.s.p.Supply != nil {
		list = append(list, mainFigure{"floor", floor}, mainFigure{"corridor", margin})
	}
	return list
}

// magnitude is the size of the amounts that a martingale is about.
func (r *pricing) magnitude() float64 {
	most := 0.0
	for _, m := range r.main() {
		most = max(most, math.Abs(r.total.tallies[m.figure].Mean))
	}
	return most
}

// takeOut takes the martingales that are followed out of every figure.
func (r *pricing) takeOut(v *survey, followed []bool, pilot *pricing) *steering {
	g := &steering{rounding: rounding}
	for _, p := range r.s.points()[1:] {
		if len(p.spread) > 0 {
			g.rounding = math.Max(ruled, r.s.misses())
		}
	}
	for figure, cross := range v.cross {
		trusted := r.trusted(figure, followed)
		betas := v.equations(trusted).solve(cross)
		if pilot.probed != nil {
			r.own(figure, betas, pilot)
		}
		g.betas, g.explained = append(g.betas, betas), append(g.explained, v.explained(figure, betas))
		g.left = append(g.left, math.Max(1/v.gain(figure, trusted), 1./steadyPaths))
	}
	for _, m := range r.main() {
		if trusted := r.trusted(m.figure, followed); m.name != "" && v.variance[m.figure] > 0 && slices.Contains(trusted, true) {
			g.gains = append(g.gains, gain{m.name, v.gain(m.figure, trusted)})
		}
	}
	return g
}

// trusted are the martingales that may be taken out of a figure. Mistakes of a customer who errs may be too rare to be met: they are part of
// the value and of its martingale, but with that another figure would seem to be certain and be wrong.
func (r *pricing) trusted(figure int, followed []bool) []bool {
	if r.s.p.Behaviour.Conduct == model.Optimal || figure == r.y.value(r.policy.Best) {
		return followed
	}
	for k := range r.y.starts {
		if figure == r.y.flexibility(k) {
			return followed
		}
		if figure == r.y.rigid(k) {
			without := slices.Clone(followed)
			without[0] = false
			return without
		}
	}
	return make([]bool, len(followed))
}

// report says what was won.
func (g *steering) report() string {
	if g == nil {
		return ""
	}
	var list, certain []string
	for _, won := range g.gains {
		if won.divisor < known {
			list = append(list, won.name+" "+divisor(won.divisor))
		} else {
			certain = append(certain, won.name)
		}
	}
	text := ""
	if len(list) > 0 {
		text += "; control variates divide the variance by: " + strings.Join(list, ", ")
	}
	if len(certain) > 0 {
		text += "; control variates leave no variance in: " + strings.Join(certain, ", ")
	}
	return text
}

// divisor shows one in full, with two digits at least.
func divisor(x float64) string {
	if x < 10 {
		return fmt.Sprintf("%.2g", x)
	}
	return fmt.Sprintf("%.0f", x)
}

// observe adds observations of a figure: of all rows of the block, of those listed, or of some of those listed.
func (p *pricer) observe(figure int, x []float64, rows, some []int32) {
	if p.walk.probe != nil {
		p.sheet.add(figure, p.walk.probe.weigh(figure, x, rows, some))
		return
	}
	p.sheet.add(figure, x)
	for k, known := range p.known {
		sum := 0.0
		for i, v := range x {
			sum += float64(v * known[row(i, rows, some)])
		}
		p.sheet.cross[k][figure] += sum
	}
}

// calm takes the martingales out of the totals of the paths.
func (p *pricer) calm(n int) {
	if p.steering == nil {
		return
	}
	betas := p.steering.betas
	for k, m := range p.control.total {
		less := func(column []float64, beta float64) {
			if beta == 0 {
				return
			}
			for i, v := range m[:n] {
				column[i] -= float64(beta * v)
			}
		}
		for s, d := range p.sides {
			less(d.total[:n], betas[p.y.value(s)][k])
			less(p.rigid[s][:n], betas[p.y.rigid(s)][k])
		}
		if b := p.books; b != nil {
			less(b.outlay[:n], betas[switchCustomer][k])
			less(b.switched[:n], betas[switchSupplier][k])
			less(b.cost[:n], betas[gross][k])
			less(b.fees[:n], betas[gross][k]-betas[floor][k])
		}
	}
}

// calm is what a figure of a period loses by the martingales: in its mean exactly, in its variance by the share that the pilot
// found.
func (r *pricing) calm(figure int, t stats.Tally) stats.Tally {
	if r.steering == nil || figure < r.y.own || t.N < 2 {
		return t
	}
	for k, beta := range r.steering.betas[figure] {
		t.Mean -= float64(beta * r.total.martingales[k].Mean)
	}
	t.M2 *= r.steering.left[figure]
	return t
}

// controllable tells whether martingales are worth trying: somebody decides by a value to go, and something is uncertain.
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

// effort is the time of a path with martingales relative to one without.
func (s *script) effort(o Options, followed []bool) float64 {
	e := newEffort(s, o, Forecast{})
	return 1 + e.controls(followed)/e.path()
}
