// Package suite runs the benchmarks that ship with the program: exact against simulated.
//
//  1. Cases lists them: the published problems with known answers (package published), two of the contracts that ship, and four
//     series of one synthetic contract that grows in periods, factors, characteristics, and in the paths of its simulation. Short is a selection that takes about a minute;
//     Find reads what a user asks for.
//  2. Run values each by every method whose forecast fits the budget, the simulation once a seed, and times it in this process.
//  3. A Row holds what was known, found, and forecast, and judges it: error, z, coverage, work.
//
// A published value is known independently of this program. Where a case of the series has none, the exact method's is what the
// simulation is held against.
package suite
