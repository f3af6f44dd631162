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
