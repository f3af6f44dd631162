package tree

import (
	"fmt"
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
	steps   [][]step    // how the axis moves, but for what earlier axes add: in each regime where regimes switch it
	history []history   // of jumps
	path    []path      // of switched axes
}

// normals lists the factors that move by a normal law and gives what their covariances per period need. Those that jump come
// behind them, those that regimes switch last: no other axis may depend on what only their own axis knows.
type normals struct {
	factors  []int // factor numbers
	names    []string
	laws     []demand.Normal   // nil where regimes switch them
	switched []demand.Switched // nil where there are none
	corr     [][]float64       // correlation of their innovations
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
			n.laws, n.switched = append(n.laws, law), append(n.switched, switched)
		}
	}
	n.corr = square(len(n.laws))
	for i, k := range n.factors {
		for j, l := range n.factors {
			n.corr[i][j] = correlation(s.Mix, k, l)
		}
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

func jumpsOf(law demand.Normal, t int) *demand.Jumps {
	if jumper, ok := law.(demand.Jumper); ok {
		return jumper.Jumps(t)
	}
	return nil
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
			g.path[k] = path{g.mean[k], g.mean[k]}
		} else {
			g.mean[k] = n.laws[k].Start()
		}
	}
	return g
}

// next is the coordinates of period t, given those of t-1: resolution nodes per standard deviation of an axis's innovation.
// The error is *Unsolvable: jumps or regimes that this engine cannot follow.
func (n *normals) next(t int, before *gaussian, resolution float64) (*gaussian, error) {
	size := len(n.laws)
	g := &gaussian{mean: make([]float64, size), spacing: make([]float64, size), half: make([]int, size),
		steps: make([][]step, size), history: make([]history, size), path: make([]path, size)}
	phi, cov := make([]float64, size), square(size)
	sigma := make([]float64, size)
	for k, law := range n.laws {
		var drift float64
		if n.switched[k] != nil {
			phi[k] = 1 // a coordinate of its own: see regimes
			continue
		}
		phi[k], drift, sigma[k] = law.Law(t)
		g.mean[k] = float64(phi[k]*before.mean[k]) + drift
	}
	for k := range cov {
		for l := range cov {
			cov[k][l] = sigma[k] * sigma[l] * n.corr[k][l]
		}
	}
	g.a, g.d = decorrelate(cov, before.a)
	g.m = transfer(g.a, phi, before.a)
	g.clean(before)
	g.cov = propagate(g.m, before.cov, g.d)
	for k, law := range n.laws {
		if n.switched[k] == nil {
			g.history[k] = before.history[k].after(g.m[k][k], kinds(jumpsOf(law, t)))
		}
	}
	g.lay(before, resolution)
	for k := range n.laws {
		var err error
		if n.switched[k] != nil {
			err = n.regimes(t, k, g, before, resolution)
		} else {
			err = n.jump(t, k, g, before)
		}
		if err != nil {
			return nil, err
		}
	}
	return g, nil
}

// jump sets the step of an axis, with its jumps in period t.
func (n *normals) jump(t, k int, g, before *gaussian) error {
	g.steps[k] = []step{{scale: g.m[k][k] * before.spacing[k], sd: g.d[k]}}
	if len(g.history[k].jumps) == 0 {
		return nil
	}
	for l := k + 1; l < len(n.laws); l++ {
		if math.Abs(g.a[l][k]) > 1e-12 {
			return &Unsolvable{fmt.Sprintf("the factors %s and %s both jump and their normal increments are correlated: simulate it", n.names[k], n.names[l])}
		}
		g.a[l][k], g.m[l][k] = 0, 0
	}
	jumps := jumpsOf(n.laws[k], t)
	if jumps == nil {
		return nil
	}
	g.mean[k] += jumps.Mean()
	return n.jumping(t, k, &g.steps[k][0], jumps, g.spacing[k])
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

func propagate(m, cov [][]float64, d []float64) [][]float64 {
	n := len(m)
	next := square(n)
	for k := range n {
		for l := range n {
			for i := range k + 1 {
				for j := range l + 1 {
					next[k][l] += float64(m[k][i] * cov[i][j] * m[l][j])
				}
			}
		}
		next[k][k] += float64(d[k] * d[k])
	}
	return next
}

// lay chooses spacing and number of nodes of each axis.
func (g *gaussian) lay(before *gaussian, resolution float64) {
	for k := range g.spacing {
		if g.d[k] == 0 && !g.sheared(k) {
			g.spacing[k], g.half[k] = math.Abs(g.m[k][k])*before.spacing[k], before.half[k]
			continue
		}
		h := g.d[k] / resolution
		if h == 0 {
			for l := range k + 1 {
				h = max(h, math.Abs(g.m[k][l])*before.spacing[l])
			}
		}
		if h > 0 {
			down, up := g.history[k].extent(g.cov[k][k])
			g.spacing[k], g.half[k] = h, grid(max(down, up)/h)
		}
	}
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
