package tree

import (
	"fmt"
	"math"
	"slices"

	"ips2/model/demand"
)

// A factor that regimes switch has an axis of its own, independent of the other normal axes. Its mean and spread depend on the regimes
// that there were, so the grid covers all of them, as fine as the calmest regime needs it, and every regime has a step of its own.

// step is how an axis moves from its nodes in one regime: to shift + scale·node, both in the factor's unit and nodes counted from the
// middle one, with a normal innovation and then its jumps. Where there are jumps sd is the part of the innovation that they leave.
type step struct {
	scale, shift, sd float64
	jumps            *kernel // nil: none
}

// path is where the mean of a switched axis may be, whatever the regimes were.
type path struct{ low, high float64 }

// union is what the regimes of a period have in common.
type union struct {
	path
	variance   float64 // the largest
	calm, wild float64 // the least positive and the largest standard deviation of an innovation
	phi        float64 // the largest, without its sign
	jumps      []*demand.Jumps
	moves      bool
}

// regimes lays out the switched axis k in period t.
func (n *normals) regimes(t, k int, g, before *gaussian, resolution float64) error {
	for l, rho := range n.corr[k] {
		if l != k && rho != 0 {
			return &Unsolvable{fmt.Sprintf("regimes switch the factor %s, and its normal increments are correlated with those of %s: simulate it", n.names[k], n.names[l])}
		}
	}
	law, steps := n.switched[k], make([]step, n.switched[k].Regimes())
	sum := union{path: path{math.Inf(1), math.Inf(-1)}, calm: math.Inf(1)}
	for r := range steps {
		steps[r] = sum.add(law.Regime(r), t, k, before)
	}
	g.steps[k] = steps
	if !sum.moves {
		g.mean[k], g.path[k], g.history[k] = before.mean[k], before.path[k], before.history[k]
		for r := range steps {
			steps[r].shift -= g.mean[k]
		}
		return nil
	}
	if math.IsInf(sum.calm, 1) {
		return &Unsolvable{fmt.Sprintf("the factor %s has no volatility in any regime: its values are not on a grid; simulate it", n.names[k])}
	}
	g.history[k] = before.history[k].after(sum.phi, sum.jumps)
	g.path[k], g.cov[k][k], g.d[k] = sum.path, sum.variance, sum.wild
	g.mean[k], g.spacing[k] = (sum.low+sum.high)/2, sum.calm/resolution
	down, up := g.history[k].extent(sum.variance)
	g.half[k] = grid(((sum.high-sum.low)/2 + max(down, up)) / g.spacing[k])
	for r := range steps {
		steps[r].shift -= g.mean[k]
		if jumps := law.Regime(r).Jumps(t); jumps != nil {
			if err := n.jumping(t, k, &steps[r], jumps, g.spacing[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

// add takes in the law of one regime in period t. The shift is still that from zero.
func (s *union) add(law demand.Jumper, t, k int, before *gaussian) step {
	phi, drift, sigma := law.Law(t)
	if jumps := law.Jumps(t); jumps != nil {
		drift += jumps.Mean()
		s.jumps = append(s.jumps, jumps)
	}
	s.moves = s.moves || phi != 1 || drift != 0 || sigma != 0 || len(s.jumps) > 0
	for _, end := range []float64{before.path[k].low, before.path[k].high} {
		mean := float64(phi*end) + drift
		s.low, s.high = min(s.low, mean), max(s.high, mean)
	}
	s.variance = max(s.variance, float64(phi*phi*before.cov[k][k])+float64(sigma*sigma))
	s.phi, s.wild = max(s.phi, math.Abs(phi)), max(s.wild, sigma)
	if sigma > 0 {
		s.calm = min(s.calm, sigma)
	}
	return step{scale: phi * before.spacing[k], shift: float64(phi*before.mean[k]) + drift, sd: sigma}
}

// jumping gives a step its jumps.
func (n *normals) jumping(t, k int, s *step, jumps *demand.Jumps, spacing float64) error {
	if s.sd == 0 {
		return &Unsolvable{fmt.Sprintf("the factor %s jumps in period %d but has no normal increments of its own, without which its distribution is not smooth: give it a volatility, or simulate it", n.names[k], t)}
	}
	s.sd *= math.Sqrt2 / 2
	key := kernelKey{jumps, s.sd, spacing}
	if n.kernels[key] == nil {
		n.kernels[key] = newKernel(key)
	}
	s.jumps = n.kernels[key]
	return nil
}

// leader is the finite axis of the chain that switches a normal axis, -1 if none does.
func (l *lattice) leader(n int) int {
	if l.normals.switched[n] == nil {
		return -1
	}
	return slices.Index(l.finite, l.normals.switched[n].Leader())
}

// pick is the steps of the regimes that can be reached.
func pick(steps []step, reached []float64) []step {
	some := make([]step, len(reached))
	for i, r := range reached {
		some[i] = steps[int(r)]
	}
	return some
}

// switchedAxes are the jumps of a switched axis, if there are any, and its normal innovations: rows for every regime.
func switchedAxes(steps []step, before int, g *gaussian, k int) []axis {
	from, size := 2*before+1, 2*g.half[k]+1
	jump, move := axis{from: size, to: size, prefix: len(steps)}, axis{from: from, to: size, prefix: len(steps)}
	jumps := false
	for _, s := range steps {
		rows := make([]row, from)
		g.fill(k, s, 0, before, rows)
		move.rows = append(move.rows, rows...)
		if s.jumps != nil {
			jumps = true
			jump.rows = append(jump.rows, s.jumps.rows(g.half[k])...)
		} else {
			jump.rows = append(jump.rows, same(size)...)
		}
	}
	move.regular()
	jump.regular()
	if !jumps {
		return []axis{move}
	}
	return []axis{jump, move}
}

// same is the rows of an axis that stays.
func same(size int) []row {
	rows, one := make([]row, size), []float64{1}
	for i := range rows {
		rows[i] = row{i, one}
	}
	return rows
}
