package vector

// Standardize writes (x-mean)*scale of every row.
func Standardize(out, x []float64, mean, scale float64) {
	x = x[:len(out)]
	n := standardizeBlocks(out, x, mean, scale)
	standardizePlain(out[n:], x[n:], mean, scale)
}

func standardizePlain(out, x []float64, mean, scale float64) {
	for i, v := range x {
		out[i] = (v - mean) * scale
	}
}

// Product writes x*y of every row.
func Product(out, x, y []float64) {
	x, y = x[:len(out)], y[:len(out)]
	n := productBlocks(out, x, y)
	productPlain(out[n:], x[n:], y[n:])
}

func productPlain(out, x, y []float64) {
	for i, v := range x {
		out[i] = v * y[i]
	}
}

// Beyond writes by how much every row is beyond a point: 0 where it is not.
func Beyond(out, x []float64, point float64) {
	x = x[:len(out)]
	n := beyondBlocks(out, x, point)
	beyondPlain(out[n:], x[n:], point)
}

func beyondPlain(out, x []float64, point float64) {
	for i, v := range x {
		v -= point
		if !(v > 0) {
			v = 0
		}
		out[i] = v
	}
}

// Larger writes the larger of every row of x and y; x where they are equal or one is not a number.
func Larger(out, x, y []float64) {
	x, y = x[:len(out)], y[:len(out)]
	n := largerBlocks(out, x, y)
	largerPlain(out[n:], x[n:], y[n:])
}

func largerPlain(out, x, y []float64) {
	for i, v := range x {
		if y[i] > v {
			v = y[i]
		}
		out[i] = v
	}
}

// Smaller writes the smaller of every row of x and y; x where they are equal or one is not a number.
func Smaller(out, x, y []float64) {
	x, y = x[:len(out)], y[:len(out)]
	n := smallerBlocks(out, x, y)
	smallerPlain(out[n:], x[n:], y[n:])
}

func smallerPlain(out, x, y []float64) {
	for i, v := range x {
		if y[i] < v {
			v = y[i]
		}
		out[i] = v
	}
}
