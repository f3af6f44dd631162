package vector

// ScrambledDigits is how many binary digits of a point Scramble permutes.
const ScrambledDigits = 6

// Scramble writes a coordinate of the points of a net: numbers in (0, 1) that begin with the first six digits of each cell, as a tree
// permutes them. A cell has nine digits, of which the last three say nothing; the tree has a byte for each of the 64 values of the
// first six, eight of them a word. The digits behind come from a word that grows by the golden ratio from point to point.
func Scramble(out []float64, cells []uint16, tree *[8]uint64, inside uint64) {
	cells = cells[:len(out)]
	n := scrambleBlocks(out, cells, tree, inside)
	scramblePlain(out[n:], cells[n:], tree, inside+uint64(n)*weyl)
}

func scramblePlain(out []float64, cells []uint16, tree *[8]uint64, inside uint64) {
	for i, c := range cells {
		leaf := tree[c>>6&7] >> (c & 0x38)
		out[i] = Open(leaf<<(64-ScrambledDigits) | inside>>ScrambledDigits)
		inside += weyl
	}
}
