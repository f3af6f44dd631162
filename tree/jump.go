package tree

import (
	"math"
	"slices"
	"sync"

	"ips2/internal/trig"
	"ips2/internal/vector"
	"ips2/model/demand"
)

// A factor that jumps moves in two stages: half of the variance of its normal innovation as any other factor, then the other half
// together with the jumps, a convolution on the nodes of the period. The normal half makes the density of the second stage smooth, so
// that its values at the nodes, the trapezoidal rule, are as good as those of a normal row.

// kernel is the last stage: the distribution of a normal variable plus the jumps of a period, less their centre, on the grid.
type kernel struct {
	kernelKey
	lo, hi int // nodes
	once   sync.Once
	values []float64
}

// kernelKey is what a kernel is made of: periods that agree in it share the kernel.
type kernelKey struct {
	jumps         *demand.Jumps
	sd, h, centre float64 // the centre is the mean of the jumps where there is a normal variable
}

func (n *normals) kernel(key kernelKey) *kernel {
	if n.kernels[key] == nil {
		n.kernels[key] = newKernel(key)
	}
	return n.kernels[key]
}

func newKernel(key kernelKey) *kernel {
	k := &kernel{kernelKey: key}
	s := history{jumps: []jumped{{[]*demand.Jumps{k.jumps}, 1, 1}}}
	down, up := s.extent(k.sd * k.sd)
	off := k.centre - k.jumps.Mean()
	k.lo, k.hi = -grid((down+off)/k.h), grid((up-off)/k.h)
	return k
}

// grid is a number of nodes, saturating: what has so many is only ever forecast.
func grid(x float64) int { return int(min(math.Ceil(x), tooManyNodes)) }

// farthest is where exp(-(d*omega)²/2) of a characteristic function is below the last digit.
const farthest = 9

// weights are made once.
func (k *kernel) weights() []float64 {
	k.once.Do(func() {
		k.values = make([]float64, k.hi-k.lo+1)
		if k.sd > 0 {
			k.invert()
		} else {
			k.scatter()
		}
		total := 0.0
		for _, v := range k.values {
			total += v
		}
		for i := range k.values {
			k.values[i] /= total
		}
	})
	return k.values
}

// invert takes the characteristic function back by the trapezoidal rule on twice the width of the kernel, so that what the rule
// folds back lies outside. The sum of cosines is even in the nodes, that of sines odd.
func (k *kernel) invert() {
	n := 2 * (k.hi - k.lo + 1)
	table := trig.Circle(n)
	for m := 1; m < n/2; m++ {
		omega := 2 * math.Pi * float64(m) / (float64(n) * k.h)
		if omega*k.sd > farthest {
			break
		}
		re, im := k.jumps.Exponent(omega)
		size := 2 * vector.ExpOf(re-float64(float64(omega*k.sd*omega*k.sd)/2))
		k.wave(m, n, size*trig.Cos(im), size*trig.Sin(im), table)
	}
	for i, v := range k.values {
		k.values[i] = max(0, v+1)
	}
}

// wave adds re·cos(2πmj/n) + im·sin(2πmj/n) at every node j.
func (k *kernel) wave(m, n int, re, im float64, table [][2]float64) {
	at := ((m*k.lo)%n + n) % n
	for i := range k.values {
		p := &table[at]
		k.values[i] += float64(re*p[0]) + float64(im*p[1])
		if at += m; at >= n {
			at -= n
		}
	}
}

// rows are the kernel around every node. What would leave the grid, with a probability like that of leaving its reach, is lost: the
// rows share their weights.
func (k *kernel) rows(half int) []row {
	w, size := k.weights(), 2*half+1
	rows := make([]row, size)
	for i := range rows {
		from, to := max(0, i+k.lo), min(size-1, i+k.hi)
		rows[i] = row{from, 1, w[from-i-k.lo : to-i-k.lo+1]}
	}
	return rows
}

// width is the mean number of weights of its rows on a grid: those at the edges are cut.
func (k *kernel) width(size float64) float64 {
	width := 1.0
	for _, side := range [2]float64{float64(-k.lo), float64(k.hi)} {
		side = min(side, size)
		width += side - side*(side+1)/(2*size)
	}
	return width
}

// jumped is jumps of a period, of one of several kinds, as they count later: times scale, and so many periods alike.
type jumped struct {
	kinds        []*demand.Jumps
	scale, count float64
}

// cumulant is the largest of the kinds: that of no jumps is 0.
func (j *jumped) cumulant(theta float64) float64 {
	most := 0.0
	for _, kind := range j.kinds {
		most = max(most, kind.Cumulant(theta*j.scale))
	}
	return float64(j.count * most)
}

// history is the jumps that an axis has had since signing.
type history struct{ jumps []jumped }

// mostJumped bounds the list of a history.
const mostJumped = 256

// after is the history one period later: the coordinate shrinks to phi of itself, then new jumps come.
func (s history) after(phi float64, kinds []*demand.Jumps) history {
	var next history
	for _, j := range s.jumps {
		j.scale *= phi
		next.add(j)
	}
	if len(kinds) > 0 {
		next.add(jumped{kinds, 1, 1})
	}
	if len(next.jumps) > mostJumped {
		next.thin()
	}
	return next
}

func (s *history) add(j jumped) {
	if n := len(s.jumps); n > 0 && slices.Equal(s.jumps[n-1].kinds, j.kinds) && s.jumps[n-1].scale == j.scale {
		s.jumps[n-1].count += j.count
		return
	}
	s.jumps = append(s.jumps, j)
}

// thin puts neighbours together at the larger of their scales, which makes the spread wider, never narrower.
func (s *history) thin() {
	list := s.jumps
	s.jumps = nil
	for i := 0; i < len(list); i++ {
		j := list[i]
		if i+1 < len(list) && slices.Equal(list[i+1].kinds, j.kinds) && list[i+1].scale*j.scale > 0 {
			i++
			if math.Abs(list[i].scale) > math.Abs(j.scale) {
				j.scale = list[i].scale
			}
			j.count += list[i].count
		}
		s.jumps = append(s.jumps, j)
	}
}

// cumulant is log E exp(theta*x), x normal with this variance plus the jumps less their mean.
func (s history) cumulant(variance, theta float64) float64 {
	sum := float64(variance*theta*theta) / 2
	for i := range s.jumps {
		sum += s.jumps[i].cumulant(theta)
	}
	return sum
}

// extent is how far down and up x goes but for a probability that Chernoff's bound puts where it puts a normal variable beyond reach
// standard deviations; upwards also but for so small a share of E exp(x), since x may be a logarithm.
func (s history) extent(variance float64) (down, up float64) {
	if len(s.jumps) == 0 {
		d := reach * math.Sqrt(variance)
		return d, d
	}
	const rare = reach * reach / 2
	mean := s.cumulant(variance, 1)
	down, up = math.Inf(1), math.Inf(1)
	weighted := math.Inf(1)
	for theta := 0x1p-12; theta < 0x1p20; theta *= 1.0905 { // eight steps to the next power of two
		down = min(down, (s.cumulant(variance, -theta)+rare)/theta)
		up = min(up, (s.cumulant(variance, theta)+rare)/theta)
		if mean < math.Inf(1) {
			weighted = min(weighted, (s.cumulant(variance, 1+theta)-mean+rare)/theta)
		}
	}
	if weighted < math.Inf(1) {
		up = max(up, weighted)
	}
	return down, up
}
