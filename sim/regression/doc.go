// Package regression fits functions of columns of coordinates by least squares.
//
//  1. shape.go: a Shape is a family of functions of some coordinates, the same in every cell: the combinations of states that are told
//     apart. A Description says where the rows of a block lie.
//  2. Up to two axes a shape is piecewise linear (hats.go) between knots that lie where a sample does (knots.go).
//  3. With more coordinates it is products and hinges by a Recipe (dense.go), evaluated in nested form (nested.go).
//  4. regression.go: sums over blocks of observations, merged in their order, give a Surface for every side; normal equations with bands
//     for hats (hatsums.go), reduced tall matrices (densesums.go, qr.go) for the rest.
//  5. surface.go: a Surface gives values within what its side showed.
package regression
