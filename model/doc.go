// Package model is the decision problem as immutable data, and what both engines need to read it.
//
//  1. Problem: periods, rates, factors, characteristics, changes, the two parties. Amounts are symbolic formulas (resolved, not
//     yet bound). Nothing here knows how a file is written or how a value is computed.
//  2. Modes: what a party may have agreed and what it may do next, enumerated once; lead, dwell and uses enlarge it only by
//     what is reachable.
//  3. Ledger: the problem with every amount bound to configuration and period in one formula graph, in money of time 0. Engines
//     compile from it the columns they want.
//  4. Continuation: a policy as the value to go that it acts on. Expectations: what an engine reports under a policy.
//
// Timing, discounting and the equations are those of Steven, Rese, Soth, Strotmann and Karger, "Profitability of Industrial
// Product Service Systems (IPS²)", corrected as the records in decisions/ say. Periods run 1..Periods; period 0 is signing.
package model
