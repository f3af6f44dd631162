package vector

// Convolve writes out[i] = Σ_k w[k] x[i+k], the terms added in the order of k. x has at least len(out)+len(w)-1 rows, and is not out.
func Convolve(out, w, x []float64) { Combine(out, w, x, 1) }

// Combine writes the weighted sum of len(w) columns that begin stride rows apart: out[i] = Σ_k w[k] x[k·stride+i], the terms added in
// the order of k. x is not out.
func Combine(out, w, x []float64, stride int) {
	if len(w) == 0 || len(out) == 0 {
		clear(out)
		return
	}
	x = x[:(len(w)-1)*stride+len(out)]
	n := combineBlocks(out, w, x, stride)
	if out, x = out[n:], x[n:]; stride == 1 {
		convolvePlain(out, w, x)
	} else {
		combinePlain(out, w, x, stride)
	}
}

// convolvePlain has four outputs at a time, so that every weight is loaded once for them.
func convolvePlain(out, w, x []float64) {
	if len(w) == 2 {
		pairs(out, w[0], w[1], x)
		return
	}
	i := 0
	for ; i+4 <= len(out); i += 4 {
		z := x[i : i+len(w)+3]
		var s0, s1, s2, s3 float64
		a, b, c := z[0], z[1], z[2]
		tail := z[3:]
		tail = tail[:len(w)]
		for k, v := range w {
			d := tail[k]
			s0 += float64(v * a)
			s1 += float64(v * b)
			s2 += float64(v * c)
			s3 += float64(v * d)
			a, b, c = b, c, d
		}
		out[i], out[i+1], out[i+2], out[i+3] = s0, s1, s2, s3
	}
	for ; i < len(out); i++ {
		s := 0.0
		for k, v := range w {
			s += float64(v * x[i+k])
		}
		out[i] = s
	}
}

// pairs is the binomial step.
func pairs(out []float64, w0, w1 float64, x []float64) {
	x = x[:len(out)+1]
	before := x[0]
	for i := range out {
		next := x[i+1]
		out[i] = 0 + float64(w0*before) + float64(w1*next)
		before = next
	}
}

// combinePlain has four terms at a time, so that every output is loaded and stored once for them.
func combinePlain(out, w, x []float64, stride int) {
	clear(out)
	n, k := len(out), 0
	for ; k+4 <= len(w); k += 4 {
		a, b, c, d := x[k*stride:][:n], x[(k+1)*stride:][:n], x[(k+2)*stride:][:n], x[(k+3)*stride:][:n]
		w0, w1, w2, w3 := w[k], w[k+1], w[k+2], w[k+3]
		for i, s := range out {
			out[i] = (((s + float64(w0*a[i])) + float64(w1*b[i])) + float64(w2*c[i])) + float64(w3*d[i])
		}
	}
	for ; k < len(w) && n > 0; k++ {
		addScaledPlain(out, x[k*stride:][:n], w[k])
	}
}
