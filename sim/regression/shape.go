package regression

import (
	"ips2/internal/group"
	"ips2/internal/vector"
)

// Shape is a family of functions of some coordinates, the same in every cell of a basis.
type Shape interface {
	Name() string
	// Width is the number of functions in a cell.
	Width() int
	// Describe locates n points by their coordinate columns.
	Describe(d *Description, z [][]float64, n int)
	// combine writes the values of a surface (width coefficients a cell) at points of a description.
	combine(d *Description, coef []float64, cell, points []int32, out []float64)
	// newSums makes the sums for a regression of several sides at once.
	newSums(cells, sides int) sums
}

// sums collect what a least-squares fit needs. Sums of separate points may be added; the order is that of the points.
type sums interface {
	// add takes the first n points of a description; sides[k][i] is what side k observes there.
	add(d *Description, cell []int32, sides [][]float64, n int)
	merge(later sums)
	clear()
	// solve gives the coefficients by side, and how well they are determined.
	solve() (coef [][]float64, rank int, condition float64)
}

// Description is where the rows of a block lie: for hats the interval and the weight of its upper end by axis; otherwise inputs by column.
type Description struct {
	places        [2]vector.Places
	input         [][]float64
	some, feature [][]float64 // scratch: inputs of some points, functions of all
	all           []float64   // scratch: values of all rows
	key           []int32     // scratch: cells of points
	sorter        *group.Sorter
}

// NewDescription has room for so many rows.
func NewDescription(rows int) *Description {
	three := vector.Columns(3, rows)
	d := &Description{all: three[2], key: make([]int32, rows), sorter: group.NewSorter(rows)}
	for k, column := range three[:2] {
		d.places[k] = vector.Places{At: make([]int32, rows), Weight: column}
	}
	return d
}

// grown is so many columns of a list, which grows to them when they are first wanted.
func (d *Description) grown(list *[][]float64, n int) [][]float64 {
	if more := n - len(*list); more > 0 {
		*list = append(*list, vector.Columns(more, len(d.all))...)
	}
	return (*list)[:n]
}
