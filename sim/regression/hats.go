package regression

// Hats are the piecewise linear functions on no, one or two axes (their products on two): local, so that their normal equations
// are banded and well conditioned, and free of the swings of polynomials at the kinks of a contract.
type Hats struct{ axes []*knots }

// NewHats puts at most so many knots on each axis by a sample. Axes that do not vary are left out: kept are the others.
func NewHats(sample [][]float64, most int) (h *Hats, kept []int) {
	h = &Hats{}
	for k, z := range sample {
		if a := newKnots(z, most); a != nil {
			h.axes, kept = append(h.axes, a), append(kept, k)
		}
	}
	return h, kept
}

func (h *Hats) Name() string {
	return [...]string{"means by cell", "piecewise linear", "piecewise bilinear"}[len(h.axes)]
}

func (h *Hats) Width() int {
	n := 1
	for _, a := range h.axes {
		n *= len(a.at)
	}
	return n
}

// inner is the number of functions along the last axis: the step of the first.
func (h *Hats) inner() int {
	if len(h.axes) == 2 {
		return len(h.axes[1].at)
	}
	return 1
}

func (h *Hats) Describe(d *Description, z [][]float64, n int) {
	for k, a := range h.axes {
		a.locate(z[k][:n], d.at[k][:n], d.weight[k][:n])
	}
}

func (h *Hats) combine(d *Description, coef []float64, cell, points []int32, out []float64) {
	w := int32(h.Width())
	switch len(h.axes) {
	case 0:
		for i, r := range points {
			out[i] = coef[cell[r]]
		}
	case 1:
		for i, r := range points {
			c := coef[cell[r]*w+d.at[0][r]:]
			out[i] = c[0] + float64(d.weight[0][r]*(c[1]-c[0]))
		}
	case 2:
		step := int32(h.inner())
		for i, r := range points {
			c := coef[cell[r]*w+d.at[0][r]*step+d.at[1][r]:]
			u, v := d.weight[0][r], d.weight[1][r]
			low, high := c[0]+float64(v*(c[1]-c[0])), c[step]+float64(v*(c[step+1]-c[step]))
			out[i] = low + float64(u*(high-low))
		}
	}
}
