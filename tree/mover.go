package tree

import (
	"context"
	"fmt"
	"math"
	"slices"

	"ips2/internal/vector"
	"ips2/model/demand"
)

// perPoint is the seconds of one point of a quadrature: the formula, and its weight taken to the nodes.
const perPoint = 35e-9

// Points per standard deviation of a noise: of one noise twice the nodes; of two noises; of more.
const (
	pointsOfTwo  = 6
	pointsOfMore = 2
	alone        = 4 // times as many from a single node
)

// pointsEvery is how far apart the points of one noise are.
func pointsEvery(noises int, resolution float64) float64 {
	switch noises {
	case 1:
		return 1 / (2 * resolution)
	case 2:
		return 1.0 / pointsOfTwo
	}
	return 1.0 / pointsOfMore
}

// pointsOf forecasts the number of points: those in a ball. The ball's volume of n dimensions is that of n-2 times 2π/n.
func pointsOf(noises int, resolution float64) float64 {
	ball := float64(1 + noises%2)
	for n := 2 + noises%2; n <= noises; n += 2 {
		ball *= 2 * math.Pi / float64(n)
	}
	return ball * vector.PowOf(reach/pointsEvery(noises, resolution), float64(noises))
}

// mover makes the rows of a free factor from one period to the next.
type mover struct {
	*free
	t        int
	from, to *band
	after    *level
	reads    []int // axes
	every    float64
	z        [][]float64 // by noise: the points
	w        []float64
	nodes    int // taken together
	b        *demand.Block
	xi       [][]float64
	weights  []float64 // over the nodes, of one row
	lo, hi   int       // where they are not 0
}

func newMover(f *free, t int, from, to *band, after *level, reads []int) *mover {
	m := &mover{free: f, t: t, from: from, to: to, after: after, reads: reads, weights: make([]float64, to.nodes)}
	noises := len(f.Noise())
	m.points(noises)
	m.nodes = max(1, min(from.nodes, 4096/len(m.w)))
	size := max(m.nodes*len(m.w), 4*breaks)
	m.b = f.lattice.system.NewBlock(size)
	m.xi = columns(noises, size)
	return m
}

// golden turns the lattice of points of several noises so that hardly two of them make the same difference to the value.
const golden = 0.6180339887498949

// points are those of a lattice that lie in a ball: for smooth functions such a sum converges faster than any power of the distance.
func (m *mover) points(noises int) {
	m.every = pointsEvery(noises, m.lattice.resolution)
	if noises > 1 && m.from.nodes == 1 { // nothing before has made the density smooth
		m.every /= alone
	}
	m.z = make([][]float64, noises)
	at, total := make([]float64, noises), 0.0
	var fill func(n int, square, shift float64)
	fill = func(n int, square, shift float64) {
		if n < 0 {
			for k, z := range at {
				m.z[k] = append(m.z[k], z)
			}
			w := vector.ExpOf(-square / 2)
			m.w, total = append(m.w, w), total+w
			return
		}
		if n > 0 {
			shift = 0
		}
		half := math.Ceil(reach/m.every) + 1
		for i := -half; i <= half; i++ {
			at[n] = float64((i + shift) * m.every)
			if sum := square + float64(at[n]*at[n]); sum <= reach*reach {
				fill(n-1, sum, m.turn(at, n))
			}
		}
	}
	fill(noises-1, 0, 0)
	for i := range m.w {
		m.w[i] /= total
	}
}

// turn is what the noises from n on add to the place of the first one.
func (m *mover) turn(at []float64, n int) float64 {
	shift, factor := 0.0, golden
	for _, z := range at[n:] {
		shift, factor = shift+float64(z/m.every*factor), factor*golden
	}
	return shift - math.Floor(shift)
}

// rows are a set for each combination of the leaders' nodes. Workers take runs of them, each with a mover of its own.
func (f *free) rows(t int, from, to *band, after *level, reads []int, sets, workers int) ([]rowset, error) {
	rows := make([]row, sets*from.nodes)
	size := pieces(len(rows), 4*workers)
	movers := make([]*mover, workers)
	err := each(context.Background(), workers, pieces(len(rows), size), func(w, i int) error {
		if movers[w] == nil {
			movers[w] = newMover(f, t, from, to, after, reads)
		}
		made := rows[i*size : min(len(rows), (i+1)*size)]
		movers[w].fill(made, i*size)
		return sound(fmt.Sprintf("the probability of all that follows a state of %s in period %d", f.name, t), made)
	})
	return rowsets(rows, from.nodes), err
}

// fill makes the rows from number first on.
func (m *mover) fill(rows []row, first int) {
	for done := 0; done < len(rows); {
		set, node := (first+done)/m.from.nodes, (first+done)%m.from.nodes
		if done == 0 || node == 0 {
			m.lead(set)
		}
		n := min(m.nodes, m.from.nodes-node, len(rows)-done)
		next := m.run(node, n)
		for j := range n {
			rows[done+j] = m.row(node+j, next[j*len(m.w):(j+1)*len(m.w)])
		}
		done += n
	}
}

