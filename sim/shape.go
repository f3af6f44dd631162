package sim

// shape is a family of functions of some coordinates, the same in every cell of a basis.
type shape interface {
	name() string
	width() int
	// describe locates n points by their coordinate columns.
	describe(d *description, z [][]float64, n int)
	// combine writes the values of a surface (width coefficients a cell) at points of a description.
	combine(d *description, coef []float64, cell, points []int32, out []float64)
	// newSums makes the sums for a regression of several sides at once.
	newSums(cells, sides int) sums
}

// sums collect what a least-squares fit needs. Sums of separate points may be added; the order is that of the points.
type sums interface {
	// add takes the first n points of a description; sides[k][i] is what side k observes there.
	add(d *description, cell []int32, sides [][]float64, n int)
	merge(later sums)
	clear()
	// solve gives the coefficients by side, and how well they are determined.
	solve() (coef [][]float64, rank int, condition float64)
}

// description is where points lie: for hats the interval and the weight of its upper end by axis; otherwise inputs by column.
type description struct {
	at            [2][]int32
	weight        [2][]float64
	input         [][]float64
	some, feature [][]float64 // scratch: inputs of some points, functions of all
	all           []float64   // scratch: values of all rows
	key           []int32     // scratch: cells of points
	sorter        *sorter
}

func newDescription() *description {
	three := newColumns(3)
	d := &description{all: three[2], key: make([]int32, blockRows), sorter: newSorter(blockRows)}
	for k, column := range three[:2] {
		d.at[k], d.weight[k] = make([]int32, blockRows), column
	}
	return d
}

// grown is so many of a list, which grows to them when they are first wanted.
func grown(list *[][]float64, n int) [][]float64 {
	if more := n - len(*list); more > 0 {
		*list = append(*list, newColumns(more)...)
	}
	return (*list)[:n]
}
