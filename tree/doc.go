// Package tree is the exact engine: rollback over recombining states, then expectations under the policy found.
//
//  1. Lattice: the factors as an ordered product of axes. A finite factor is an axis of its states; the normal factors become
//     axes with independent innovations (a triangular change of coordinates), each a grid with the density as weights. So every
//     factor is a Markov chain, and conditional expectation is applied axis by axis: N·(K₁+K₂+…) instead of N·K₁·K₂·….
//     Jumps, and innovations shared with an axis that jumps or is switched, are stages of their own. A factor that regimes switch,
//     or that a formula moves, has rows for each state that its leaders have moved to, and goes back before them: an axis of
//     its states where these can be listed, else a grid with quadrature over its noises as rows.
//  2. Customer: V_t(mode) = max over moves of the immediate amount + E[V_{t+1}(next) | node] (MODEL section 4, eq. (6) and (7)
//     corrected). Beside the boundary between two moves, and beside kinks and jumps of the formulas, nodes have weights of their own, so
//     that the sum over nodes stays an integral to sixth order.
//     A customer that wavers, or follows a rule, takes each move with a chance, and V is the mean. With information: previous the
//     decision falls at the nodes of the period before, and goes by the expectation of the period's amounts.
//  3. Supplier: the same for expected cost, given the customer's policy, on slices (customer's mode, supplier's mode, learning
//     counters that matter to its decisions), each a column over nodes. A tree over histories with its shared parts shared.
//  4. Expectations: probability pushed forward by the adjoint of the same rows gives every figure of model.Expectations. None of it may be
//     lost, and the figures must add up to the values of both rollbacks: a *Contradiction otherwise, and no result.
//  5. Forecast: nodes, states, slices, bytes and seconds before anything is solved; a hopeless run is refused with these numbers.
//
// Results do not depend on the number of workers. With normal factors the error of the grid is estimated by refinement.
package tree
