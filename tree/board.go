package tree

import (
	"math"

	"ips2/internal/vector"
)

// board is what rows are made on, memory that is used again and again.
type board struct {
	weights []float64
	list    []row
	curves  map[float64]*curve // by standard deviation in nodes
	latest  *curve
	sums    []float64 // of columns, or weights of a line
	axis    *axis     // of the set that it holds
	place   int
	set     rowset
}

func newBoard() *board { return &board{curves: map[float64]*curve{}, latest: &curve{}} }

// reset takes back all rows and weights.
func (b *board) reset() { b.weights, b.list, b.axis = b.weights[:0], b.list[:0], nil }

// line lends n weights. Those lent before stay where they are.
func (b *board) line(n int) []float64 {
	if used := len(b.weights); used+n > cap(b.weights) {
		b.weights = make([]float64, 0, max(2*cap(b.weights), n))
	}
	used := len(b.weights)
	b.weights = b.weights[:used+n]
	return b.weights[used : used+n : used+n]
}

// rows lends n rows.
func (b *board) rows(n int) []row {
	if used := len(b.list); used+n > cap(b.list) {
		b.list = make([]row, 0, max(2*cap(b.list), n))
	}
	used := len(b.list)
	b.list = b.list[:used+n]
	return b.list[used : used+n : used+n]
}

// curve is exp(-k²/2R²) at nodes k = -half..half.
type curve struct {
	sd      float64
	half    int
	density []float64
}

func (b *board) curve(sd float64) *curve {
	if b.latest.sd == sd {
		return b.latest
	}
	if b.curves[sd] == nil {
		b.curves[sd] = newCurve(sd)
	}
	b.latest = b.curves[sd]
	return b.latest
}

func newCurve(sd float64) *curve {
	half := int(math.Ceil(farthestReach*sd)) + 1
	c := &curve{sd, half, make([]float64, 2*half+1)}
	for k := range c.density {
		z := float64(k-half) / sd
		c.density[k] = float64(-z*z) / 2
	}
	vector.Exp(c.density, c.density)
	return c
}

// density writes what is proportional to a normal density at nodes lo..hi, of which some are within reach of the mean.
func (b *board) density(mean, sd float64, lo, hi int) (w []float64, sum float64) {
	w = b.line(hi - lo + 1)
	c, centre := b.curve(sd), math.Round(mean)
	first := lo - int(centre) + c.half
	sum = vector.Tilt(w, c.density[first:first+len(w)], vector.ExpOf((mean-centre)/float64(sd*sd)))
	return w, sum
}
