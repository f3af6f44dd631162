// Package valuation is the public Go API: a resolved problem in, price ceiling, price floor, corridor and switching costs out.
//
//  1. Plan forecasts the size of the problem; nothing runs.
//  2. Value chooses a method (exact rollback, simulation, both, or an exact customer with a simulated supplier), runs it and turns
//     the engine's expectations into the figures of the paper: eq. (4) and (5), corrected, for the ceiling, eq. (8), generalised,
//     for the floor, and the three criteria of section 2.
//  3. Compare holds the two methods against each other, figure by figure.
//
// Exact and simulated results share one type: a Figure with its interval, which has no width when it is exact.
package valuation
