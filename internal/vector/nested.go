package vector

// Step is a function in nested form: a column times the sum of its weight and of the steps below it, which follow it in order.
type Step struct {
	Column, Weight int
	Below          int // how many steps are directly below
}

// Nested writes a sum of products of columns in nested form (Horner's rule for several variables), which takes one multiplication a
// term and stores nothing between them: weights[0] and the steps at the top, of which no branch is more than three steps deep. The
// columns have as many rows as out, or more, and are not out.
func Nested(out []float64, columns [][]float64, weights []float64, steps []Step) {
	for _, c := range columns {
		_ = c[:len(out)]
	}
	n := nestedBlocks(out, columns, weights, steps)
	nestedPlain(out, n, columns, weights, steps)
}

// strip is how many rows the plain kernel takes through all steps at a time.
const strip = 8

func nestedPlain(out []float64, i int, columns [][]float64, weights []float64, steps []Step) {
	for ; i < len(out); i += strip {
		n := min(strip, len(out)-i)
		total := level(weights[0])
		for at := 0; at < len(steps); {
			a := &steps[at]
			at++
			sum := level(weights[a.Weight])
			for range a.Below {
				b := &steps[at]
				at++
				inner := level(weights[b.Weight])
				for range b.Below {
					c := &steps[at]
					at++
					w := weights[c.Weight]
					for j, x := range columns[c.Column][i : i+n] {
						inner[j&(strip-1)] += float64(w * x)
					}
				}
				climb(&sum, &inner, columns[b.Column][i:i+n])
			}
			climb(&total, &sum, columns[a.Column][i:i+n])
		}
		copy(out[i:i+n], total[:])
	}
}

// level is a sum that begins with a weight.
func level(w float64) (sum [strip]float64) {
	for j := range sum {
		sum[j] = w
	}
	return sum
}

// climb adds the sum below times its column.
func climb(sum, below *[strip]float64, column []float64) {
	for j, x := range column {
		sum[j&(strip-1)] += float64(below[j&(strip-1)] * x)
	}
}
