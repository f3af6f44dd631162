package vector

import "math"

// buckets is how finely an axis is indexed: an interval is found by a table, and seldom a step or two.
const buckets = 2048

// Axis is divided into intervals by knots.
type Axis struct {
	low, scale  float64   // where the buckets begin, and how many there are by unit
	first       []int32   // by bucket: the interval of its lower end; behind the last bucket the last interval
	from, width []float64 // by interval: its lower end, and 1 by its length
	next        []float64 // by interval: where the next begins; after the last is none
}

// NewAxis divides an axis by ascending knots, two at least.
func NewAxis(knots []float64) *Axis {
	last := len(knots) - 2
	a := &Axis{low: knots[0], scale: buckets / (knots[last+1] - knots[0]), from: knots[:last+1]}
	for j, x := range a.from {
		a.width = append(a.width, 1/(knots[j+1]-x))
	}
	a.next = append(append(a.next, knots[1:last+1]...), math.NaN())
	at := 0
	for b := range buckets {
		for at < last && knots[at+1] <= a.low+float64(b)/a.scale {
			at++
		}
		a.first = append(a.first, int32(at))
	}
	a.first = append(a.first, int32(last))
	return a
}

// Locate writes the intervals of points and the weights of their upper ends; beyond the ends the last interval goes on. It has no vector
// kernel: numbers that lie apart are picked one by one there too.
func (a *Axis) Locate(x []float64, at []int32, weight []float64) {
	at, weight = at[:len(x)], weight[:len(x)]
	for i, v := range x {
		b := (v - a.low) * a.scale
		if !(b > 0) {
			b = 0
		}
		if b > buckets {
			b = buckets
		}
		j := a.first[int(b)]
		for v >= a.next[j] {
			j++
		}
		at[i], weight[i] = j, (v-a.from[j])*a.width[j]
	}
}

// Places are the intervals of rows on an axis, and the weights of their upper ends.
type Places struct {
	At     []int32
	Weight []float64
}

// From are the places of the rows from one on.
func (p Places) From(row int) Places { return Places{p.At[row:], p.Weight[row:]} }

// Interpolate writes a piecewise linear function: coef has width values a cell, one for every knot.
func Interpolate(out, coef []float64, width int, cell []int32, p Places) {
	n := interpolateBlocks(out, coef, width, cell, p)
	interpolatePlain(out, n, coef, width, cell, p)
}

func interpolatePlain(out []float64, from int, coef []float64, width int, cell []int32, p Places) {
	for i := from; i < len(out); i++ {
		c := coef[int(cell[i])*width+int(p.At[i]):]
		out[i] = between(c[0], c[1], p.Weight[i])
	}
}

// Interpolate2 has a second axis: its knots lie side by side, those of the first a step apart.
func Interpolate2(out, coef []float64, width, step int, cell []int32, p, q Places) {
	n := interpolate2Blocks(out, coef, width, step, cell, p, q)
	interpolate2Plain(out, n, coef, width, step, cell, p, q)
}

func interpolate2Plain(out []float64, from int, coef []float64, width, step int, cell []int32, p, q Places) {
	for i := from; i < len(out); i++ {
		c := coef[int(cell[i])*width+int(p.At[i])*step+int(q.At[i]):]
		low, high := between(c[0], c[1], q.Weight[i]), between(c[step], c[step+1], q.Weight[i])
		out[i] = between(low, high, p.Weight[i])
	}
}

// between is low, and a share of the way from there to high.
func between(low, high, weight float64) float64 { return low + float64(weight*(high-low)) }
