package tree

import (
	"math"
	"slices"

	"ips2/model/demand"
)

// A factor that regimes switch has an axis of its own. Its mean and spread depend on the regimes that there were, so the grid covers all
// of them, as fine as the calmest regime needs it, and every regime has a step of its own; what it shares with the innovations of
// other factors comes by a stage of its own.

// path is where the mean of an axis may be, whatever the regimes were.
type path struct{ low, high float64 }

// move is the path one period later.
func (p path) move(phi, drift float64) path {
	low, high := float64(phi*p.low)+drift, float64(phi*p.high)+drift
	return path{min(low, high), max(low, high)}
}

// union is what the steps of a period have in common.
type union struct {
	path
	apart    float64 // the largest distance of two regimes' means from one node
	variance float64 // the largest
	calm     float64 // the least positive standard deviation of an own innovation
	grain    float64 // the finest of the jumps
	phi      float64 // the largest, without its sign
	jumps    []*demand.Jumps
	moves    bool
}

// related reports whether the innovations of axis k are correlated with any other's.
func (n *normals) related(k int) bool {
	for l, rho := range n.corr[k] {
		if l != k && rho != 0 {
			return true
		}
	}
	return false
}

// switches lists the chains that switch axis k, and those that switch earlier axes that may share its innovations.
func (n *normals) switches(k int) []int {
	if n.switched[k] == nil {
		return nil
	}
	leaders := []int{n.switched[k].Leader()}
	for l := range k {
		if n.switched[l] != nil && n.related(k) && n.related(l) {
			leaders = append(leaders, n.switched[l].Leader())
		}
	}
	slices.Sort(leaders)
	return slices.Compact(leaders)
}

// regimes lays out the switched axis k in period t.
func (n *normals) regimes(t, k int, g, before *gaussian, resolution float64) {
	m, law := &g.motion[k], n.switched[k]
	m.leaders = n.leaders[k]
	for _, f := range m.leaders {
		m.states = append(m.states, n.statesOf(f))
	}
	m.steps = make([]step, product(m.states))
	own := slices.Index(m.leaders, law.Leader())
	at := func(i, l int) *step { return g.motion[l].at(m.leaders, m.combination(i)) }
	sum := union{path: path{math.Inf(1), math.Inf(-1)}, calm: math.Inf(1), grain: math.Inf(1)}
	for i := range m.steps {
		phi, drift, sigma := law.Regime(m.combination(i)[own]).Law(t)
		m.steps[i] = step{law: make([]float64, k+1), shift: float64(phi*before.mean[k]) + drift}
		m.steps[i].law[k] = phi
		m.steps[i].coef = n.innovations(k, sigma, func(l int) *step { return at(i, l) })
		sum.add(&m.steps[i], jumpsOf(law.Regime(m.combination(i)[own]), t), drift, sigma, resolution, before, k)
	}
	sum.lay(n, k, g, before, resolution)
	for i := range m.steps {
		s, jumps := &m.steps[i], jumpsOf(law.Regime(m.combination(i)[own]), t)
		key := kernelKey{jumps: jumps, h: g.spacing[k], centre: meanOf(jumps)}
		whole := jumps != nil && (n.pulled[k] || s.narrow(s.own()/key.h)) // from node to node
		if whole {
			key.centre = key.h * math.Round(key.centre/key.h)
		}
		s.shift += key.centre - g.mean[k]
		s.couple(k, func(l int) *step { return at(i, l) }, func(int) bool { return true })
		if s.divide(jumps != nil && !whole, n.slope(g, k)); jumps != nil {
			if !whole {
				key.sd = s.sd
			}
			s.jumps = n.kernel(key)
		}
	}
	g.widen(k, before)
}

// statesOf is how many states a chain that switches an axis has.
func (n *normals) statesOf(leader int) int {
	k := slices.IndexFunc(n.switched, func(s demand.Switched) bool { return s != nil && s.Leader() == leader })
	return n.switched[k].Regimes()
}

// innovations is the row of axis k in the Cholesky factor of the axes' innovations, whose earlier rows at gives.
func (n *normals) innovations(k int, sigma float64, at func(l int) *step) []float64 {
	coef, left := make([]float64, k+1), float64(sigma*sigma)
	for l := range k {
		if n.switched[l] != nil && !(n.related(k) && n.related(l)) {
			continue
		}
		earlier, total := at(l).coef, 0.0
		for _, x := range earlier {
			total += float64(x * x)
		}
		c := float64(n.corr[k][l] * sigma * math.Sqrt(total))
		for j := range l {
			c -= float64(coef[j] * earlier[j])
		}
		if earlier[l] > 0 && math.Abs(c) > 1e-13*float64(sigma*math.Sqrt(total)) {
			coef[l] = c / earlier[l]
			left -= float64(coef[l] * coef[l])
		}
	}
	if left > noPivot*float64(sigma*sigma) {
		coef[k] = math.Sqrt(left)
	}
	return coef
}

// add takes in the step of one combination, whose shift is still that from zero.
func (u *union) add(s *step, jumps *demand.Jumps, drift, sigma, resolution float64, before *gaussian, k int) {
	phi := s.law[k]
	if jumps != nil {
		u.jumps, u.grain = append(u.jumps, jumps), min(u.grain, grain(jumps, phi == 1, resolution))
	}
	u.moves = u.moves || phi != 1 || drift != 0 || sigma != 0 || jumps != nil
	to := before.path[k].move(phi, drift+meanOf(jumps))
	u.path = path{min(u.low, to.low), max(u.high, to.high)}
	u.apart = max(u.apart, u.high-u.low-float64(math.Abs(phi)*(before.path[k].high-before.path[k].low)))
	u.variance = max(u.variance, float64(phi*phi*before.cov[k][k])+float64(sigma*sigma))
	u.phi = max(u.phi, math.Abs(phi))
	if own := s.own(); own > 0 {
		u.calm = min(u.calm, own)
	} else if sigma > 0 {
		u.calm = min(u.calm, sigma)
	}
}

// lay chooses spacing and number of nodes. Without volatility and jumps the regimes' means are an even number of nodes apart.
func (u *union) lay(n *normals, k int, g, before *gaussian, resolution float64) {
	if !u.moves {
		g.mean[k], g.path[k], g.history[k] = before.mean[k], before.path[k], before.history[k]
		g.spacing[k], g.half[k], g.cov[k][k] = before.spacing[k], before.half[k], before.cov[k][k]
		return
	}
	g.history[k], g.path[k], g.cov[k][k] = before.history[k].after(u.phi, u.jumps), u.path, u.variance
	g.mean[k] = (u.low + u.high) / 2
	h := u.calm / resolution
	if math.IsInf(h, 1) {
		h = u.grain
	}
	if math.IsInf(h, 1) {
		h = u.apart / (2 * math.Ceil(resolution/2))
	}
	if h == 0 {
		return
	}
	far := g.history[k].farther(u.variance, n.lift(g, k))
	g.spacing[k], g.half[k] = h, grid((float64((u.high-u.low)/2)+far)/h)
	if g.atomic(k) {
		g.half[k]++
	}
}
