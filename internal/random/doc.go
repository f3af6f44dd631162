// Package random makes the random numbers of a simulation: any of them, anywhere, in any order.
//
//  1. Philox is a counter-based generator: a number is a function of a key and a counter, nothing is carried from one to the next.
//  2. A Stream fixes the key from a seed and a purpose. The counter names path, period and factor, so that neither the size of a
//     block nor the number of workers changes a digit.
//  3. Uniforms are the middles of 2^52 cells of (0, 1); Normals come from them by inversion, one from one, so that a uniform
//     point set may take the generator's place.
//
// Columns are filled in passes (words, then normals) rather than in one loop: the registers suffice for either, not for both.
package random
