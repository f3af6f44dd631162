"""Contracts without an end, by closed forms on a lattice and by a fixed point on a grid.

Prints a JSON list: scenario, settings and value of each case, and for the put on geometric Brownian motion also the limit of continuous time.

On a lattice x u^n, n going up with probability p, else down, with discount factor d a year, powers b^n with d (p b + (1-p)/b) = 1 solve
V = d E V. A put that is exercised at node m and below is worth (strike - x u^m) b^(n-m) above it, b below 1; the best m is the best of all.
Opened at node h and above and closed at node l and below, a plant is worth A b^n while closed (b above 1) and B c^n + the value of never
closing while open (c below 1); A and B match the values at h and l, and the best pair of thresholds is the best of all.

The put on geometric Brownian motion may be exercised every month for 600 months: V = max(payoff, d E V) backward by the trapezoidal rule with
the normal density on a grid of ln x. What the kink at the exercise boundary costs falls with the square of the spacing: values at two
spacings are extrapolated. The limit is McKean's (1965): (strike - s)(x/s)^(-g), g = 2 r / sigma^2, s = strike g / (1 + g).
"""

import json

import numpy as np


def powers(up, p, d):
    roots = np.roots([d * p, -1.0, d * (1 - p)])
    return min(roots), max(roots)


def put(x, strike, u, p, d):
    small, _ = powers(u, p, d)
    return max((strike - x * u**m) * small ** (-m) for m in range(-60, 1))


def plant(x, cost, opening, closing, u, p, d):
    small, large = powers(u, p, d)
    growth = d * (p * u + (1 - p) / u)
    never = lambda n: x * u**n / (1 - growth) - cost / (1 - d)
    best = 0.0
    for h in range(1, 30):
        for low in range(-30, h):
            # A large^h - B small^h = never(h) - opening; A large^l - B small^l = never(l) + closing
            m = np.array([[large**h, -(small**h)], [large**low, -(small**low)]])
            a, _ = np.linalg.solve(m, [never(h) - opening, never(low) + closing])
            best = max(best, a)
    return best


def bermudan(x, strike, rate, sigma, dt, dates, per):
    """Backward on so many nodes per standard deviation of a month; beyond the grid the value is that of its edge."""
    sd = sigma * np.sqrt(dt)
    h = sd / per
    half = int(8 * np.sqrt(dates) * per)
    drift = (rate - sigma**2 / 2) * dt
    y = np.arange(-half, half + 1) * h
    k = np.arange(-9 * per, 9 * per + 1)
    w = np.exp(-((k * h - drift) ** 2) / (2 * sd**2))
    w /= w.sum()
    discount = np.exp(-rate * dt)
    payoff = strike - x * np.exp(y)
    size = 1 << int(np.ceil(np.log2(len(y) + 2 * len(w))))
    kernel = np.fft.rfft(w[::-1], size)
    v = np.maximum(payoff, 0)
    for _ in range(dates):
        padded = np.concatenate([np.full(9 * per, v[0]), v, np.full(9 * per, v[-1])])
        ahead = discount * np.fft.irfft(np.fft.rfft(padded, size) * kernel)[len(w) - 1 : len(w) - 1 + len(y)]
        value = ahead[half]
        v = np.maximum(payoff, ahead)
    return value


def main():
    d = 1 / 1.12
    strike, x, rate, sigma = 40.0, 36.0, 0.1, 0.3
    g = 2 * rate / sigma**2
    s = strike * g / (1 + g)
    coarse, fine = (bermudan(x, strike, rate, sigma, 1 / 12, 600, per) for per in (24, 48))
    print(json.dumps([
        {"Scenario": "perpetual-put", "Set": [], "Value": put(100.0, 100.0, 1.1, 0.55, d)},
        {"Scenario": "entry-and-exit", "Set": [], "Value": plant(100.0, 100.0, 300.0, 50.0, 1.1, 0.5, d)},
        {"Scenario": "bermudan-put", "Set": ["horizon.periods=600"], "Value": fine + (fine - coarse) / 3, "Limit": (strike - s) * (x / s) ** -g},
    ]))


main()
