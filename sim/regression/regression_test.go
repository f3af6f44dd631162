package regression

import (
	"math"
	"testing"

	"ips2/internal/random"
	"ips2/internal/vector"
)

// blockRows is how many rows a block has here.
const blockRows = 512

// pointsOf are columns of uniform coordinates on (0, 1), after a description by a shape.
func pointsOf(h Shape, coordinates, n int) (z [][]float64, d *Description) {
	z = vector.Columns(coordinates, blockRows)
	for k := range z {
		random.NewStream(3, random.Fit).Uniforms(0, 1, k, z[k][:n])
	}
	d = NewDescription(blockRows)
	if h != nil {
		h.Describe(d, z, n)
	}
	return z, d
}

func testShape(t *testing.T, h Shape, coordinates int, tolerance float64, f func(x []float64) float64) {
	t.Helper()
	const n = blockRows
	z, d := pointsOf(h, coordinates, n)
	cell, rows, y, out := make([]int32, n), make([]int32, n), make([]float64, n), make([]float64, n)
	at := func(i int) []float64 {
		x := make([]float64, coordinates)
		for k := range x {
			x[k] = z[k][i]
		}
		return x
	}
	for i := range n {
		cell[i], rows[i], y[i] = int32(i%2), int32(i), f(at(i))+float64(i%2)
	}
	// In two halves, merged; a third cell has no points.
	sums, later := h.newSums(3, 1), h.newSums(3, 1)
	half := n / 2
	tail := make([][]float64, coordinates)
	for k := range z {
		tail[k] = z[k][half:]
	}
	d2 := NewDescription(blockRows)
	h.Describe(d2, tail, half)
	sums.add(d, cell, [][]float64{y}, half)
	later.add(d2, cell[half:], [][]float64{y[half:]}, half)
	sums.merge(later)
	coef, rank, condition := sums.solve()
	h.combine(d, coef[0], cell, rows, out)
	for i := range n {
		if math.Abs(out[i]-y[i]) > tolerance {
			t.Fatalf("%s: at %v the fit is %g, want %g", h.Name(), at(i), out[i], y[i])
		}
	}
	if rank != 2*h.Width() || !(condition >= 1 && condition < 1e6) {
		t.Errorf("%s: rank %d of %d, condition %g", h.Name(), rank, 2*h.Width(), condition)
	}
}

// A function of the family must be found again, but for what steadies thin cells.
func TestShapesReproduce(t *testing.T) {
	z, _ := pointsOf(nil, 2, blockRows)
	one, two := newKnots(z[0][:blockRows], z[0][:blockRows], 5), newKnots(z[1][:blockRows], z[1][:blockRows], 4)
	kink := one.at[2]
	testShape(t, &Hats{}, 1, 1e-4, func([]float64) float64 { return 7 })
	testShape(t, &Hats{axes: []*knots{one}}, 1, 1e-4, func(x []float64) float64 { return 3*x[0] - 2*math.Max(x[0]-kink, 0) })
	testShape(t, &Hats{axes: []*knots{one, two}}, 2, 1e-4, func(x []float64) float64 { return (1 + math.Abs(x[0]-kink)) * (2 - x[1]) })
	d := NewDense([][]float64{z[0][:blockRows], z[1][:blockRows]}, Recipe{Lead: 2, Paired: 2, Degree: 2}, blockRows)
	boxed := func(k int, x float64) float64 {
		return math.Min(math.Max(x, d.mean[k]+d.low[k]/d.scale[k]), d.mean[k]+d.high[k]/d.scale[k])
	}
	testShape(t, d, 2, 1e-9, func(x []float64) float64 { return 1 + 2*x[0] - x[1] + 3*boxed(0, x[0])*boxed(1, x[1]) })
}

// Läuchli's matrix: its normal equations keep two digits at most, QR eight.
func TestQRKeepsDigits(t *testing.T) {
	const e = 1e-7
	m := newTall(2, 1, 1)
	for _, row := range [][3]float64{{1, 1, 2}, {e, 0, e}, {0, e, e}} {
		if m.full() {
			m.reduce()
		}
		for k := range row {
			m.cols[k][m.rows] = row[k]
		}
		m.rows++
	}
	coef, rank, condition := m.solve()
	if x := coef[0]; rank != 2 || math.Abs(x[0]-1) > 1e-7 || math.Abs(x[1]-1) > 1e-7 {
		t.Errorf("rank %d, coefficients %v, want 1 and 1", rank, x)
	}
	if want := math.Sqrt2 / e; condition < want/3 || condition > 3*want {
		t.Errorf("condition %g, want about %g", condition, want)
	}
}

