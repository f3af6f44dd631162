package tree

// A sum over the nodes of a grid is an integral to all digits while what is summed is smooth. Where it stops at a place between two
// nodes, as behind the boundary of a decision or the kink of a formula, the nodes beside the place get other weights, the
// Euler–Maclaurin correction with the derivatives taken from an interpolating polynomial (as Gregory's rule does). They multiply whatever
// is summed, so they can be read as the share of a node that lies behind the place.

// order is the nodes of a stencil: it is right for polynomials below this degree, and the error of a sum is O(h^(order+1)).
const order = 6

// stencil is nodes one after the other along a line, numbered from the node before a cut: that is 0, the node behind the cut is 1.
type stencil struct {
	first, last int
	basis       [order][order]float64 // basis[k][i]: coefficient of x^k in the polynomial that is 1 at node i of the stencil and 0 at the others
}

// windows are the stencils by their first node, from 1 - order on, and their number of nodes.
var windows = func() (w [order + 1][order + 1]*stencil) {
	for first := range w {
		for n := 1; n <= order; n++ {
			w[first][n] = newStencil(first+1-order, n)
		}
	}
	return w
}()

// What is smooth on both sides of the cut has its stencil across; what is smooth behind it only, beyond; what is smooth up to it only,
// short of it.
var (
	across = around(1-order, order)
	beyond = around(1, order)
	short  = around(1-order, 0)
)

// around is the stencil for what is smooth at nodes lo..hi only: as far as it can be to both sides of the cut. There is one node at least.
func around(lo, hi int) *stencil {
	lo, hi = min(lo, 1), max(hi, 0)
	n := max(1, min(order, hi-lo+1))
	first := max(lo, min(1-order/2, hi-n+1))
	return windows[first-1+order][n]
}

func newStencil(first, n int) *stencil {
	s := &stencil{first: first, last: first + n - 1}
	for i := range n {
		poly, scale := [order]float64{1}, 1.0
		for j := range n {
			if j == i {
				continue
			}
			for k := order - 1; k >= 0; k-- { // times x - x_j
				poly[k] = float64(poly[k] * -float64(first+j))
				if k > 0 {
					poly[k] += poly[k-1]
				}
			}
			scale *= float64(i - j)
		}
		for k := range poly {
			s.basis[k][i] = poly[k] / scale
		}
	}
	return s
}

// bernoulli are B_n/n for n = 1..order, with B_1 = +1/2.
var bernoulli = [order]float64{1.0 / 2, 1.0 / 12, 0, -1.0 / 120, 0, 1.0 / 252}

// weights are what the nodes of the stencil get beside the 1 of each node from number 1 on, if the sum is to be the integral from x on.
func (s *stencil) weights(x float64) (w [order]float64) {
	power := 1.0
	for k := range order {
		power *= x
		moment := bernoulli[k] - power/float64(k+1)
		for i := range w {
			w[i] += float64(moment * s.basis[k][i])
		}
	}
	return w
}

// interpolation is the weights of the nodes in what the polynomial through them is at x.
func (s *stencil) interpolation(x float64) (w [order]float64) {
	for i := range w {
		for k := order - 1; k >= 0; k-- {
			w[i] = float64(w[i]*x) + s.basis[k][i]
		}
	}
	return w
}

// polynomial is the coefficients of the interpolation of values at the nodes of the stencil.
func (s *stencil) polynomial(values *[order]float64) (c polynomial) {
	for k := range c {
		for i, v := range values {
			c[k] += float64(s.basis[k][i] * v)
		}
	}
	return c
}

type polynomial [order]float64

func (c *polynomial) at(x float64) float64 {
	y := 0.0
	for k := order - 1; k >= 0; k-- {
		y = float64(y*x) + c[k]
	}
	return y
}

// root is where the polynomial rises through zero between lo and hi; the end that is nearer to it if it does not.
func (c *polynomial) root(lo, hi float64) float64 {
	if c.at(lo) > 0 {
		return lo
	}
	if c.at(hi) <= 0 {
		return hi
	}
	for hi-lo > 1e-12 {
		if mid := (lo + hi) / 2; c.at(mid) > 0 {
			hi = mid
		} else {
			lo = mid
		}
	}
	return (lo + hi) / 2
}

// geometry is the strides and sizes of the normal axes of a lattice's level, of those without a density 1.
type geometry struct {
	stride, size []int
	contrary     bool // of wishes for the side on which a kink is smoothed, the one against the first counts, if there is any
}

func (l *lattice) geometry(t int) geometry { return l.levels[t].smooth }

// holds reports whether the nodes from..to beside a node along an axis are on the grid.
func (g geometry) holds(node, axis, from, to int) bool {
	i := node / g.stride[axis] % g.size[axis]
	return i+from >= 0 && i+to < g.size[axis]
}

// slant is the part that an axis has in the correction at a node: a cut that runs askew is seen by several axes. The parts are smooth
// along the cut and sum to 1, and an axis has none where the cut runs along it. f(i) is a function of nodes, zero on the cut.
func (g geometry) slant(f func(node int) float64, node, axis int) float64 {
	own, sum := 0.0, 0.0
	for k, s := range g.stride {
		if g.size[k] == 1 {
			continue
		}
		up, down := node, node
		if g.holds(node, k, 0, 1) {
			up += s
		}
		if g.holds(node, k, -1, 0) {
			down -= s
		}
		d := f(up) - f(down)
		d = float64(d * d)
		d = float64(d * d)
		if sum += d; k == axis {
			own = d
		}
	}
	if sum == 0 {
		return 0
	}
	return own / sum
}
