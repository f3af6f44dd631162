package tree

import (
	"math"

	"ips2/model/demand"
)

// reach is how many standard deviations the grid and each of its rows extend: what lies beyond has probability 3e-12.
const reach = 7

// farthestReach is that of the rows under the steepest value.
const farthestReach = 9.75

// gaussian is the coordinates of the normal factors in one period. With states s, the axes are v = B(s - E s) with B = A^-1 unit
// lower triangular, chosen so that the innovation of each axis is its own: v' = M v + d ε, M lower triangular.
type gaussian struct {
	mean    []float64   // E s by axis
	a       [][]float64 // A: s = mean + A v
	m       [][]float64 // M from the coordinates of the period before
	d       []float64   // standard deviation of the axis's own innovation
	cov     [][]float64 // of v
	spacing []float64   // h, 0 if the axis has a single node
	half    []int       // nodes are -half..half times the spacing
	motion  []motion
	history []history // of jumps
	path    []path    // where the mean may be
}

// begin is the coordinates at signing: a single node.
func (n *normals) begin() *gaussian {
	size := len(n.laws)
	g := &gaussian{mean: make([]float64, size), a: identity(size), cov: square(size), spacing: make([]float64, size), half: make([]int, size), history: make([]history, size), path: make([]path, size)}
	for k := range n.laws {
		if n.switched[k] != nil {
			g.mean[k] = n.switched[k].Start()
		} else {
			g.mean[k] = n.laws[k].Start()
		}
		g.path[k] = path{g.mean[k], g.mean[k]}
	}
	return g
}

// next is the coordinates of period t, given those of t-1: resolution nodes per standard deviation of an axis's innovation.
func (n *normals) next(t int, before *gaussian, resolution float64) *gaussian {
	size := len(n.laws)
	g := &gaussian{mean: make([]float64, size), spacing: make([]float64, size), half: make([]int, size),
		motion: make([]motion, size), history: make([]history, size), path: make([]path, size)}
	phi, cov, sigma := make([]float64, size), square(size), make([]float64, size)
	for k, law := range n.laws {
		var drift float64
		if n.switched[k] != nil {
			phi[k] = 1 // a coordinate of its own: see regimes
			continue
		}
		phi[k], drift, sigma[k] = law.Law(t)
		g.mean[k], g.path[k] = float64(phi[k]*before.mean[k])+drift, before.path[k].move(phi[k], drift+meanOf(jumpsOf(law, t)))
	}
	for k := range cov {
		for l := range cov {
			cov[k][l] = sigma[k] * sigma[l] * n.corr[k][l]
		}
	}
	g.a, g.d = decorrelate(cov, before.a)
	coef := n.share(g)
	g.m = transfer(g.a, phi, before.a)
	g.clean(before)
	g.cov = n.propagate(g.m, before.cov, coef)
	for k := range n.laws {
		if n.switched[k] != nil {
			n.regimes(t, k, g, before, resolution)
		} else {
			n.alone(t, k, coef[k][:k+1], g, before, resolution)
		}
	}
	return g
}

// share gives the factors' innovations by the axes that they share them with, and drops from A what coordinates cannot take care of:
// no axis may move where another one jumps.
func (n *normals) share(g *gaussian) (coef [][]float64) {
	coef = square(len(g.a))
	for k := range g.a {
		coef[k][k] = g.d[k]
		for l := range k {
			if coef[k][l] = g.a[k][l] * g.d[l]; n.jumping[l] {
				g.a[k][l] = 0
			}
		}
	}
	return coef
}

// alone lays out axis k, whose law nothing switches.
func (n *normals) alone(t, k int, coef []float64, g, before *gaussian, resolution float64) {
	g.motion[k].steps = []step{{law: g.m[k][:k+1], coef: coef}}
	s, jumps := &g.motion[k].steps[0], jumpsOf(n.laws[k], t)
	s.couple(k, func(l int) *step { return &g.motion[l].steps[0] }, func(l int) bool { return n.jumping[l] })
	whole := n.pulled[k] || s.narrow(resolution)
	s.divide(jumps != nil && !whole, n.slope(g, k))
	g.history[k] = before.history[k].after(g.m[k][k], kinds(jumps))
	g.lay(k, s, jumps, before, resolution, n.lift(g, k))
	if jumps != nil {
		key := kernelKey{jumps: jumps, h: g.spacing[k], centre: jumps.Mean()}
		if key.sd = s.sd; whole { // from node to node
			key.sd, key.centre = 0, key.h*math.Round((g.path[k].low-g.mean[k])/key.h)
		}
		g.mean[k] += key.centre
		s.jumps = n.kernel(key)
	}
	g.widen(k, before)
}

// lay chooses spacing and number of nodes of an axis, lifted so far by what values weigh. One that nothing moves but its own law keeps
// its nodes.
func (g *gaussian) lay(k int, s *step, jumps *demand.Jumps, before *gaussian, resolution, lift float64) {
	h := s.own() / resolution
	switch {
	case h > 0:
	case s.pull != nil:
		for l, x := range s.pull {
			h = max(h, math.Abs(x)*g.spacing[l])
		}
	case jumps != nil:
		h = grain(jumps, s.law[k] == 1, resolution)
	case g.sheared(k):
		for l, x := range s.law {
			h = max(h, math.Abs(x)*before.spacing[l])
		}
	default:
		g.spacing[k], g.half[k] = math.Abs(s.law[k])*before.spacing[k], before.half[k]
		return
	}
	if h > 0 {
		g.spacing[k], g.half[k] = h, grid(g.history[k].farther(g.cov[k][k], lift)/h)
	}
	if g.atomic(k) {
		g.half[k]++ // the middle node is beside the mean
	}
}

// atomic reports whether an axis has no normal part at all: its distribution has atoms.
func (g *gaussian) atomic(k int) bool { return g.cov[k][k] == 0 && g.spacing[k] > 0 }

// within is the nodes on either side of the middle that are so many standard deviations away.
func (g *gaussian) within(k int, deviations float64) float64 {
	if g.cov[k][k] == 0 {
		return float64(g.half[k]) * deviations / reach
	}
	return deviations * math.Sqrt(g.cov[k][k]) / g.spacing[k]
}