// lead writes the values of the factors that the formula reads, at one combination of the nodes of the axes that it reads.
func (m *mover) lead(set int) {
	l, v := m.lattice, m.after
	node := 0
	for _, axis := range slices.Backward(m.reads) {
		node += set % v.shape[axis] * v.stride[axis]
		set /= v.shape[axis]
	}
	one := l.system.NewBlock(1)
	for _, f := range m.free.reads {
		l.stateAt(m.after, f, node, one)
		l.system.Factors[f].Value(m.t, one.State[f], one.Value[f])
		for i := range m.b.Value[f] {
			m.b.Value[f][i] = one.Value[f][0]
		}
	}
}

// stateAt writes one factor's state at a node.
func (l *lattice) stateAt(v *level, factor, node int, b *demand.Block) {
	if k := slices.Index(l.finite, factor); k >= 0 {
		b.State[factor][0] = v.reach[k][node/v.stride[k]%v.shape[k]]
	} else if k := slices.Index(l.normals.factors, factor); k >= 0 {
		b.State[factor][0] = v.state(k, node, len(l.finite))
	} else {
		k := l.freeIndex(factor)
		axis := l.firstFree() + k
		b.State[factor][0] = v.bands[k].at(float64(node / v.stride[axis] % v.shape[axis]))
	}
}

// run computes the next values of n nodes from the i-th on, at all points.
func (m *mover) run(i, n int) []float64 {
	points := len(m.w)
	m.b.N = n * points
	for j := range n {
		x := m.from.at(float64(i + j))
		for q := range points {
			m.b.State[m.factor][j*points+q] = x
		}
		for k := range m.z {
			copy(m.xi[k][j*points:], m.z[k])
		}
	}
	m.Step(m.t, m.b, m.factor, m.xi)
	if len(m.z) != 1 {
		return m.b.State[m.factor]
	}
	return slices.Clone(m.b.State[m.factor][:m.b.N]) // the block is used again around breaks
}

// row gives the points' weights to the nodes. What has no value there was found to be too unlikely to matter.
func (m *mover) row(node int, next []float64) row {
	m.lo, m.hi = len(m.weights), 0
	clear(m.weights)
	total := 0.0
	for q, x := range next {
		switch {
		case x-x != 0:
		case len(m.z) == 1 && broken(next, q):
			total += m.refine(node, q)
		default:
			m.add(x, m.w[q])
			total += m.w[q]
		}
	}
	if total == 0 {
		m.add(m.from.at(float64(node)), 1)
		total = 1
	}
	return row{m.lo, 1 / total, slices.Clone(m.weights[m.lo:m.hi])}
}

// add gives weight to the nodes around a value; to the one that it is at, alone.
func (m *mover) add(x, w float64) {
	at := m.to.place(x)
	n := len(m.weights)
	start := int(at)
	switch f := at - float64(start); {
	case f == 0 || n < 4:
		m.give(start, float64(w*(1-f)))
		if f > 0 {
			m.give(start+1, float64(w*f))
		}
	default:
		start = min(max(start-1, 0), n-4)
		for i, c := range lagrange(at - float64(start)) {
			m.give(start+i, float64(w*c))
		}
	}
}

func (m *mover) give(node int, w float64) {
	m.weights[node] += w
	m.lo, m.hi = min(m.lo, node), max(m.hi, node+1)
}

// lagrange is the weights of interpolation at x by a cubic through the nodes 0, 1, 2 and 3.
func lagrange(x float64) [4]float64 { return cubic(x - 1) }

// breaks is the points of a fine grid between two points of a quadrature.
const breaks = 128

// broken reports whether the next value has a kink or a jump in the noise near a point.
func broken(x []float64, q int) bool {
	if q < 2 || q >= len(x)-2 {
		return false
	}
	a, b, c, d, e := x[q-2], x[q-1], x[q], x[q+1], x[q+2]
	fourth := math.Abs((a + e) - float64(4*(b+d)) + float64(6*c))
	first := max(math.Abs(c-a), math.Abs(e-c))
	return fourth > float64(kinky*first)+float64(1e-11*(math.Abs(a)+math.Abs(c)+math.Abs(e)))
}

// refine replaces a point by a fine grid around it, as amounts at kinks are: the density is interpolated, the value is not.
func (m *mover) refine(node, q int) float64 {
	x, centre := m.from.at(float64(node)), m.z[0][q]
	m.b.N = 4 * breaks
	for i := range m.b.N {
		m.b.State[m.factor][i] = x
		m.xi[0][i] = centre + float64(m.every*(float64((float64(i)+0.5)/breaks)-2))
	}
	m.Step(m.t, m.b, m.factor, m.xi)
	total := 0.0
	for i, next := range m.b.State[m.factor][:m.b.N] {
		if next-next == 0 {
			w := float64(m.w[q] * cardinal(float64((float64(i)+0.5)/breaks)-2) / breaks)
			m.add(next, w)
			total += w
		}
	}
	return total
}
