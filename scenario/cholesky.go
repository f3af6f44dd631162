package scenario

import "math"

// semidefinite is the pivot below which a direction counts as none: rounding must not refuse a correlation of 1.
const semidefinite = 1e-10

// cholesky factors a correlation matrix as L·L', L lower triangular (Golub and Van Loan, Matrix Computations, 4.2; a pivot of
// zero leaves its column zero). If the matrix is not positive semi-definite it returns a vector v with v'Av < 0 instead.
func cholesky(a [][]float64) (l [][]float64, against []float64) {
	l = make([][]float64, len(a))
	for k := range a {
		l[k] = make([]float64, len(a))
		for j := range k {
			rest := a[k][j] - dot(l[k], l[j], j)
			switch {
			case l[j][j] > 0:
				l[k][j] = rest / l[j][j]
			case math.Abs(rest) > math.Sqrt(semidefinite):
				return nil, descent(l, j, k, rest)
			}
		}
		pivot := a[k][k] - dot(l[k], l[k], k)
		if pivot < -semidefinite {
			return nil, direction(l, l[k][:k], k)
		}
		if pivot > semidefinite {
			l[k][k] = math.Sqrt(pivot)
		}
	}
	return l, nil
}

func dot(a, b []float64, n int) float64 {
	sum := 0.0
	for i := range n {
		sum += float64(a[i] * b[i])
	}
	return sum
}

// direction solves for the combination of the first k variables that explains variable k, less that variable.
func direction(l [][]float64, target []float64, k int) []float64 {
	v := make([]float64, len(l))
	v[k] = -1
	for j := k - 1; j >= 0; j-- {
		rest := target[j]
		for i := j + 1; i < k; i++ {
			rest -= float64(l[i][j] * v[i])
		}
		if l[j][j] > 0 {
			v[j] = rest / l[j][j]
		}
	}
	return v
}

// descent is for a variable j without variance of its own, given those before it, that is correlated with k all the same (by rest).
func descent(l [][]float64, j, k int, rest float64) []float64 {
	v := direction(l, l[j][:j], j)
	for i := range v {
		v[i] *= -1
	}
	v[k] = -rest
	return v
}

// admissible is the range of the correlation of a and b for which the matrix is positive semi-definite; false if there is none.
func admissible(matrix [][]float64, a, b int) (low, high float64, ok bool) {
	n := len(matrix) - 2
	withA, against := cholesky(without(matrix, b, a))
	withB, againstToo := cholesky(without(matrix, a, b))
	if against != nil || againstToo != nil {
		return 0, 0, false
	}
	common, width := dot(withA[n], withB[n], n), float64(withA[n][n]*withB[n][n])
	return common - width, common + width, true
}

// without is the matrix without one variable and with another one last.
func without(matrix [][]float64, one, last int) [][]float64 {
	var order []int
	for k := range matrix {
		if k != one && k != last {
			order = append(order, k)
		}
	}
	order = append(order, last)
	part := make([][]float64, len(order))
	for i, from := range order {
		part[i] = make([]float64, len(order))
		for j, to := range order {
			part[i][j] = matrix[from][to]
		}
	}
	return part
}
