package generated

// Chains are drawn in forms that come up in practice and differ in what an engine might take for granted: where the states that can
// follow lie, whether there are any to come back to, and when.
const (
	steady    = iota // each state mostly stays, others are anywhere
	wearing          // up by one or two, until the last ones are renewed: the rows step back
	absorbing        // up by one or two, for good
	cyclic           // up by one, and from the last to the first
	periodic         // to states of the other parity only
	scattered        // anywhere, a few
	forms
)

// matrix draws the transitions of a period between n states.
func (d *drawer) matrix(n int) [][]float64 {
	var rows [][]float64
	form := d.int("form", 0, forms-1)
	for k := range n {
		to := d.successors(form, k, n)
		row := make([]float64, n)
		for i, p := range d.distribution(len(to)) {
			row[to[i]] += p
		}
		rows = append(rows, row)
	}
	return rows
}

// successors are the states that may follow one, the likeliest first.
func (d *drawer) successors(form, k, n int) []int {
	last := n - 1
	switch form {
	case steady:
		return []int{k, d.int("to", 0, last), d.int("to", 0, last)}
	case wearing:
		if k >= last-d.int("early", 0, 1) {
			return []int{d.int("renewed", 0, last/2), min(1, last)}
		}
		return []int{k, k + 1, min(k+2, last)}[:d.int("branches", 2, 3)]
	case absorbing:
		return []int{k, min(k+1, last), min(k+2, last)}[:d.int("branches", 1, 3)]
	case cyclic:
		return []int{(k + 1) % n}
	case periodic:
		return []int{(k + 1) % n, (k + last) % n}
	}
	return []int{d.int("to", 0, last), d.int("to", 0, last)}
}

func identity(n int) [][]float64 {
	rows := make([][]float64, n)
	for k := range rows {
		rows[k] = make([]float64, n)
		rows[k][k] = 1
	}
	return rows
}

// transitions draws a matrix for all periods, or one for each, for a factor with named states, and gives them by period from 1 on.
func (d *drawer) transitions(f *Factor, names []string) [][][]float64 {
	rows := [][][]float64{nil}
	same, matrix := d.int("by period", 0, 2) > 0, d.matrix(len(names))
	for t := 1; t <= d.c.Periods; t++ {
		if !same && t > 1 {
			matrix = d.matrix(len(names))
		}
		f.Matrix, rows = append(f.Matrix, rowsText(names, matrix)), append(rows, matrix)
	}
	if same {
		f.Matrix = f.Matrix[:1]
	}
	return rows
}
