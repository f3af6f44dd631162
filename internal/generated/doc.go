// Package generated draws random small contracts, writes them as scenario files, and keeps their books by itself, so that tests can hold
// parser, resolver and both engines against something that shares nothing with them.
//
//  1. Draw: a contract of every kind that the scenario language knows, small enough to visit all its histories.
//  2. Text: the contract as a file, its amounts in one of the ways in which the language can say them.
//  3. Rules: what may be decided, from the history of decisions alone: no modes, no counters.
//  4. Books: what a period brings both parties, recounted from the whole history.
//  5. Problem, Supplier: the contract as decision problems over histories, for package oracle.
//  6. Timings: contracts of three periods, counted by hand, for who sees what and when.
//  7. Variations: more options, dearer changes, other names, another currency, halved periods, for laws that must hold between values.
package generated
