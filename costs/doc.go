// Package costs says what a contract costs its supplier: direct costing and time-driven activity-based costing (TDABC) with
// learning, for one known course of events. It does not know how such courses are sampled or decided.
//
//  1. A [Pool] turns staff, hours and cost into net capacity (minutes) and a capacity cost rate (money per minute), and splits
//     what is supplied into used and unused capacity, in minutes and money.
//  2. A [Learning] describes how the time of an execution shrinks with practice; [Learning.Multiplier] is its definition.
//  3. A [Curve] is the same law made fast: the sum of multipliers over any stretch of executions in a few nanoseconds.
//  4. [Supplier.Ledger] writes one entry for every amount along one course of events, nominal and discounted, and every other
//     figure is a sum of entries: by process, pool, contract, period or switch.
//
// The ledger sums executions one by one from the definition and never uses [Curve], so that it can serve as the oracle of the
// engines, which do. Sources: Kaplan and Anderson, "Time-Driven Activity-Based Costing", Harvard Business Review 82 (2004),
// for 1; [IPS2] section 4 and eq. (8) for 4; the learning laws are cited where they are written.
//
// A process cost is executions × minutes × learning × capacity cost rate. Time equations are evaluated before they get here:
// minutes arrive as numbers. Limits: no forgetting, no hiring or overtime, capacity is not a constraint (unused capacity turns
// negative where more is used than supplied).
package costs
