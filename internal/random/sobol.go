package random

import (
	"math/bits"

	"ips2/internal/vector"
)

// SobolDimensions is how many coordinates a Sobol point has here.
const SobolDimensions = 21

// joeKuo are a primitive polynomial (degree and inner coefficients) and the first direction numbers of coordinates 2, 3, …:
// S. Joe, F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci. Comput. 30 (2008),
// table new-joe-kuo-6.
var joeKuo = [SobolDimensions - 1]struct {
	degree, inner uint
	m             [7]uint32
}{
	{1, 0, [7]uint32{1}}, {2, 1, [7]uint32{1, 3}}, {3, 1, [7]uint32{1, 3, 1}}, {3, 2, [7]uint32{1, 1, 1}},
	{4, 1, [7]uint32{1, 1, 3, 3}}, {4, 4, [7]uint32{1, 3, 5, 13}},
	{5, 2, [7]uint32{1, 1, 5, 5, 17}}, {5, 4, [7]uint32{1, 1, 5, 5, 5}}, {5, 7, [7]uint32{1, 1, 7, 11, 19}},
	{5, 11, [7]uint32{1, 1, 5, 1, 1}}, {5, 13, [7]uint32{1, 1, 1, 3, 11}}, {5, 14, [7]uint32{1, 3, 5, 5, 31}},
	{6, 1, [7]uint32{1, 3, 3, 9, 7, 49}}, {6, 13, [7]uint32{1, 1, 1, 15, 21, 21}}, {6, 16, [7]uint32{1, 3, 1, 13, 27, 49}},
	{6, 19, [7]uint32{1, 1, 1, 15, 7, 5}}, {6, 22, [7]uint32{1, 3, 1, 15, 13, 25}}, {6, 25, [7]uint32{1, 1, 5, 5, 19, 61}},
	{7, 1, [7]uint32{1, 3, 7, 11, 23, 15, 103}}, {7, 4, [7]uint32{1, 3, 7, 13, 13, 15, 69}},
}

var directions = func() (table [SobolDimensions][32]uint32) {
	for k := range table[0] {
		table[0][k] = 1 << (31 - k)
	}
	for d, p := range joeKuo {
		v, s := &table[d+1], int(p.degree)
		for k := range v {
			if k < s {
				v[k] = p.m[k] << (31 - k)
				continue
			}
			v[k] = v[k-s] ^ v[k-s]>>p.degree
			for j := 1; j < s; j++ {
				if p.inner>>(s-1-j)&1 == 1 {
					v[k] ^= v[k-j]
				}
			}
		}
	}
	return table
}()

// Sobol is a coordinate of point index of the Sobol sequence, in units of 2^-32.
func Sobol(index uint32, dimension int) uint32 {
	x, v := uint32(0), &directions[dimension]
	for ; index != 0; index &= index - 1 {
		x ^= v[bits.TrailingZeros32(index)]
	}
	return x
}

// scramble permutes the digits of a coordinate as nested uniform scrambling does, by a hash of the seed (B. Burley, "Practical
// hash-based Owen scrambling", Journal of Computer Graphics Techniques 9 (2020), with the constants found by N. Vegdahl).
func scramble(x, seed uint32) uint32 {
	x = bits.Reverse32(x)
	x ^= x * 0x3d20adea
	x += seed
	x *= seed>>16 | 1
	x ^= x * 0x05526c56
	x ^= x * 0x53a22864
	return bits.Reverse32(x)
}

// Net fills out with a coordinate of the first len(out) points of a scrambled Sobol net: numbers in (0, 1) of which one lies in
// each cell of width 1/len(out), if that is a power of two. A shift of all digits comes on top of the hash, so that each number alone
// is uniform whatever the hash is worth: means over a net are unbiased. A coordinate of another path, period or dimension is
// scrambled on its own. Dimensions beyond SobolDimensions are independent numbers.
func (s Stream) Net(path uint64, period, dimension int, out []float64) {
	place := uint64(period)<<16 | uint64(dimension)
	shift, seed := vector.Philox(path, place, s.key)
	if dimension >= SobolDimensions {
		for i := range out {
			word, _ := vector.Philox(seed, uint64(i), shift)
			out[i] = vector.Open(word)
		}
		return
	}
	for i := range out {
		x := uint64(scramble(Sobol(uint32(i), dimension), uint32(seed)))<<32 | uint64(uint32(i)*weyl32)
		out[i] = vector.Open(x ^ shift)
	}
}

// weyl32 spreads the digits below those of the net.
const weyl32 = 0x9E3779B9
