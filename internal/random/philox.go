package random

import "math/bits"

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
