package regression

import (
	"math"

	"ips2/internal/vector"
)

// tall is a matrix of p columns and right sides that is reduced by Householder reflections whenever it is full: what remains are
// the p rows of R and Qᵀy (TSQR: J. Demmel, L. Grigori, M. Hoemmen, J. Langou, "Communication-optimal parallel and sequential QR and
// LU factorizations", SIAM J. Sci. Comput. 34 (2012)). It keeps the digits that normal equations lose.
type tall struct {
	p    int
	rows int
	cols [][]float64 // p columns, then the sides

	products []float64 // scratch
}

func newTall(p, sides, room int) *tall {
	t := &tall{p: p, cols: make([][]float64, p+sides), products: make([]float64, p+sides)}
	for k := range t.cols {
		t.cols[k] = make([]float64, p+room)
	}
	return t
}

// full tells whether it must be reduced before a row is added.
func (t *tall) full() bool { return t.rows == len(t.cols[0]) }

// reduce makes it upper triangular.
func (t *tall) reduce() {
	for k := range min(t.p, t.rows) {
		t.reflect(k)
	}
	t.rows = min(t.rows, t.p)
}

// reflect zeroes column k below the diagonal.
func (t *tall) reflect(k int) {
	v := t.cols[k][k:t.rows]
	norm := math.Sqrt(vector.Dot(v, v))
	if norm == 0 {
		return
	}
	if v[0] > 0 {
		norm = -norm
	}
	head := v[0] - norm
	scale := 1 / (head * norm) // -2/(vᵀv) with v = x - norm*e1
	v[0] = head
	later := t.cols[k+1:]
	products := t.products[:len(later)]
	vector.Dots(products, v, later, k)
	for j, column := range later {
		vector.AddScaled(column[k:t.rows], v, products[j]*scale)
	}
	v[0] = norm
	clear(v[1:])
}

// merge appends the rows of another reduced matrix.
func (t *tall) merge(o *tall) {
	o.reduce()
	for i := range o.rows {
		if t.full() {
			t.reduce()
		}
		for k := range t.cols {
			t.cols[k][t.rows] = o.cols[k][i]
		}
		t.rows++
	}
}

// dependent is the size of a diagonal entry of R, relative to the largest, below which a column is taken for a combination of
// others and left out.
const dependent = 1e-9

// solve gives the least-squares coefficients by side, with the columns taken in the order of what they add (pivoting); those
// that add nothing get 0.
func (t *tall) solve() (coef [][]float64, rank int, condition float64) {
	t.reduce()
	order := make([]int, t.p)
	for k := range order {
		order[k] = k
	}
	for rank < min(t.p, t.rows) {
		t.pivot(order, rank)
		t.reflect(rank)
		if math.Abs(t.cols[rank][rank]) <= dependent*math.Abs(t.cols[0][0]) {
			break
		}
		rank++
	}
	coef = make([][]float64, len(t.cols)-t.p)
	for side := range coef {
		coef[side] = t.back(order, rank, t.cols[t.p+side])
	}
	if rank == 0 {
		return coef, 0, 1
	}
	return coef, rank, math.Abs(t.cols[0][0] / t.cols[rank-1][rank-1])
}

// pivot brings the column with most left to place k.
func (t *tall) pivot(order []int, k int) {
	best, most := k, -1.0
	for j := k; j < t.p; j++ {
		if left := vector.Dot(t.cols[j][k:t.rows], t.cols[j][k:t.rows]); left > most {
			best, most = j, left
		}
	}
	t.cols[k], t.cols[best] = t.cols[best], t.cols[k]
	order[k], order[best] = order[best], order[k]
}

func (t *tall) back(order []int, rank int, y []float64) []float64 {
	x := make([]float64, t.p)
	for i := rank - 1; i >= 0; i-- {
		v := y[i]
		for j := i + 1; j < rank; j++ {
			v -= float64(t.cols[j][i] * x[order[j]])
		}
		x[order[i]] = v / t.cols[i][i]
	}
	return x
}

// Straight tells whether a column is a combination of others and a constant.
func Straight(others [][]float64, z []float64) bool {
	m := newTall(len(others)+1, 1, len(z))
	for k, x := range others {
		copy(m.cols[k], x)
	}
	for i := range z {
		m.cols[len(others)][i] = 1
	}
	side := m.cols[len(others)+1]
	copy(side, z)
	m.rows = len(z)
	all := vector.Dot(z, z)
	for k := range m.p {
		m.reflect(k)
	}
	rest := side[m.p:len(z)]
	return vector.Dot(rest, rest) <= 1e-18*all
}
