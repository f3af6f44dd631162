package tree

import "ips2/internal/vector"

// spread adds w times x to y.
func spread(w float64, x, y []float64) {
	if w != 0 {
		vector.AddScaled(y[:len(x)], x, w)
	}
}

// combine writes the weighted sum of len(w) lines, four at a time.
func combine(w, lines, out []float64) {
	n := len(out)
	clear(out)
	k := 0
	for ; k+4 <= len(w); k += 4 {
		a, b, c, d := lines[k*n:k*n+n], lines[(k+1)*n:(k+1)*n+n], lines[(k+2)*n:(k+2)*n+n], lines[(k+3)*n:(k+3)*n+n]
		w0, w1, w2, w3 := w[k], w[k+1], w[k+2], w[k+3]
		for i := range out {
			out[i] += (float64(w0*a[i]) + float64(w1*b[i])) + (float64(w2*c[i]) + float64(w3*d[i]))
		}
	}
	for ; k < len(w); k++ {
		spread(w[k], lines[k*n:k*n+n], out)
	}
}
