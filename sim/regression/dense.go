package regression

import (
	"fmt"
	"math"
	"slices"

	"ips2/internal/stats"
	"ips2/internal/vector"
)

// Dense are global functions of standardised coordinates: products and hinges, made one from another. They serve where there are too
// many coordinates for hats. Products and hinges are of coordinates that stop at the ends of a box with nearly all of a sample in it: a
// polynomial that goes on far beyond what was observed goes anywhere. Beyond the box the coordinates themselves go on, as straight lines with
// slopes of their own, so that what is linear in them is met wherever it is.
type Dense struct {
	mean, scale []float64     // by coordinate
	low, high   []float64     // by coordinate, standardised: its box; infinite if it has none
	terms       []term        // of functions 1+len(mean) on; before them the constant and the coordinates
	hinges      []term        // those that are neither products nor tails
	tails       []tail        // the first terms
	steps       []vector.Step // all of it, in nested form
}

// tail is what a coordinate is beyond one end of its box.
type tail struct {
	of    int // coordinate
	above bool
}

// Recipe says what becomes of coordinates where there are too many for hats. The first are those that matter most.
type Recipe struct {
	Lead   int   // so many of the first are multiplied with each other up to the degree
	Paired int   // the following, up to here, in pairs; the rest stay as they are
	Degree int   // of a function, three at most: a hinge counts for two
	Kinked []int // coordinates with hinges
}

// term is a function made from earlier ones: the product of one and a coordinate, or what a coordinate is beyond a point, or a tail.
type term struct {
	of, by int // by 0: a hinge; of 0, too: a tail
	beyond float64
}

// hingeCount is how many kinks a coordinate gets.
const hingeCount = 3

// NewDense standardises by a sample, and follows a recipe as far as so many functions go.
func NewDense(sample [][]float64, r Recipe, most int) *Dense {
	d := &Dense{}
	for _, z := range sample {
		t := stats.Column(z)
		scale := 0.0 // a coordinate that does not vary says nothing
		if sd := math.Sqrt(t.Variance()); sd > 1e-12*math.Abs(t.Mean) {
			scale = 1 / sd
		}
		d.mean, d.scale = append(d.mean, t.Mean), append(d.scale, scale)
	}
	d.open()
	for ; r.Degree > 1; r.Degree-- {
		d.box(sample, r)
		if d.cook(sample, r); d.Width() <= most {
			break
		}
		d.terms, d.tails = nil, nil
		d.open()
	}
	d.nest()
	return d
}

// open takes the boxes away.
func (d *Dense) open() {
	d.low, d.high = make([]float64, len(d.mean)), make([]float64, len(d.mean))
	for k := range d.mean {
		d.low[k], d.high[k] = math.Inf(-1), math.Inf(1)
	}
}

// tailPoints is how many of a sample lie beyond either end of a box: enough to tell a slope where hardly any noise is left.
const tailPoints = 16

// box puts boxes around the coordinates that are multiplied or have hinges, and adds their tails.
func (d *Dense) box(sample [][]float64, r Recipe) {
	for k, z := range sample {
		if d.scale[k] == 0 || k >= max(r.Lead, r.Paired) && !slices.Contains(r.Kinked, k) || len(z) < 4*tailPoints {
			continue
		}
		sorted := slices.Sorted(slices.Values(z))
		d.low[k], d.high[k] = (sorted[tailPoints]-d.mean[k])*d.scale[k], (sorted[len(z)-1-tailPoints]-d.mean[k])*d.scale[k]
		for _, above := range []bool{false, true} {
			d.tails = append(d.tails, tail{k, above})
			d.add(term{of: 0, by: 0})
		}
	}
}

// cook adds the products and hinges of a recipe.
func (d *Dense) cook(sample [][]float64, r Recipe) {
	d.monomials(r.Lead, r.Degree)
	for a := r.Lead; a < r.Paired; a++ {
		for b := a; b < r.Paired; b++ {
			d.add(term{of: 1 + a, by: 1 + b})
		}
	}
	for _, k := range r.Kinked {
		knots := newKnots(sample[k], sample[k], hingeCount+2)
		if knots == nil {
			continue
		}
		for _, x := range knots.at[1 : len(knots.at)-1] {
			at := (x - d.mean[k]) * d.scale[k]
			if !(d.low[k] < at && at < d.high[k]) {
				continue
			}
			hinge := d.add(term{of: 1 + k, beyond: at})
			for b := 0; b < r.Paired && r.Degree > 2; b++ {
				d.add(term{of: hinge, by: 1 + b})
			}
		}
	}
}

// monomials adds the products of the leading coordinates.
func (d *Dense) monomials(lead, degree int) {
	type monomial struct{ at, last int }
	level := make([]monomial, lead)
	for k := range level {
		level[k] = monomial{1 + k, k}
	}
	for range degree - 1 {
		var next []monomial
		for _, m := range level {
			for k := m.last; k < lead; k++ {
				next = append(next, monomial{d.add(term{of: m.at, by: 1 + k}), k})
			}
		}
		level = next
	}
}

// add appends a function and tells its number.
func (d *Dense) add(t term) int {
	d.terms = append(d.terms, t)
	return d.Width() - 1
}

func (d *Dense) Name() string {
	return fmt.Sprintf("%d functions of %d features", d.Width(), len(d.mean))
}

func (d *Dense) Width() int { return 1 + len(d.mean) + len(d.terms) }
