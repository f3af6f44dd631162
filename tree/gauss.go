package tree

import (
	"math"
	"slices"

	"ips2/model/demand"
)

// reach is how many standard deviations the grid and each of its rows extend: what lies beyond has probability 3e-12.
const reach = 7

// noPivot is the share of a variance below which what is left of it after the earlier axes is rounding.
const noPivot = 1e-13

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

// normals lists the factors that move by a normal law and gives what their covariances per period need. Those that jump come
// behind them, those that regimes switch last: no other axis may depend on what only their own axis knows.
type normals struct {
	factors  []int // factor numbers
	names    []string
	laws     []demand.Normal   // nil where regimes switch them
	switched []demand.Switched // nil where there are none
	corr     [][]float64       // correlation of their innovations
	pulled   []bool            // those of jumping whose innovations a later axis may share
	leaders  [][]int           // the chains on whose states their steps depend: factor numbers
	jumping  []bool            // those that jump in some period, and all that regimes switch
	kernels  map[kernelKey]*kernel
}

func newNormals(s *demand.System, periods int) *normals {
	n := &normals{kernels: map[kernelKey]*kernel{}}
	for _, rank := range []int{rankPlain, rankJumping, rankSwitched} {
		for k, f := range s.Factors {
			if rankOf(f.Process, periods) != rank {
				continue
			}
			n.factors, n.names = append(n.factors, k), append(n.names, f.Name)
			law, _ := f.Process.(demand.Normal)
			switched, _ := f.Process.(demand.Switched)
			n.laws, n.switched, n.jumping = append(n.laws, law), append(n.switched, switched), append(n.jumping, rank > rankPlain)
		}
	}
	n.corr = square(len(n.laws))
	for i, k := range n.factors {
		for j, l := range n.factors {
			n.corr[i][j] = correlation(s.Mix, k, l)
		}
	}
	for k := range n.laws {
		later := slices.ContainsFunc(n.corr[k][k+1:], func(rho float64) bool { return rho != 0 })
		n.pulled, n.leaders = append(n.pulled, n.jumping[k] && later), append(n.leaders, n.switches(k))
	}
	return n
}

// The order of the normal axes.
const (
	rankNone = iota // no normal axis
	rankPlain
	rankJumping
	rankSwitched
)

func rankOf(p demand.Process, periods int) int {
	switch law := p.(type) {
	case demand.Switched:
		return rankSwitched
	case demand.Normal:
		if jumps(law, periods) {
			return rankJumping
		}
		return rankPlain
	}
	return rankNone
}

// jumps tells whether a law jumps in any period.
func jumps(law demand.Normal, periods int) bool {
	for t := 1; t <= periods; t++ {
		if jumpsOf(law, t) != nil {
			return true
		}
	}
	return false
}

// jumpsOf is what a law jumps in a period; nil if nothing.
func jumpsOf(law demand.Normal, t int) *demand.Jumps {
	jumper, ok := law.(demand.Jumper)
	if !ok {
		return nil
	}
	jumps := jumper.Jumps(t)
	if jumps != nil && jumps.Size.Scale() == 0 {
		return nil
	}
	return jumps
}

func meanOf(jumps *demand.Jumps) float64 {
	if jumps == nil {
		return 0
	}
	return jumps.Mean()
}

// kinds is a list of the jumps that there are.
func kinds(of ...*demand.Jumps) []*demand.Jumps {
	return slices.DeleteFunc(of, func(j *demand.Jumps) bool { return j == nil })
}

func correlation(mix [][]float64, k, l int) float64 {
	if mix == nil {
		if k == l {
			return 1
		}
		return 0
	}
	sum := 0.0
	for c := range min(k, l) + 1 {
		sum += float64(mix[k][c] * mix[l][c])
	}
	return sum
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
	s.divide(jumps != nil && !whole)
	g.history[k] = before.history[k].after(g.m[k][k], kinds(jumps))
	g.lay(k, s, jumps, before, resolution)
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

// lay chooses spacing and number of nodes of an axis. One that nothing moves but its own law keeps its nodes.
func (g *gaussian) lay(k int, s *step, jumps *demand.Jumps, before *gaussian, resolution float64) {
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
		down, up := g.history[k].extent(g.cov[k][k])
		g.spacing[k], g.half[k] = h, grid(max(down, up)/h)
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

// decorrelate factors cov = A diag(d²) Aᵀ. Where an axis has no innovation of its own its column is free: it stays as it was, so
// that factors that do not move keep their coordinates.
func decorrelate(cov, before [][]float64) (a [][]float64, d []float64) {
	n := len(cov)
	a, d = identity(n), make([]float64, n)
	for k := range n {
		left := cov[k][k]
		for l := range k {
			left -= float64(a[k][l] * a[k][l] * d[l] * d[l])
		}
		if left > noPivot*cov[k][k] {
			d[k] = math.Sqrt(left)
		}
		for r := k + 1; r < n; r++ {
			a[r][k] = before[r][k]
			if d[k] > 0 {
				rest := cov[r][k]
				for l := range k {
					rest -= float64(a[r][l] * a[k][l] * d[l] * d[l])
				}
				a[r][k] = rest / left
			}
		}
	}
	return a, d
}

// transfer is M = A^-1 diag(phi) A_before, by forward substitution.
func transfer(a [][]float64, phi []float64, before [][]float64) [][]float64 {
	m := square(len(a))
	for col := range a {
		for k := range a {
			v := phi[k] * before[k][col]
			for l := range k {
				v -= float64(a[k][l] * m[l][col])
			}
			m[k][col] = v
		}
	}
	return m
}

// clean removes rounding from M, so that independent axes are seen to be so.
func (g *gaussian) clean(before *gaussian) {
	for k := range g.m {
		for l := range k {
			if math.Abs(g.m[k][l]) < 1e-14*(math.Abs(g.a[k][l])+math.Abs(before.a[k][l])+1e-300) || before.half[l] == 0 {
				g.m[k][l] = 0
			}
		}
	}
}

// propagate is the covariance of the coordinates one period later.
func (n *normals) propagate(m, cov, coef [][]float64) [][]float64 {
	size := len(m)
	next := square(size)
	for k := range size {
		for l := range size {
			for i := range k + 1 {
				for j := range l + 1 {
					next[k][l] += float64(m[k][i] * cov[i][j] * m[l][j])
				}
			}
			for i := range min(k, l) + 1 {
				if (i == k || n.jumping[i]) && (i == l || n.jumping[i]) {
					next[k][l] += float64(coef[k][i] * coef[l][i])
				}
			}
		}
	}
	return next
}

// sheared reports whether the mean of axis k depends on earlier axes.
func (g *gaussian) sheared(k int) bool {
	for l := range k {
		if g.m[k][l] != 0 {
			return true
		}
	}
	return false
}

func square(n int) [][]float64 {
	m := make([][]float64, n)
	for k := range m {
		m[k] = make([]float64, n)
	}
	return m
}

func identity(n int) [][]float64 {
	m := square(n)
	for k := range m {
		m[k][k] = 1
	}
	return m
}
