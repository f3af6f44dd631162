// Package output shows a result of package valuation to people and to other programs.
//
//  1. Text: an answer to read aloud. The verdict, the main figures, the criteria; then each change, the starts, the pools.
//  2. JSON: one object with every figure; what does not apply is absent, and there is never a NaN or an infinity.
//  3. Tables: Parquet, one tidy table a file. A Folder is claimed before the run, so that an hour's work is not lost to a folder
//     that cannot be written, and takes the place of what was there after it, as one step: place.go where runs meet, run.go how one
//     ends, publish.go the step.
//  4. Benchmarks: the same of package suite's rows (bench*.go), with lines for benchstat, and drawings.
//
// Digits follow the interval: a simulated figure shows two digits of its half-width, an exact one seven of itself, or cents.
// Files hold full precision, and no time stamps: equal runs give equal bytes.
package output
