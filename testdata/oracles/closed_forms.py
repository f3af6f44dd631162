"""Contracts with one decision whose value has a closed form: a call on a call, a forward start, the exchange of two cash flows.

Prints a JSON object by scenario name. r = 5 % continuous throughout; the other numbers are those of the scenario files.

Geske (1979): the compound option by the bivariate normal distribution. Rubinstein (1991): a forward start at the money is its price now
times the value of a call on 1. Margrabe (1978): the exchange option; after the date each stream is worth as many payments as are left,
for its growth is the rate at which it is discounted.
"""

import json

import numpy as np
from scipy.optimize import brentq
from scipy.stats import multivariate_normal, norm

RATE = 0.05


def call(spot, strike, life, sigma):
    d = (np.log(spot / strike) + (RATE + sigma**2 / 2) * life) / (sigma * np.sqrt(life))
    return spot * norm.cdf(d) - strike * np.exp(-RATE * life) * norm.cdf(d - sigma * np.sqrt(life))


def call_on_call(spot, strike, first, outer, last, sigma):
    level = brentq(lambda s: call(s, outer, last - first, sigma) - strike, 1.0, 1e4, xtol=1e-12)
    a = (np.log(spot / level) + (RATE + sigma**2 / 2) * first) / (sigma * np.sqrt(first))
    b = (np.log(spot / outer) + (RATE + sigma**2 / 2) * last) / (sigma * np.sqrt(last))
    rho = np.sqrt(first / last)
    both = lambda x, y: multivariate_normal.cdf([x, y], cov=[[1, rho], [rho, 1]], abseps=1e-12, releps=1e-12)
    c, d = a - sigma * np.sqrt(first), b - sigma * np.sqrt(last)
    return spot * both(a, b) - outer * np.exp(-RATE * last) * both(c, d) - strike * np.exp(-RATE * first) * norm.cdf(c)


def exchange(give, get, life, sigma):
    d = (np.log(get / give) + sigma**2 * life / 2) / (sigma * np.sqrt(life))
    return get * norm.cdf(d) - give * norm.cdf(d - sigma * np.sqrt(life))


def main():
    spread = np.sqrt(0.25**2 + 0.35**2 - 2 * 0.4 * 0.25 * 0.35)
    print(json.dumps({
        "call-on-call": call_on_call(100.0, 5.0, 0.5, 100.0, 1.0, 0.3),
        "forward-start": 100 * call(1.0, 1.0, 0.5, 0.3),
        "exchange": 2 * (100 + exchange(100.0, 95.0, 3.0, spread)),
    }))


main()
