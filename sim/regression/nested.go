package regression

import (
	"math"

	"ips2/internal/vector"
)

// nest puts the functions into nested form: each below the one that it is a product of.
func (d *Dense) nest() {
	m := len(d.mean)
	column, below := make([]int, d.Width()), make([][]int, d.Width())
	for k := 1; k <= m; k++ {
		column[k], below[0] = k-1, append(below[0], k)
	}
	for _, t := range d.terms {
		if t.by == 0 && t.of > 0 {
			d.hinges = append(d.hinges, t)
		}
	}
	hinge := m
	for k, t := range d.terms {
		parent := t.of
		switch column[1+m+k] = t.by - 1; {
		case t.by == 0 && t.of > 0:
			parent, column[1+m+k] = 0, hinge
			hinge++
		case t.by == 0:
			column[1+m+k] = d.tailColumn(k)
		}
		below[parent] = append(below[parent], 1+m+k)
	}
	var add func(functions []int)
	add = func(functions []int) {
		for _, k := range functions {
			d.steps = append(d.steps, vector.Step{Column: column[k], Weight: k, Below: len(below[k])})
			add(below[k])
		}
	}
	add(below[0])
}

// Describe writes the standardised coordinates within their boxes, what they are beyond the points of the hinges, and beyond the boxes.
func (d *Dense) Describe(to *Description, z [][]float64, n int) {
	m := len(d.mean)
	input := to.grown(&to.input, m+len(d.hinges)+len(d.tails))
	for k := range d.mean {
		vector.Standardize(input[k][:n], z[k], d.mean[k], d.scale[k])
	}
	for k, t := range d.tails {
		out := input[d.tailColumn(k)][:n]
		if t.above {
			vector.Beyond(out, input[t.of], d.high[t.of])
		} else {
			vector.Clamp(out, input[t.of], math.Inf(-1), d.low[t.of])
			for i := range out {
				out[i] -= d.low[t.of]
			}
		}
	}
	for k := range d.mean {
		if !math.IsInf(d.low[k], -1) {
			vector.Clamp(input[k][:n], input[k], d.low[k], d.high[k])
		}
	}
	for k, h := range d.hinges {
		vector.Beyond(input[m+k][:n], input[h.of-1], h.beyond)
	}
}

func (d *Dense) combine(from *Description, coef []float64, cell, points []int32, out []float64) {
	n := len(points)
	if n == 0 {
		return
	}
	if rows := int(points[n-1]) + 1; len(coef) == d.Width() && n >= rows/worthwhile {
		d.everywhere(from, coef, rows, points, out)
		return
	}
	for i, r := range points {
		from.key[i] = cell[r]
	}
	from.sorter.Grow(len(coef) / d.Width())
	for _, g := range from.sorter.By(from.key[:n]) {
		d.within(from, coef[int(g.Key)*d.Width():][:d.Width()], g.Rows, points, out)
	}
}

// worthwhile is how many rows of columns take as long as one alone.
const worthwhile = 8

// everywhere has one cell, and takes all rows as they are.
func (d *Dense) everywhere(from *Description, coef []float64, rows int, points []int32, out []float64) {
	all := out[:len(points)]
	if len(points) < rows {
		all = from.all[:rows]
	}
	vector.Nested(all, from.input, coef, d.steps)
	if len(points) < rows {
		pick(out, all, points)
	}
}

// within picks the points of a cell.
func (d *Dense) within(from *Description, coef []float64, places, points []int32, out []float64) {
	some, all := from.grown(&from.some, len(d.mean)+len(d.hinges)+len(d.tails)), from.all[:len(places)]
	for k, column := range some {
		for i, place := range places {
			column[i] = from.input[k][points[place]]
		}
	}
	vector.Nested(all, some, coef, d.steps)
	for i, place := range places {
		out[place] = all[i]
	}
}

// pick gathers rows, ascending.
func pick(out, from []float64, rows []int32) {
	for i, r := range rows {
		out[i] = from[r]
	}
}