// A column that repeats another is left out, and said so.
func TestQRFindsRank(t *testing.T) {
	m := newTall(3, 1, 20)
	for i := range 20 {
		x := float64(i)
		for k, v := range []float64{1, x, 2*x - 1, 5 + 4*x} {
			m.cols[k][i] = v
		}
		m.rows++
	}
	coef, rank, _ := m.solve()
	if rank != 2 {
		t.Errorf("rank %d, want 2", rank)
	}
	for _, x := range []float64{0, 3} {
		if got := coef[0][0] + coef[0][1]*x + coef[0][2]*(2*x-1); math.Abs(got-5-4*x) > 1e-9 {
			t.Errorf("at %g the fit is %g, want %g", x, got, 5+4*x)
		}
	}
}

func TestKnotsLocate(t *testing.T) {
	k := newKnots([]float64{0, 1, 1, 1, 2, 4, 8, 8.5, 9, 100}, []float64{0, 1, 1, 1, 2, 4, 8, 8.5, 9, 100}, 6)
	x := []float64{-5, 0, .5, 1, 3, 8.9, 100, 1000, math.Nextafter(1, 0)}
	at, weight := make([]int32, len(x)), make([]float64, len(x))
	k.index.Locate(x, at, weight)
	for i, v := range x {
		low, high := k.at[at[i]], k.at[at[i]+1]
		if v >= k.at[0] && v < k.at[len(k.at)-1] && (v < low || v >= high) {
			t.Errorf("%g is put between %g and %g", v, low, high)
		}
		if back := low + weight[i]*(high-low); math.Abs(back-v) > 1e-9*(1+math.Abs(v)) {
			t.Errorf("%g comes back as %g", v, back)
		}
	}
	if newKnots([]float64{3, 3, 3}, []float64{3, 3, 3}, 4) != nil {
		t.Error("an axis without extent has knots")
	}
}

// Straight lines are met to rounding far beyond what was observed, by hats on one and two axes and by products of which none goes on beyond
// its box; in a cell that observed a few points only, on one axis, to a thousandth at two widths from them.
func TestLinesGoOn(t *testing.T) {
	const n = blockRows
	z, _ := pointsOf(nil, 2, n)
	line := func(x, y float64) float64 { return 7 - 3*x + 2*y }
	one, _ := NewHats(z[:1], z[:1], 64)
	two, _ := NewHats(z, z, 12)
	for _, h := range []Shape{one, two, NewDense([][]float64{z[0][:n], z[1][:n]}, Recipe{Lead: 2, Paired: 2, Degree: 3, Kinked: []int{0}}, n)} {
		axes, by := 2, 2.0
		if h == Shape(one) {
			axes, by = 1, 0
		}
		at := func(x, y float64) float64 { return line(x, by/2*y) }
		d, r, cell, side := NewDescription(n), New(h, 2, 1), make([]int32, n), make([]float64, n)
		for i := range n {
			if side[i] = at(z[0][i], z[1][i]); i%128 < 3 && z[0][i] < .5 {
				cell[i] = 1
			}
		}
		h.Describe(d, z[:axes], n)
		r.Add(d, cell, [][]float64{side}, n)
		list, _, _ := r.Surfaces()
		list[0].Unbind()
		far := [][2][]float64{{{-20, 0.5, 30}, {40, 0.2, -10}}, {{-2, 0.5, 3}, {0, 0, 0}}}
		within := [2]float64{1e-7, 1e-3}
		out, rows := make([]float64, 3), []int32{0, 1, 2}
		for c := range int32(2) {
			if c == 1 && h != Shape(one) {
				continue // a few points do not tell a plane
			}
			where := NewDescription(n)
			h.Describe(where, [][]float64{append(far[c][0], make([]float64, n-3)...), append(far[c][1], make([]float64, n-3)...)}[:axes], 3)
			list[0].Value(where, []int32{c, c, c}, rows, out)
			for i, got := range out {
				if want := at(far[c][0][i], far[c][1][i]); math.Abs(got-want) > within[c]*(1+math.Abs(want)) {
					t.Errorf("%s, cell %d: %.12g at %g, %g, want %.12g", h.Name(), c, got, far[c][0][i], far[c][1][i], want)
				}
			}
		}
	}
}

// One observation that is off by one, a hundredth of an interval beyond the last knot with others, must not move the knots after it a hundred times as far: the line
// of the others goes on.
func TestNoiseBeforeAnEmptyTail(t *testing.T) {
	const n = 100
	z := make([]float64, n+1)
	for i := range n {
		z[i] = 2 * float64(i) / (n - 1)
	}
	z[n] = 2.01
	a := &knots{at: []float64{0, 1, 2, 3, 4}}
	a.index = vector.NewAxis(a.at)
	h := &Hats{axes: []*knots{a}}
	d, y, cell := NewDescription(blockRows), make([]float64, n+1), make([]int32, n+1)
	for i, x := range z {
		y[i] = 3 * x
	}
	y[n]++
	h.Describe(d, [][]float64{z}, n+1)
	s := h.newSums(1, 1)
	s.add(d, cell, [][]float64{y}, n+1)
	coef, _, _ := s.solve()
	if got := coef[0][4]; math.Abs(got-12) > 2/math.Sqrt(stiffness) {
		t.Errorf("two intervals beyond it the fit is %g, want 12 or so", got)
	}
}
