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

// MostNet is how many points a net can have, and MostPoints a large one.
const (
	MostNet    = 1 << netDigits
	MostPoints = 1 << pointDigits

	netDigits   = vector.ScrambledDigits
	pointDigits = 9
)

// cells are the first digits of the first points, by coordinate.
var cells = func() (table [SobolDimensions][MostPoints]uint16) {
	for d := range table {
		for i := range table[d] {
			table[d][i] = uint16(Sobol(uint32(i), d) >> (32 - pointDigits))
		}
	}
	return table
}()

// Net fills out with a coordinate of the first len(out) points of a scrambled Sobol net, a power of two up to MostNet: numbers in (0, 1)
// of which one lies in each cell of width 1/len(out). The digits that tell cells apart are permuted by nested uniform scrambling (A. B.
// Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", 1995), a random bit for every node of their tree; inside its cell each
// number is uniform. So every number alone is uniform: means over a net are unbiased. A coordinate of another path, period or
// dimension is scrambled on its own. Dimensions beyond SobolDimensions are independent numbers.
func (s Stream) Net(path uint64, period, dimension int, out []float64) {
	place := uint64(period)<<16 | uint64(dimension)
	inside, flips := vector.Philox(path, place, s.key)
	if dimension >= SobolDimensions {
		for i := range out {
			word, _ := vector.Philox(flips, uint64(i), inside)
			out[i] = vector.Open(word)
		}
		return
	}
	tree := leaves(flips)
	vector.Scramble(out, cells[dimension][:], (*[8]uint64)(&tree), inside)
}

// Points is a large net: a coordinate of the first len(out) points, a power of two up to MostPoints, of which there are at most
// SobolDimensions. Nets of other numbers are scrambled on their own.
func (s Stream) Points(net uint64, dimension int, out []float64) {
	inside, flips := vector.Philox(net, uint64(dimension), s.key)
	upper, cell := leaves(flips), &cells[dimension]
	var lower [MostNet]uint64
	for k := range lower {
		if k%twigsPerWord == 0 {
			flips, _ = vector.Philox(inside, uint64(k), flips)
		}
		lower[k] = twigs[flips&127]
		flips >>= 7
	}
	const fine = pointDigits - netDigits
	for i := range out {
		branch, leaf := cell[i]>>fine, cell[i]&(1<<fine-1)
		at := upper.leaf(branch)<<fine | lower[branch]>>(8*leaf)&(1<<fine-1)
		out[i] = vector.Open(at<<(64-pointDigits) | inside>>pointDigits)
		inside += weyl
	}
}

// twigsPerWord is how many permutations of eight cells a word scrambles.
const twigsPerWord = 9

// weyl spreads points inside their cells: the golden ratio in units of 2^-64.
const weyl = 0x9E3779B97F4A7C15

// scrambled is where nested scrambling puts the cells of six digits: a byte each.
type scrambled [8]uint64

func (s *scrambled) leaf(cell uint16) uint64 { return s[cell>>3] >> (cell & 7 * 8) & (MostNet - 1) }

// twigs are the permutations of eight cells by the bits of their seven nodes: at each the bit tells whether its branches change places.
var twigs = func() (table [128]uint64) {
	for flips := range table {
		for cell := range 8 {
			at, node := 0, 0
			for level := 2; level >= 0; level-- {
				branch := cell >> level & 1
				at, node = at<<1|branch^flips>>node&1, 2*node+1+branch
			}
			table[flips] |= uint64(at) << (8 * cell)
		}
	}
	return table
}()

// leaves scrambles all cells: the upper three levels of the tree by seven bits, then each of the eight branches below by seven more.
func leaves(flips uint64) (s scrambled) {
	upper := twigs[flips&127]
	for k := range s {
		flips >>= 7
		s[k] = twigs[flips&127] | (upper>>(8*k)&7<<3)*0x0101010101010101
	}
	return s
}
