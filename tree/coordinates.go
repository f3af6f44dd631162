package tree

import "math"

// noPivot is the share of a variance below which what is left of it after the earlier axes is rounding.
const noPivot = 1e-13

// decorrelate factors cov = A diag(d²) Aᵀ. Where an axis has no innovation of its own its column is free: it stays as it was, so
// that factors that do not move keep their coordinates.
func decorrelate(cov, before [][]float64) (a [][]float64, d []float64) {
	n := len(cov)
	a, d = identity(n), make([]float64, n)
	for k := range n {
		left := cov[k][k]
		for l := range k {
			left -= float64(a[k][l] * a[k][l] * d[l] * d[l])
		}
		if left > noPivot*cov[k][k] {
			d[k] = math.Sqrt(left)
		}
		for r := k + 1; r < n; r++ {
			a[r][k] = before[r][k]
			if d[k] > 0 {
				rest := cov[r][k]
				for l := range k {
					rest -= float64(a[r][l] * a[k][l] * d[l] * d[l])
				}
				a[r][k] = rest / left
			}
		}
	}
	return a, d
}

// transfer is M = A^-1 diag(phi) A_before, by forward substitution.
func transfer(a [][]float64, phi []float64, before [][]float64) [][]float64 {
	m := square(len(a))
	for col := range a {
		for k := range a {
			v := phi[k] * before[k][col]
			for l := range k {
				v -= float64(a[k][l] * m[l][col])
			}
			m[k][col] = v
		}
	}
	return m
}

// clean removes rounding from M, so that independent axes are seen to be so.
func (g *gaussian) clean(before *gaussian) {
	for k := range g.m {
		for l := range k {
			if math.Abs(g.m[k][l]) < 1e-14*(math.Abs(g.a[k][l])+math.Abs(before.a[k][l])+1e-300) || before.half[l] == 0 {
				g.m[k][l] = 0
			}
		}
	}
}

// propagate is the covariance of the coordinates one period later.
func (n *normals) propagate(m, cov, coef [][]float64) [][]float64 {
	size := len(m)
	next := square(size)
	for k := range size {
		for l := range size {
			for i := range k + 1 {
				for j := range l + 1 {
					next[k][l] += float64(m[k][i] * cov[i][j] * m[l][j])
				}
			}
			for i := range min(k, l) + 1 {
				if (i == k || n.jumping[i]) && (i == l || n.jumping[i]) {
					next[k][l] += float64(coef[k][i] * coef[l][i])
				}
			}
		}
	}
	return next
}

// sheared reports whether the mean of axis k depends on earlier axes.
func (g *gaussian) sheared(k int) bool {
	for l := range k {
		if g.m[k][l] != 0 {
			return true
		}
	}
	return false
}

func square(n int) [][]float64 {
	m := make([][]float64, n)
	for k := range m {
		m[k] = make([]float64, n)
	}
	return m
}

func identity(n int) [][]float64 {
	m := square(n)
	for k := range m {
		m[k][k] = 1
	}
	return m
}
