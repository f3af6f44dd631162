// Package sim values a contract by simulation.
//
//  1. Script: the ledger's amounts compiled, period by period, for the modes and decisions that paths can meet.
//  2. Paths in blocks of columns, from counter-based random numbers: any block can be made by any worker. Blocks are folded in
//     their order, so the number of workers changes no byte. Without control variates a block is a scrambled Sobol net.
//  3. Fit: the customer's policy by regression on realised values, backwards (F. A. Longstaff, E. S. Schwartz, "Valuing American
//     options by simulation", Review of Financial Studies 14 (2001)), with martingales or hedges taken out so that little noise is
//     left in them. The coordinates are found in the amounts: ranks, kinks, what the file names; on them piecewise linear functions,
//     or products with three factors or more (package regression). Then the supplier's by value iteration on paths with randomised decisions (I. Kharroubi, N. Langrené, H. Pham,
//     "A numerical algorithm for fully nonlinear HJB equations: an approach by control randomization", Monte Carlo Methods and
//     Applications 20 (2014)), for its counters depend on what it did.
//     Given chances need no fit; a noisy policy is fitted on the mean over its moves. Decisions before the factors move are fitted
//     on what whole moves bring.
//  4. Look ahead: what a mode promises one period later, less the mean of that over all that the factors may do, is a martingale. It
//     serves the fit, the prices as a control variate, and the bound. Companions, figures of a path that the value says little of,
//     have martingales of their own.
//  5. Price: both policies on fresh paths; every figure of model.Expectations with its standard error, differences paired.
//  6. Bound: the best decisions of each path in hindsight, which has to pay for the martingale: no policy is worth more. Decisions whose
//     best option leads by less than the gap are near a tie.
//  7. Ties: what the supplier's cost does if the customer takes options that are nearly as good as the best, and gives up no more than
//     the sampling error of its value. Of those the cheapest and the dearest are fitted backwards on paths that take any.
//  8. Rare moves of chains are made on purpose, in fits by forced paths, in prices and bounds by probes, and weighed by their chances: no
//     interval is narrower than what a move would do that the sample may miss.
//
// The value of a policy is a lower bound of the value of the best one. Two tempting methods are wrong: taking the best decisions
// of each sampled path for nothing (that is foresight: fixture A6 refutes it), and pricing the paths that the policy was fitted on.
package sim
