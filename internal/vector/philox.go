package vector

import (
	"math"
	"math/bits"
)

// Constants of Philox2x64 and the number of rounds that passes BigCrush with a margin: J. K. Salmon, M. A. Moraes, R. O. Dror,
// D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011), tables 2 and 3.
const (
	multiplier = 0xD2B74407B1CE6E93
	weyl       = 0x9E3779B97F4A7C15 // the golden ratio: what the key grows by
	rounds     = 10
)

// Philox is Philox2x64-10: a bijection of the counter (c0, c1), chosen by the key.
func Philox(c0, c1, key uint64) (uint64, uint64) {
	for range rounds {
		hi, lo := bits.Mul64(c0, multiplier)
		c0, c1 = hi^key^c1, lo
		key += weyl
	}
	return c0, c1
}

// Uniforms fills out with numbers in (0, 1): the two words of the counter (pair, place), then those of (pair+1, place), …
func Uniforms(out []float64, pair, place, key uint64) {
	n := uniformBlocks(out, pair, place, key)
	uniformsPlain(out[n:], pair+uint64(n/2), place, key)
}

func uniformsPlain(out []float64, pair, place, key uint64) {
	for len(out) >= 2 {
		a, b := Philox(pair, place, key)
		out[0], out[1] = Open(a), Open(b)
		out = out[2:]
		pair++
	}
	if len(out) == 1 {
		a, _ := Philox(pair, place, key)
		out[0] = Open(a)
	}
}

const (
	one       = 0x3FF0000000000000 // the bits of 1
	belowHalf = 1 - 0x1p-53        // 1 less half a cell
)

// Open is the middle of a word's cell of (0, 1): 52 bits, for with 53 the last middle would round to 1. The difference is exact.
func Open(word uint64) float64 {
	return math.Float64frombits(word>>12|one) - belowHalf
}
