package sim

import (
	"fmt"
	"math"

	"ips2/internal/stats"
	"ips2/internal/vector"
)

// dense are global functions of standardised coordinates: products and hinges, made one from another. They serve where there are too
// many coordinates for hats.
type dense struct {
	mean, scale []float64     // by coordinate
	terms       []term        // of functions 1+len(mean) on; before them the constant and the coordinates
	hinges      []term        // those that are no products
	steps       []vector.Step // all of it, in nested form
}

// term is a function made from earlier ones: the product of one and a coordinate, or what a coordinate is beyond a point.
type term struct {
	of, by int // by 0: a hinge
	beyond float64
}

// hingeCount is how many kinks a coordinate gets.
const hingeCount = 3

// newDense standardises by a sample, and follows a recipe as far as so many functions go.
func newDense(sample [][]float64, r recipe, most int) *dense {
	d := &dense{}
	for _, z := range sample {
		t := stats.Column(z)
		scale := 0.0 // a coordinate that does not vary says nothing
		if sd := math.Sqrt(t.Variance()); sd > 1e-12*math.Abs(t.Mean) {
			scale = 1 / sd
		}
		d.mean, d.scale = append(d.mean, t.Mean), append(d.scale, scale)
	}
	for ; r.degree > 1; r.degree-- {
		if d.cook(sample, r); d.width() <= most {
			break
		}
		d.terms = nil
	}
	d.nest()
	return d
}

// cook adds the products and hinges of a recipe.
func (d *dense) cook(sample [][]float64, r recipe) {
	d.monomials(r.lead, r.degree)
	for a := r.lead; a < r.paired; a++ {
		for b := a; b < r.paired; b++ {
			d.add(term{of: 1 + a, by: 1 + b})
		}
	}
	for _, k := range r.kinked {
		knots := newKnots(sample[k], hingeCount+2)
		if knots == nil {
			continue
		}
		for _, x := range knots.at[1 : len(knots.at)-1] {
			hinge := d.add(term{of: 1 + k, beyond: (x - d.mean[k]) * d.scale[k]})
			for b := 0; b < r.paired && r.degree > 2; b++ {
				d.add(term{of: hinge, by: 1 + b})
			}
		}
	}
}

// monomials adds the products of the leading coordinates.
func (d *dense) monomials(lead, degree int) {
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
func (d *dense) add(t term) int {
	d.terms = append(d.terms, t)
	return d.width() - 1
}

func (d *dense) name() string {
	return fmt.Sprintf("%d functions of %d features", d.width(), len(d.mean))
}

func (d *dense) width() int { return 1 + len(d.mean) + len(d.terms) }
