package tree

// spread adds w times x to y.
func spread(w float64, x, y []float64) {
	if w == 0 {
		return
	}
	y = y[:len(x)]
	for i, v := range x {
		y[i] += float64(w * v)
	}
}

// dot is a weighted sum in four fixed strands.
func dot(w, x []float64) float64 {
	x = x[:len(w)]
	var s0, s1, s2, s3 float64
	k := 0
	for ; k+4 <= len(w); k += 4 {
		s0 += float64(w[k] * x[k])
		s1 += float64(w[k+1] * x[k+1])
		s2 += float64(w[k+2] * x[k+2])
		s3 += float64(w[k+3] * x[k+3])
	}
	for ; k < len(w); k++ {
		s0 += float64(w[k] * x[k])
	}
	return (s0 + s1) + (s2 + s3)
}

// convolve writes out[i] = Σ_k w[k] x[i+k], four outputs at a time so that every weight is loaded once for them.
func convolve(w, x, out []float64) {
	if len(w) == 2 {
		pairs(w[0], w[1], x, out)
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
func pairs(w0, w1 float64, x, out []float64) {
	x = x[:len(out)+1]
	before := x[0]
	for i := range out {
		next := x[i+1]
		out[i] = float64(w0*before) + float64(w1*next)
		before = next
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
