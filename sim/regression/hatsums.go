package regression

import (
	"math"

	"ips2/internal/vector"
)

func (h *Hats) newSums(cells, sides int) sums {
	s := &hatSums{h: h, cells: cells, width: h.Width(), band: 1, right: make([][]float64, sides), seen: make([]float64, cells)}
	switch len(h.axes) {
	case 1:
		s.band = 3
	case 2:
		s.band = 2*h.inner() + 1
	}
	s.gram = make([]float64, cells*s.width*s.band)
	for k := range s.right {
		s.right[k] = make([]float64, cells*s.width)
	}
	return s
}

// hatSums are normal equations: gram[(cell*width+i)*band+k] is the product sum of functions i and i+k.
type hatSums struct {
	h           *Hats
	cells       int
	width, band int
	gram        []float64
	right       [][]float64
	seen        []float64 // points by cell
}

func (s *hatSums) clear() {
	clear(s.gram)
	clear(s.seen)
	for _, r := range s.right {
		clear(r)
	}
}

func (s *hatSums) merge(later sums) {
	o := later.(*hatSums)
	addTo(s.gram, o.gram)
	addTo(s.seen, o.seen)
	for k := range s.right {
		addTo(s.right[k], o.right[k])
	}
}

func addTo(into, x []float64) { vector.Add(into, into, x) }

func (s *hatSums) add(d *Description, cell []int32, sides [][]float64, n int) {
	var place, offset [4]int
	var value [4]float64
	count := 1 << len(s.h.axes)
	step := s.h.inner()
	for k := range count {
		if len(s.h.axes) == 1 {
			offset[k] = k
		} else {
			offset[k] = k>>1*step + k&1
		}
	}
	for i := range n {
		base := int(cell[i]) * s.width
		s.seen[cell[i]]++
		switch len(s.h.axes) {
		case 0:
			value[0] = 1
		case 1:
			base += int(d.places[0].At[i])
			value[0], value[1] = 1-d.places[0].Weight[i], d.places[0].Weight[i]
		case 2:
			base += int(d.places[0].At[i])*step + int(d.places[1].At[i])
			u, v := d.places[0].Weight[i], d.places[1].Weight[i]
			value = [4]float64{(1 - u) * (1 - v), (1 - u) * v, u * (1 - v), u * v}
		}
		for k := range count {
			place[k] = base + offset[k]
			for j := k; j < count; j++ {
				s.gram[place[k]*s.band+offset[j]-offset[k]] += float64(value[k] * value[j])
			}
		}
		for side, y := range sides {
			right := s.right[side]
			for k := range count {
				right[place[k]] += float64(value[k] * y[i])
			}
		}
	}
}

// stiffness is the weight of bends between neighbouring coefficients, as of so many observations: where nothing was observed it goes on
// straight, and where many were it decides nothing. One observation just beyond a knot tells hardly anything of the knot after it: with a
// share w in that one's function, its noise would move it 1/w times as far, and all that goes on straight from there still further. A
// stiffness s leaves about 1/√s times. flatness is the weight of their differences, per observation, for cells that observed hardly anything.
const (
	stiffness = 0.1
	flatness  = 1e-14
)

func (s *hatSums) solve() (coef [][]float64, rank int, condition float64) {
	condition = 1
	for cell := range s.cells {
		if s.seen[cell] == 0 {
			continue
		}
		from, to := cell*s.width, (cell+1)*s.width
		gram := s.gram[from*s.band : to*s.band]
		for i := range s.width {
			if gram[i*s.band] > 0 {
				rank++
			}
		}
		factor := append([]float64(nil), gram...)
		s.stiffen(factor)
		s.flatten(factor, s.seen[cell])
		condition = max(condition, bandCholesky(factor, s.width, s.band))
		for _, right := range s.right {
			s.refine(factor, gram, right[from:to])
		}
	}
	return s.right, rank, condition
}

// rounds is how often the normal equations are solved again.
const rounds = 3

// refine solves the normal equations by those that were stiffened, flattened and factored, and solves again for what is left of the right
// side (iterated Tikhonov regularisation): by how much bends and slopes that were well observed are too small falls by as many orders of
// magnitude each time, so that kinks and lines are met, while what hardly anything was observed of stays as stiff as it was.
func (s *hatSums) refine(factor, gram, right []float64) {
	total, next := make([]float64, len(right)), make([]float64, len(right))
	for round := 0; ; round++ {
		copy(next, right)
		bandSolve(factor, next, s.width, s.band)
		if addTo(total, next); round == rounds {
			copy(right, total)
			return
		}
		for i, x := range next { // right becomes what this solution leaves
			right[i] -= float64(gram[i*s.band] * x)
			for k := 1; k < s.band && i+k < s.width; k++ {
				right[i] -= float64(gram[i*s.band+k] * next[i+k])
				right[i+k] -= float64(gram[i*s.band+k] * x)
			}
		}
	}
}

// stiffen adds the squares of bends along the axes.
func (s *hatSums) stiffen(gram []float64) {
	s.along(func(a *knots, first, step int) {
		for i := 1; i+1 < len(a.at); i++ {
			before := (a.at[i] - a.at[i-1]) / (a.at[i+1] - a.at[i-1])
			s.square(gram, first+(i-1)*step, step, []float64{before - 1, 1, -before}, stiffness)
		}
	})
}

// flatten adds the squares of differences.
func (s *hatSums) flatten(gram []float64, seen float64) {
	s.along(func(a *knots, first, step int) {
		for i := 1; i < len(a.at); i++ {
			s.square(gram, first+(i-1)*step, step, []float64{1, -1}, flatness*seen)
		}
	})
}

// along calls f for every line of coefficients along an axis: where it begins, and how far apart they are.
func (s *hatSums) along(f func(a *knots, first, step int)) {
	inner := s.h.inner()
	for k, a := range s.h.axes {
		step, other := 1, s.width/len(a.at)
		if k == 0 && len(s.h.axes) == 2 {
			step = inner
		}
		for line := range other {
			first := line
			if step == 1 {
				first = line * len(a.at)
			}
			f(a, first, step)
		}
	}
}

// square adds the square of a combination of coefficients, a step apart.
func (s *hatSums) square(gram []float64, first, step int, by []float64, weight float64) {
	for i, x := range by {
		for j := i; j < len(by); j++ {
			gram[(first+i*step)*s.band+(j-i)*step] += float64(weight * float64(x*by[j]))
		}
	}
}

// bandCholesky factors a symmetric positive definite matrix in place, L transposed in rows of a band, and gives the ratio of its
// largest to its smallest diagonal entry.
func bandCholesky(a []float64, n, band int) float64 {
	low, high := math.Inf(1), 0.0
	for i := range n {
		root := math.Sqrt(a[i*band])
		low, high = min(low, root), max(high, root)
		for k := range band {
			a[i*band+k] /= root
		}
		for k := 1; k < band && i+k < n; k++ {
			for j := k; j < band && i+j < n; j++ {
				a[(i+k)*band+j-k] -= float64(a[i*band+k] * a[i*band+j])
			}
		}
	}
	return high / low
}

// bandSolve solves L Lᵀ x = b in place.
func bandSolve(l, b []float64, n, band int) {
	for i := range n {
		b[i] /= l[i*band]
		for k := 1; k < band && i+k < n; k++ {
			b[i+k] -= float64(l[i*band+k] * b[i])
		}
	}
	for i := n - 1; i >= 0; i-- {
		for k := 1; k < band && i+k < n; k++ {
			b[i] -= float64(l[i*band+k] * b[i+k])
		}
		b[i] /= l[i*band]
	}
}
