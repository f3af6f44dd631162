// Package vector does to whole columns what a simulation does most: exponentials, uniform numbers,
// normal quantiles, linear steps, weighted sums; what formulas do; and what the lattice does most, convolutions.
//
//  1. Every function has a plain kernel in Go, which says what the result is: float64 operations in a fixed order, none fused, no
//     function of package math whose digits depend on the processor.
//  2. On amd64 there are vector kernels of 4 numbers (AVX2) and 8 (AVX-512), chosen when the program starts by what the processor
//     has. They do the same operations in the same order, so that the bits are the same. IPS2_VECTORS=off in the environment keeps
//     to the plain ones, as the build tag purego does.
//  3. A vector kernel takes blocks of rows. Where a block has a number that it does not know, it stops, and the plain kernel does
//     that block: special cases are written once.
//
// The assembly is generated (go generate) by tools/vectors, which takes the constants from this package.
package vector
