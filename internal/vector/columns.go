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

// Clamp writes every row of x, or low if it is less and high if it is more. What is not a number stays.
func Clamp(out, x []float64, low, high float64) {
	x = x[:len(out)]
	n := clampBlocks(out, x, low, high)
	clampPlain(out[n:], x[n:], low, high)
}

func clampPlain(out, x []float64, low, high float64) {
	for i, v := range x {
		if v < low {
			v = low
		}
		if v > high {
			v = high
		}
		out[i] = v
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
