package vector

// Dot is the sum of the products of the rows of two columns, which have as many. Row i is added to sum i%8: the sums are independent of
// each other, as the lanes of a register are, and the order is fixed.
func Dot(a, b []float64) float64 {
	b = b[:len(a)]
	var s [8]float64
	if n := dotBlocks(a, b, &s); n < len(a) {
		dotPlain(a[n:], b[n:], &s)
	}
	return fold(&s)
}

// Dots are the products of w with len(out) columns x[j], from row start on: Dot of each.
func Dots(out []float64, w []float64, x [][]float64, start int) {
	j := 0
	for ; j+4 <= len(out); j += 4 {
		if !dotsBlocks((*[4]float64)(out[j:]), w, x[j][start:start+len(w)], x[j+1][start:start+len(w)], x[j+2][start:start+len(w)], x[j+3][start:start+len(w)]) {
			break
		}
	}
	for ; j < len(out); j++ {
		out[j] = Dot(w, x[j][start:start+len(w)])
	}
}

// fold is the sum of eight sums.
func fold(s *[8]float64) float64 {
	return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
}

// dotPlain has a variable for each sum, for it to stay in a register.
func dotPlain(a, b []float64, s *[8]float64) {
	s0, s1, s2, s3, s4, s5, s6, s7 := s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]
	for len(a) >= len(s) && len(b) >= len(s) {
		s0 += float64(a[0] * b[0])
		s1 += float64(a[1] * b[1])
		s2 += float64(a[2] * b[2])
		s3 += float64(a[3] * b[3])
		s4 += float64(a[4] * b[4])
		s5 += float64(a[5] * b[5])
		s6 += float64(a[6] * b[6])
		s7 += float64(a[7] * b[7])
		a, b = a[len(s):], b[len(s):]
	}
	*s = [8]float64{s0, s1, s2, s3, s4, s5, s6, s7}
	for i, x := range a {
		s[i] += float64(x * b[i])
	}
}
