package vector

import "math"

// Best writes the best of some columns, from row start on, and its number: columns[m] plus shifts[m]. A later one is better if it is
// more by more than tie times the size of both. None of the columns is v.
func Best(v []float64, best []uint16, columns [][]float64, shifts []float64, start int, tie float64) {
	best, shifts = best[:len(v)], shifts[:len(columns)]
	for _, x := range columns {
		_ = x[start : start+len(v)]
	}
	n := bestBlocks(v, best, columns, shifts, start, tie)
	bestPlain(v[n:], best[n:], columns, shifts, start+n, tie)
}

func bestPlain(v []float64, best []uint16, columns [][]float64, shifts []float64, start int, tie float64) {
	for i, x := range columns[0][start : start+len(v)] {
		v[i], best[i] = x+shifts[0], 0
	}
	for m := 1; m < len(columns); m++ {
		shift := shifts[m]
		for i, x := range columns[m][start : start+len(v)] {
			q := x + shift
			if q-v[i] > float64(tie*(math.Abs(q)+math.Abs(v[i]))) {
				v[i], best[i] = q, uint16(m)
			}
		}
	}
}

// Improve replaces the rows of best that those of v are better than, in the sense of Best, and writes the number of the option there.
func Improve(best []float64, chosen []int32, v []float64, option int32, tie float64) {
	chosen, v = chosen[:len(best)], v[:len(best)]
	n := improveBlocks(best, chosen, v, option, tie)
	improvePlain(best[n:], chosen[n:], v[n:], option, tie)
}

func improvePlain(best []float64, chosen []int32, v []float64, option int32, tie float64) {
	for i, x := range v {
		if x-best[i] > float64(tie*(math.Abs(x)+math.Abs(best[i]))) {
			best[i], chosen[i] = x, option
		}
	}
}

// Same is how many rows a and b have in common before they differ. b has as many rows as a, or more.
func Same(a, b []uint16) int {
	b = b[:len(a)]
	for n := sameBlocks(a, b); n < len(a); n++ {
		if a[n] != b[n] {
			return n
		}
	}
	return len(a)
}
