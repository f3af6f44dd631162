"""A Bermudan put on one asset (p1) or a Bermudan call on the largest of five (p2) by least-squares Monte Carlo in numpy, antithetic.

usage: lsmc.py p1|p2 PAIRS FIT_PAIRS SEED; prints the value. The policy is fitted on paths of its own, as ours.
Paths are made forwards in blocks that fit the cache, all dates of a block at once. (Debian: python3-numpy, libopenblas0.)
"""

import sys

import numpy as np

BLOCK = 1 << 12  # pairs of paths


class Put:
    """S 36, K 40, r 6 %, volatility 20 %, a year, 50 dates [Longstaff and Schwartz 2001, table 1]."""

    spots, strike, rate, dividend, volatility, dates, dt = np.full(1, 36.0), 40.0, 0.06, 0.0, 0.2, 50, 1 / 50

    def payoff(self, prices):
        return np.maximum(self.strike - prices[..., 0], 0)

    def features(self, prices, payoff):
        """Powers of the price, to the fifth."""
        return np.vander(prices[:, 0] / self.strike - 1, 6, increasing=True)


class MaxCall:
    """Five independent assets, S and K 100, r 5 %, dividend 10 %, volatility 20 %, three years, nine dates [Broadie and Glasserman 2004]."""

    spots, strike, rate, dividend, volatility, dates, dt = np.full(5, 100.0), 100.0, 0.05, 0.10, 0.2, 9, 1 / 3

    def payoff(self, prices):
        return np.maximum(prices.max(axis=-1) - self.strike, 0)

    def features(self, prices, payoff):
        """The payoff and the three largest prices, with their squares, cubes and products."""
        ordered = np.sort(prices / self.strike - 1, axis=1)
        a, b, c = ordered[:, 4], ordered[:, 3], ordered[:, 2]
        p = payoff / self.strike
        return np.stack([np.ones_like(a), p, a, b, c, a * a, b * b, c * c, a * b, a * c, b * c, p * p, p * b, a**3, a * a * b, a * b * b, b**3], axis=1)


def paths(problem, pairs, random):
    """Prices of 2 × pairs paths, [date, path, asset]; path k + pairs is the mirror image of path k."""
    step = problem.volatility * np.sqrt(problem.dt)
    drift = (problem.rate - problem.dividend - problem.volatility**2 / 2) * problem.dt
    shocks = step * random.standard_normal((problem.dates, pairs, len(problem.spots)))
    logs = np.cumsum(np.concatenate([shocks, -shocks], axis=1) + drift, axis=0)
    return problem.spots * np.exp(logs)


def fit(problem, pairs, random):
    """Coefficients of the value of going on, by date; the last date has none. Fitted where the payoff is positive."""
    prices = paths(problem, pairs, random)
    discount, coefficients = np.exp(-problem.rate * problem.dt), [None] * problem.dates
    value = problem.payoff(prices[-1])
    for date in range(problem.dates - 2, -1, -1):
        value *= discount
        payoff = problem.payoff(prices[date])
        inside = np.flatnonzero(payoff > 0)
        x = problem.features(prices[date, inside], payoff[inside])
        if len(inside) < x.shape[1]:
            continue  # nobody to learn from: go on
        coefficients[date] = np.linalg.lstsq(x, value[inside], rcond=None)[0]
        stop = payoff[inside] >= x @ coefficients[date]
        value[inside[stop]] = payoff[inside[stop]]
    return coefficients


def price(problem, coefficients, pairs, random):
    """Mean discounted payoff under the fitted policy on fresh paths."""
    total = 0.0
    for first in range(0, pairs, BLOCK):
        prices = paths(problem, min(BLOCK, pairs - first), random)
        alive = np.arange(prices.shape[1])
        for date in range(problem.dates):
            payoff = problem.payoff(prices[date, alive])
            stop = payoff > 0
            if date < problem.dates - 1 and coefficients[date] is not None:
                inside = np.flatnonzero(stop)
                stop[inside] = payoff[inside] >= problem.features(prices[date, alive[inside]], payoff[inside]) @ coefficients[date]
            elif date < problem.dates - 1:
                stop[:] = False
            total += payoff[stop].sum() * np.exp(-problem.rate * problem.dt * (date + 1))
            alive = alive[~stop]
    return total / (2 * pairs)


def main():
    problems = {"p1": Put, "p2": MaxCall}
    if len(sys.argv) != 5 or sys.argv[1] not in problems:
        sys.exit("usage: lsmc.py p1|p2 PAIRS FIT_PAIRS SEED")
    problem, pairs, fit_pairs, seed = problems[sys.argv[1]](), *map(int, sys.argv[2:])
    fitting, pricing = (np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(2))
    print(repr(float(price(problem, fit(problem, fit_pairs, fitting), pairs, pricing))))


main()
