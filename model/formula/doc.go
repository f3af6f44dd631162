// Package formula computes the formulas of a contract on columns of paths.
//
//  1. Parse checks a formula against the names of a Scope and reports every error with its offset and what would be right; the
//     result is an Expr. ByLevel, ByPeriod, Sum and Product put expressions together.
//  2. Graph.Bind evaluates an Expr partially: levels, period and parameters are known when it is bound, so that only arithmetic
//     on factors is left. A Graph holds every computation once, whichever formula, configuration or period asked for it.
//  3. Graph.Compile makes a Program of any set of roots: column kernels on blocks of paths.
//
// A number that does not exist (a division by zero, the logarithm or root of a negative number) is a NaN, which every operation
// passes on; only the right sides of and, or and the branches of a choice do not count where they are not needed. So a
// root that is finite was computed without a fault, and Run reports one that is not.
package formula
